"""Cursors of files: which file, and where in it. JSON-able, and refused if the file is another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from firebell.channels.contract import ChannelError
from firebell.channels.files.opening import Opened
from firebell.channels.files.records import Position

HEAD_BYTES = 64 * 1024
TAIL_BYTES = 1024
VERSION = 1


@dataclass(frozen=True, slots=True)
class Mark:
    """What a file is known again by: its size, its beginning and its end."""

    name: str
    size: int
    head_size: int
    head: str
    end: str

    @classmethod
    def of(cls, opened: Opened) -> Mark:
        head_size = min(HEAD_BYTES, opened.size)
        return cls(
            name=opened.name,
            size=opened.size,
            head_size=head_size,
            head=opened.digest(0, head_size),
            end=opened.digest(max(0, opened.size - HEAD_BYTES), HEAD_BYTES),
        )

    def cursor(self, position: Position, opened: Opened, *, grows: bool) -> dict[str, Any]:
        """The cursor for `position`. Where rows may be appended, it knows the bytes before it."""
        cursor: dict[str, Any] = {
            "version": VERSION,
            "file": self.name,
            "size": self.size,
            "head_size": self.head_size,
            "head": self.head,
            "end": self.end,
            "position": list(position),
        }
        if grows:
            cursor["tail"] = _tail(opened, position.offset)
        return cursor


def resume(cursor: Mapping[str, Any], opened: Opened, first: Position, *, grows: bool) -> Position:
    """Where to go on. A file with rows appended is gone on with; any other change is refused."""
    if not cursor:
        return first
    try:
        position = Position(*map(int, cursor["position"]))
        known = {key: cursor[key] for key in ("size", "head_size", "head", "end")}
    except (KeyError, TypeError, ValueError) as error:
        raise ChannelError(
            f"{opened.name}: the stored cursor cannot be read; start the source anew",
            permanent=True,
        ) from error
    now = Mark.of(opened)
    if known == {"size": now.size, "head_size": now.head_size, "head": now.head, "end": now.end}:
        return position
    if grows and _has_grown(cursor, opened, position):
        return position
    raise ChannelError(
        f"{opened.name} is not the file that was begun (it had {known['size']:,} bytes, now "
        f"{opened.size:,}); put the old one back, or start the source anew: rows already stored "
        "are not stored twice",
        permanent=True,
    )


def _has_grown(cursor: Mapping[str, Any], opened: Opened, position: Position) -> bool:
    return (
        opened.size > int(cursor["size"])
        and opened.digest(0, int(cursor["head_size"])) == cursor["head"]
        and cursor.get("tail") == _tail(opened, position.offset)
    )


def _tail(opened: Opened, offset: int) -> str:
    start = max(0, offset - TAIL_BYTES)
    return opened.digest(start, offset - start)
