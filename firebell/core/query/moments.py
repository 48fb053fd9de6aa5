"""Times as people write them in a search: `2026-03-01`, `2026-03`, `yesterday`, `7d`.

Each names an instant: the beginning of what is written. So `after:2026-03-01 before:2026-04-01` is
the whole of March. How long ago is counted in whole hours, or in whole days up to last midnight,
so that a search asks for the same all through an hour or a day.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:t(\d{2}):(\d{2}))?)?)?", re.ASCII)
_AGO = re.compile(r"(\d{1,4})([hdwmy])", re.ASCII)
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_NAMED = {"today": 0, "yesterday": 1}
_YEARS = range(1900, 9999)


def is_moment(written: str) -> bool:
    """Whether this, in lower case, names an instant."""
    return written in _NAMED or bool(_AGO.fullmatch(written)) or _parts(written) is not None


def moment(written: str, now: datetime, zone: tzinfo) -> datetime:
    """The instant, in UTC, that `written` names to somebody in `zone` at `now` (aware)."""
    local = now.astimezone(zone)
    midnight = datetime.combine(local.date(), time(), zone)
    if written in _NAMED:
        return (midnight - timedelta(days=_NAMED[written])).astimezone(UTC)
    if ago := _AGO.fullmatch(written):
        number, unit = int(ago[1]), ago[2]
        if unit == "h":
            hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
            return hour - timedelta(hours=number)
        days = min(number * _DAYS[unit], (midnight.date() - date.min).days - 1)
        return (midnight - timedelta(days=days)).astimezone(UTC)
    parts = _parts(written)
    if parts is None:
        raise ValueError(f"{written!r} names no instant")
    return parts.replace(tzinfo=zone).astimezone(UTC)


def _parts(written: str) -> datetime | None:
    found = _DATE.fullmatch(written)
    if found is None:
        return None
    year, month, day, hour, minute = (
        int(part) if part else default
        for part, default in zip(found.groups(), (0, 1, 1, 0, 0), strict=True)
    )
    if year not in _YEARS:
        return None
    try:
        return datetime(year, month, day, hour, minute)  # noqa: DTZ001 - the zone is the reader's
    except ValueError:
        return None
