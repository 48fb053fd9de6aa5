"""What a replay is told: which file, by which map."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from firebell.channels.contract import ChannelError
from firebell.channels.files.maps import load_map
from firebell.channels.files.reader import FileJob

KEYS = ("path", "map", "repair")


def validate(given: Mapping[str, Any]) -> dict[str, Any]:
    """`path` (made absolute), and optionally `map` (name or path) and `repair`."""
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
    return {
        "path": str(Path(path).absolute()),
        "map": named,
        "repair": given.get("repair", False) is True,
    }


def job(config: Mapping[str, Any]) -> FileJob:
    return FileJob(Path(config["path"]), config.get("map"), bool(config.get("repair")))
