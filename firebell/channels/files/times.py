"""Time stamps as files write them, turned into instants in UTC."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
ISO = "iso"
SECONDS = "unix seconds"
MILLISECONDS = "unix milliseconds"

# "2015-02-24 11:35:52 -0800": ISO 8601 save for the space before the offset.
_SPACED_OFFSET = re.compile(r" (?=[+-]\d\d:?\d\d$)")


class RefusalError(Exception):
    """One value cannot be taken in. The message says why, and what to do about it."""


def shown(value: Any, width: int = 60) -> str:
    """A hostile value, cut and escaped so that it may stand in a message."""
    text = value if isinstance(value, str) else repr(value)
    cut = text if len(text) <= width else text[:width] + "…"
    return repr("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in cut))


@dataclass(frozen=True, slots=True)
class TimeFormat:
    """How one column writes instants: ISO 8601, a strptime pattern, or Unix seconds.

    `zone` is used only where the value itself names no offset; without it such a value is
    refused, since a guess would move a whole storm by hours.
    """

    pattern: str = ISO
    zone: ZoneInfo | None = None

    def reader(self, latest: datetime) -> Callable[[Any], datetime]:
        """A function from one value to an aware instant; it raises RefusalError.

        `latest` is the last instant that is believed.
        """
        parse = self._parser()

        def read(value: Any) -> datetime:
            if value is None or value == "":
                raise RefusalError("the time is empty")
            if isinstance(value, datetime):
                return self._placed(value, value, latest)
            try:
                at = parse(value)
            except (ValueError, TypeError, OverflowError, OSError) as error:
                raise RefusalError(
                    f"the time {shown(value)} does not read as {self.described()}; "
                    "correct it, or state `time: {format: ...}` in the map"
                ) from error
            return self._placed(at, value, latest)

        return read

    def described(self) -> str:
        return "ISO 8601 (2015-02-24T11:35:52-08:00)" if self.pattern == ISO else self.pattern

    def _parser(self) -> Callable[[Any], datetime]:
        if self.pattern == SECONDS:
            return lambda value: EARLIEST + timedelta(seconds=float(value))
        if self.pattern == MILLISECONDS:
            return lambda value: EARLIEST + timedelta(milliseconds=float(value))
        if self.pattern == ISO:
            return _from_iso
        pattern = self.pattern
        return lambda value: datetime.strptime(value, pattern)  # noqa: DTZ007 - see _placed

    def _placed(self, at: datetime, value: Any, latest: datetime) -> datetime:
        if at.tzinfo is None:
            if self.zone is None:
                raise RefusalError(
                    f"the time {shown(value)} has no time zone; "
                    "write the offset into it, or state `time: {zone: ...}` in the map"
                )
            at = at.replace(tzinfo=self.zone)
        try:
            at = at.astimezone(UTC)
        except OverflowError as error:
            raise RefusalError(f"the time {shown(value)} is outside the calendar") from error
        if not EARLIEST <= at <= latest:
            when = "in the future" if at > latest else "before 1970"
            raise RefusalError(
                f"the time {shown(value)} is {when}; correct it, or this clock, and replay"
            )
        return at


def _from_iso(value: Any) -> datetime:
    if not isinstance(value, str):
        raise TypeError("not a text")
    if len(value) < len("2015-02-24T11"):
        raise ValueError("a date without a time")
    if " " in value:
        value = _SPACED_OFFSET.sub("", value.strip())
    return datetime.fromisoformat(value)
