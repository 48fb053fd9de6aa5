"""When somebody may be told of an alert: quiet hours, and how many an hour or a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from firebell.core.triggers.rules.trigger import Frequency, Quiet


def told_at(now: datetime, severity: int, quiet: Quiet | None, zone: tzinfo) -> datetime:
    """`now`, or the end of the quiet hours that hold it back. `zone` is that of `quiet`."""
    if quiet is None or severity >= quiet.severity:
        return now
    here = now.astimezone(zone)
    clock = here.time().replace(tzinfo=None)
    over_midnight = quiet.until < quiet.since
    if over_midnight:
        inside = clock >= quiet.since or clock < quiet.until
    else:
        inside = quiet.since <= clock < quiet.until
    if not inside:
        return now
    day = here.date()
    if over_midnight and clock >= quiet.since:
        day += timedelta(days=1)
    # The wall clock may be set forward or back tonight, so the end is looked up by its own clock.
    end = datetime.combine(day, quiet.until, tzinfo=zone)
    return max(now, end.astimezone(now.tzinfo))


def digested_until(
    due: datetime, told: Sequence[datetime], frequency: Frequency | None
) -> datetime | None:
    """When what is one too many comes in the one line with the others; None where it is told alone.

    `told` are the instants at which this target was, or is to be, told of this trigger.
    """
    if frequency is None:
        return None
    span = timedelta(seconds=frequency.seconds)
    recent = sorted(at for at in told if due - span < at <= due)
    if len(recent) < frequency.most:
        return None
    return recent[-frequency.most] + span
