"""How well a source hears: by what arrived, beside what the connection says of itself.

`judge` reads and decides; `actions.note_health` remembers and announces. Of several troubles the
one that must be seen to first is told. Numbers of this file are rules of thumb, and stand in
docs/how-to/hear-everything.md; the rule of silence is `firebell.core.triggers.silence`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from firebell.channels import queries
from firebell.channels.contract import HEARTBEAT, Listening, Network
from firebell.channels.enums import SourceHealth, SourceState
from firebell.channels.models import Arrivals, Source
from firebell.channels.registry import network
from firebell.core.triggers.silence import Habit, learn

MEMORY = timedelta(weeks=8)  # what a habit is learned from
ERRORS_LAST = timedelta(minutes=10)  # errors that pass sooner ring nobody
UNCLAIMED_LASTS = timedelta(minutes=2)
LEAST_SIGN_OF_LIFE = timedelta(minutes=5)
EXPIRES_SOON = timedelta(days=3)
LEAST_LAG = timedelta(minutes=10)
LAG_FACTOR = 4  # times what all but one hour in twenty has
LAG_HOURS = 24  # hours with words that must be known before lag is judged
WATCHED = (Listening.ASKED, Listening.STREAMED, Listening.PUSHED)


@dataclass(frozen=True, slots=True)
class Judgement:
    """`data` holds what a sentence about it says: see firebell.triggers.headlines."""

    health: SourceHealth
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a source's arrivals, for judging and for showing."""

    habit: Habit | None
    lags: tuple[int, ...]  # seconds, of each hour with words, the oldest first
    before: int  # words in the day before the last one
    since: datetime | None  # since when nothing came

    def quiet_for(self, now: datetime) -> dict[str, float]:
        """Of the silence that lasts now: `seconds`, `chance`, and what is `usual` an hour and
        `usual_since` in all that time."""
        if self.habit is None or self.since is None:
            return {}
        start, end = self.since.timestamp(), max(now, self.since).timestamp()
        return {
            "seconds": end - start,
            "chance": self.habit.chance_of_nothing(start, end, self.before),
            "usual": self.habit.usual(end - 3_600, end),
            "usual_since": self.habit.usual(start, end),
        }


def is_watched(found: Network) -> bool:
    """Has a source on this network a habit of its own? Files come when people bring them."""
    return found.capabilities.listen in WATCHED and not found.history_is_work


def known(source: Source, now: datetime) -> Known:
    """What was observed of a source in the last eight weeks; the hour that runs is left out."""
    rows = list(queries.arrivals(source, now - MEMORY, now))
    whole = [row for row in rows if row.hour + timedelta(hours=1) <= now]
    hours = [int(row.hour.timestamp()) for row in whole]
    since = _quiet_since(source, rows)
    return Known(
        habit=learn(hours, [row.number for row in whole]),
        lags=tuple(row.freshest for row in whole if row.freshest is not None),
        before=_in_the_day_before(rows, since),
        since=since,
    )


def _quiet_since(source: Source, rows: list[Arrivals]) -> datetime | None:
    """Since nothing came although we listened: hours without a row do not count."""
    since = source.last_heard_at
    resumed = source.health_since if source.health == SourceHealth.UNKNOWN else None
    first = rows[0].hour if rows else None
    return max(filter(None, (since or first, resumed)), default=None)


def _in_the_day_before(rows: list[Arrivals], since: datetime | None) -> int:
    if since is None:
        return 0
    day = since - timedelta(days=1)
    return sum(row.number for row in rows if day < row.hour <= since)


def judge(source: Source, now: datetime, observed: Known | None = None) -> Judgement:
    """The health of a source as it is `now`; `observed` if it is known already."""
    found = network(source.network)
    observed = observed or known(source, now)
    for trouble in _troubles(source, found, observed, now):
        return Judgement(trouble.health, {"health": str(trouble.health), **trouble.data})
    if observed.habit is None:
        return Judgement(SourceHealth.UNKNOWN)
    return Judgement(SourceHealth.FINE, observed.quiet_for(now))


def _troubles(
    source: Source, found: Network, observed: Known, now: datetime
) -> Iterator[Judgement]:
    """The worst first."""
    if why := _deaf(source, found, now):
        yield Judgement(SourceHealth.DEAF, {"error": why})
    standing = source.standing
    if scopes := standing.get("missing_scopes"):
        yield Judgement(SourceHealth.SCOPES, {"scopes": scopes})
    last = queries.last_reconciliation(source)
    if last is not None and last.missing:
        yield Judgement(SourceHealth.MISSING, {"missing": last.there - last.here})
    yield from _silent(observed, now)
    yield from _lagging(observed)
    if expires := standing.get("token_expires_at"):
        left = datetime.fromisoformat(expires) - now
        if left < EXPIRES_SOON:
            seconds = max(0.0, left.total_seconds())
            yield Judgement(SourceHealth.EXPIRING, {"seconds_left": seconds})


def _deaf(source: Source, found: Network, now: datetime) -> str:
    """Why nothing can be heard; empty if it can, as far as the connection says."""
    if source.state == SourceState.FAILED:
        return source.last_error
    if source.failing_since and now - source.failing_since >= ERRORS_LAST:
        return source.last_error
    if source.claimed_until is None or now - source.claimed_until > UNCLAIMED_LASTS:
        began = source.health_since
        return "" if began and now - began <= UNCLAIMED_LASTS else "no worker listens to it"
    if found.reader is None or source.last_polled_at is None or source.failing_since:
        return ""
    streamed = found.capabilities.listen == Listening.STREAMED
    patience = max(LEAST_SIGN_OF_LIFE, (HEARTBEAT if streamed else found.every) * 5)
    return "its reader gives no sign of life" if now - source.last_polled_at > patience else ""


def _silent(observed: Known, now: datetime) -> Iterator[Judgement]:
    quiet = observed.quiet_for(now)
    if observed.habit and quiet and quiet["chance"] < observed.habit.threshold:
        yield Judgement(SourceHealth.SILENT, quiet)


def _lagging(observed: Known) -> Iterator[Judgement]:
    """The last two hours with words had none that was as fresh as usual."""
    if len(observed.lags) < LAG_HOURS:
        return
    usual = float(np.quantile(observed.lags[:-2], 0.95))
    lag = min(observed.lags[-2:])
    if lag > max(LEAST_LAG.total_seconds(), LAG_FACTOR * usual):
        yield Judgement(SourceHealth.LAGGING, {"lag": lag, "usual_lag": usual})
