"""A trigger, or all of a workspace, played over the past by what the house itself rings by."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pyarrow as pa

from firebell.core.triggers.alerts import Ringing, Sound, follow
from firebell.core.triggers.backtest.past import Instants, Past
from firebell.core.triggers.budget import MOST
from firebell.core.triggers.contract import MICROSECONDS
from firebell.core.triggers.pace import DAY, Pace
from firebell.core.triggers.rules.conditions import Listens, Rare
from firebell.core.triggers.rules.matching import match_all
from firebell.core.triggers.rules.scene import Counted, Scene
from firebell.core.triggers.rules.trigger import Trigger
from firebell.core.triggers.series import (
    BUDGET_WEEKS,
    CLAIMED_ONLY,
    DETECTORS,
    WEIGHTS,
    Cell,
    Dimension,
    Measure,
    SeriesKey,
)

# At most one false alert in so many weeks: the steps of a slider, the most eager first.
LADDER = (1 / 7, 1 / 2, 1.0, 2.0, 4.0, 8.0, 13.0, 26.0, 52.0)
SLACK = 0.999  # instants are chosen a little too generously; matching has the last word
COUNTED = {measure for _dimension, measure in DETECTORS}
CARRIERS = {
    measure
    for dimension, measure in DETECTORS.keys() - CLAIMED_ONLY
    if dimension != Dimension.BRAND
}


def can_be_tried(trigger: Trigger) -> bool:
    """Does it listen to anything that is counted by the minute, so that it can be played again?"""
    if trigger.hears_facts:
        return False
    return all(set(one.measures) & COUNTED for one in _listens(trigger))


def unheard(trigger: Trigger) -> list[str]:
    """Measures that it listens to and that no history is kept of: single words set them off."""
    asked = {measure for one in _listens(trigger) for measure in one.measures}
    return sorted(asked - COUNTED)


def idle(triggers: Sequence[Trigger]) -> set[str]:
    """Measures that none of them hears and that say nothing of where others come from: they need
    not be listened to."""
    heard = {
        measure
        for trigger in triggers
        for measure in [one for each in _listens(trigger) for one in each.measures] or COUNTED
    }
    return COUNTED - heard - CARRIERS


def _listens(trigger: Trigger) -> list[Listens]:
    return [one for one in trigger.conditions if isinstance(one, Listens)]


@dataclass(frozen=True, slots=True)
class Step:
    """What one promise comes to: alerts, and seconds from the first to the last loud instant of
    each. A promise that allows too much makes few alerts, of which each hardly ends."""

    weeks: float  # between two false alerts
    alerts: int
    seconds: int


def ladder(
    past: Past,
    trigger: Trigger,
    weeks: Sequence[float] = LADDER,
    about: Collection[int] | None = None,
) -> list[Step]:
    """The trigger with each of these promises in place of its own."""
    return [_step(past, replace(trigger, budget=1 / each), about) for each in weeks]


def _step(past: Past, trigger: Trigger, about: Collection[int] | None) -> Step:
    rang = [one for alerts in try_on(past, [trigger], about).values() for one in alerts]
    return Step(1 / trigger.budget, len(rang), sum(one.last_at - one.at for one in rang))


def try_on(
    past: Past, triggers: Sequence[Trigger], about: Collection[int] | None = None
) -> dict[int, list[Ringing]]:
    """Brand -> the alerts that these triggers would have rung together, in order of ringing.

    They are tried whether or not they are switched on; on the brands in `about` only, where that is
    given: the others are then what those are compared with.
    """
    tried = [replace(one, active=True) for one in triggers if can_be_tried(one)]
    found: dict[int, list[Ringing]] = {}
    for brand, own in past.brands.items():
        mine = [one for one in tried if one.scope.has(brand, own)]
        if mine and brand in past.said and (about is None or brand in about):
            found[brand] = _rung(past, brand, mine)
    return found


def _rung(past: Past, brand: int, triggers: Sequence[Trigger]) -> list[Ringing]:
    """Day by day, by the pace that the house would have had."""
    counted, pace, last = _counted(past, brand), Pace(first=past.first_day(brand)), None
    pace = replace(pace, day=pace.first)
    promised = min((one.weeks for one in triggers if _is_rare(one)), default=BUDGET_WEEKS)
    rang: dict[int, Ringing] = {}
    instants = _instants(past.said[brand], triggers)
    days = (instants - 1) // DAY
    for day in [*np.unique(days).tolist(), (past.until - 1) // DAY]:
        pace = pace.to(day, promised)
        heard = pace.of(past.sounds(brand, instants[days == day]))
        scene = Scene(brand, past.brands[brand], heard, past.around, counted)
        until = min(past.until, (day + 1) * DAY)
        found = follow(_loud(match_all(triggers, scene)), until, last)
        before = last.at if last else None
        pace = pace.counting(sum(one.at != before for one in found))
        last = found[-1] if found else last
        rang |= {one.at: one for one in found}
    return list(rang.values())


def _loud(matched: Sequence[Sound]) -> list[Sound]:
    """Without the instants at which nothing is claimed: then nothing rings and nothing lasts."""
    loud = {one.at for one in matched if one.claim is not None}
    return [one for one in matched if one.at in loud]


def _is_rare(trigger: Trigger) -> bool:
    return any(isinstance(one, Rare) for one in trigger.conditions)


def _counted(past: Past, brand: int) -> Counted:
    @lru_cache(maxsize=1_000)
    def counted(dimension: str, key: str, at: int, window: int) -> Cell | None:
        return past.counted(brand, dimension, key, at - window, at)

    return counted


def _instants(said: Mapping[SeriesKey, pa.Table], triggers: Sequence[Trigger]) -> Instants:
    """Where any of them could claim anything."""
    found = [_of_series(key, table, one) for one in triggers for key, table in said.items()]
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)


def _of_series(key: SeriesKey, table: pa.Table, trigger: Trigger) -> Instants:
    at: Instants = table["at"].cast(pa.int64()).to_numpy() // MICROSECONDS
    for one in _listens(trigger):
        if key.measure not in one.measures or key.dimension not in one.dimensions:
            return at[:0]
    if not _is_rare(trigger):
        return at
    weight = WEIGHTS.get((Dimension(key.dimension), Measure(key.measure)), 1.0)
    # NaN stands for a return period that is not known: only matching can say.
    weeks = weight * table["return_weeks"].to_numpy()
    least = SLACK * math.exp(-MOST) * trigger.hold * trigger.weeks
    return at[~(weeks < least)]
