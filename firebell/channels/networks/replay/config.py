"""What a replay is told: which file, by which map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from firebell.channels.contract import ChannelError
from firebell.channels.files.maps import load_map
from firebell.channels.files.reader import FileJob

A_YEAR = timedelta(days=366)
KEYS = ("path", "map", "repair", "pace", "brand", "order")
IN_TIME = "time"
STAMPED = "stamped"  # what is stamped later is heard when its time has come


def validate(given: Mapping[str, Any]) -> dict[str, Any]:
    """`path` (made absolute), and optionally `map` (name or path), `repair`, `pace`, `brand`, and
    `order`: "time" where the rows are to be put in order whatever the map says."""
    unknown = [key for key in given if key not in KEYS]
    if unknown:
        raise ChannelError(
            f"replay: {unknown[0]!r} is not known; known are {', '.join(KEYS)}", permanent=True
        )
    path = given.get("path")
    if not isinstance(path, str) or not path:
        raise ChannelError("replay: `path` must name a file", permanent=True)
    named = given.get("map") or None
    if named is not None:
        load_map(str(named))
    if given.get("pace") not in (None, STAMPED):
        raise ChannelError(f"replay: `pace` can only be {STAMPED!r}", permanent=True)
    if given.get("order") not in (None, IN_TIME):
        raise ChannelError(f"replay: `order` can only be {IN_TIME!r}", permanent=True)
    return {
        "path": str(Path(path).absolute()),
        "map": named,
        "repair": given.get("repair", False) is True,
        "pace": given.get("pace"),
        "brand": given.get("brand"),
        "order": given.get("order"),
    }


def job(config: Mapping[str, Any]) -> FileJob:
    job = FileJob(
        Path(config["path"]),
        config.get("map"),
        bool(config.get("repair")),
        in_order=config.get("order") == IN_TIME,
    )
    # A recording that is played as time goes on holds, rightly, what is yet to come.
    return replace(job, ahead=A_YEAR) if config.get("pace") == STAMPED else job
