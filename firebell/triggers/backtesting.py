"""Stored history as backtests want it: counts, the press, what did ring, what queries match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from threading import Lock

from firebell.accounts.queries import calendar_of
from firebell.core.triggers.backtest import (
    Counts,
    Past,
    Rang,
    Summary,
    courses,
    judge,
    listen,
    try_on,
)
from firebell.core.triggers.calendar import Calendar
from firebell.core.triggers.rules.trigger import Trigger
from firebell.core.triggers.series import BUCKET, Buckets
from firebell.triggers import queries
from firebell.triggers.actions.series_steps import instant
from firebell.triggers.models import Alert

WARM_UP = timedelta(weeks=4)  # from which detectors learn what is usual, where it is stored
KEPT = 4  # pasts that a process remembers, so that another budget costs no second listening
Progress = Callable[[int, int], None]
_one_listens = Lock()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which brands (id -> ours?) of a workspace, from `since` to `until`; without the measures that
    nobody asks for."""

    workspace_id: int
    brands: tuple[tuple[int, bool], ...]
    since: datetime
    until: datetime
    warm_up: timedelta = WARM_UP
    without: frozenset[str] = frozenset()

    @property
    def ids(self) -> list[int]:
        return [brand for brand, _own in self.brands]

    @property
    def begins(self) -> datetime:
        return self.since - self.warm_up


def stretch(
    workspace_id: int, since: datetime, until: datetime, chosen: Sequence[int] | None = None
) -> Stretch:
    """Of whole buckets. `chosen` None: every brand, so that each is compared with the others."""
    brands = sorted(queries.brands_own(workspace_id).items())
    mine = tuple((key, own) for key, own in brands if chosen is None or key in chosen)
    return Stretch(workspace_id, mine, _whole(since), _whole(until))


def _whole(at: datetime) -> datetime:
    return instant(int(at.timestamp()) // BUCKET * BUCKET)


def past_of(where: Stretch, progress: Progress = lambda done, of: None) -> Past:
    """What detectors say of it, their memory fresh, with its warm-up to learn from."""
    counts: dict[int, dict[tuple[str, str], Buckets]] = defaultdict(dict)
    found = queries.buckets(where.workspace_id, where.ids, where.begins, where.until)
    for part, buckets in found.items():
        counts[part.brand][part.dimension, part.key] = buckets
    return heard_of(where, counts, progress)


def heard_of(
    where: Stretch, counts: Mapping[int, Counts], progress: Progress = lambda done, of: None
) -> Past:
    since, until = (int(at.timestamp()) for at in (where.since, where.until))
    return listen(
        dict(where.brands),
        counts,
        since,
        until,
        without=where.without,
        calendar=calendar_of(where.workspace_id),
        progress=progress,
    )


def remembered(where: Stretch) -> Past:
    """`past_of`, at once where it was asked for lately, by the same calendar, and nothing was
    counted since."""
    stamp = queries.counted_so_far(where.workspace_id, where.ids, where.begins, where.until)
    with _one_listens:  # who asks for the same meanwhile finds it done
        return _remembered(where, stamp, calendar_of(where.workspace_id))


@lru_cache(maxsize=KEPT)
def _remembered(where: Stretch, stamp: tuple[int, ...], calendar: Calendar) -> Past:
    return past_of(where)


def tried(
    where: Stretch, past: Past, triggers: Sequence[Trigger], about: Collection[int] | None = None
) -> Summary:
    """What these triggers would have rung together, beside what they did ring.

    `about`: only these brands, the others being what they are compared with.
    """
    mine = where.ids if about is None else list(about)
    press = queries.press_instants(where.workspace_id, mine, where.since, where.until)
    named = [one.id for one in triggers]
    known = queries.rang_for(where.workspace_id, mine, named, where.since, where.until)
    found = courses(past, try_on(past, triggers, about), press)
    return judge(found, [_rang(one) for one in known], past.since, past.until)


def _rang(alert: Alert) -> Rang:
    onset, last = (int(at.timestamp()) for at in (alert.onset, alert.last_at))
    return Rang(alert.pk, alert.brand_id or 0, onset, last, alert.feedback)
