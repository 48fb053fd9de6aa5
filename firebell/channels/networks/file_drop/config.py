"""What a file drop is told: which folder, by which map, and when a file counts as complete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from firebell.channels.contract import ChannelError
from firebell.channels.files.maps import load_map

KEYS = ("folder", "map", "repair", "settle_seconds", "brand")
DONE, REFUSED = "done", "refused"


@dataclass(frozen=True, slots=True)
class DropConfig:
    """`settle_seconds`: a file is complete when nobody has written to it for so long."""

    folder: Path
    map: str | None
    repair: bool
    settle_seconds: float

    @classmethod
    def read(cls, config: Mapping[str, Any]) -> DropConfig:
        return cls(
            Path(config["folder"]),
            config.get("map"),
            bool(config.get("repair")),
            float(config.get("settle_seconds", 5)),
        )


def validate(given: Mapping[str, Any]) -> dict[str, Any]:
    """`folder` (made absolute; it must be there), and optionally `map`, `repair`,
    `brand` and `settle_seconds` (0 to 3600, else 5)."""
    unknown = [key for key in given if key not in KEYS]
    if unknown:
        raise _wrong(f"{unknown[0]!r} is not known; known are {', '.join(KEYS)}")
    folder = given.get("folder")
    if not isinstance(folder, str) or not folder:
        raise _wrong("`folder` must name a folder")
    if not Path(folder).is_dir():
        raise _wrong(f"there is no folder {folder}; make it, or check the path")
    settle = given.get("settle_seconds", 5)
    if not isinstance(settle, int | float) or not 0 <= settle <= 3600:
        raise _wrong("`settle_seconds` must be a number from 0 to 3600")
    named = given.get("map") or None
    if named is not None:
        load_map(str(named))
    return {
        "folder": str(Path(folder).absolute()),
        "map": named,
        "repair": given.get("repair", False) is True,
        "settle_seconds": settle,
        "brand": given.get("brand"),
    }


def _wrong(why: str) -> ChannelError:
    return ChannelError(f"file drop: {why}", permanent=True)
