"""Which sounds and facts a trigger matches, and how loud they are by its own budget."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from firebell.core.triggers.alerts import AlertRules, Sound
from firebell.core.triggers.claims import Claim
from firebell.core.triggers.contract import RINGING
from firebell.core.triggers.rules.conditions import Condition, Listens, MayReach, Rare
from firebell.core.triggers.rules.effects import LeastSeverity, Ring
from firebell.core.triggers.rules.facts import Happened
from firebell.core.triggers.rules.scene import Scene
from firebell.core.triggers.rules.sector import sector
from firebell.core.triggers.rules.trigger import Trigger
from firebell.core.triggers.series import Dimension

OFF = AlertRules().off
ROUNDING = 1e-9
LASTS = (OFF + RINGING) / 2  # the score of what keeps an alert going and opens none


def match(trigger: Trigger, heard: Iterable[Sound], scene: Scene) -> list[Sound]:
    """The sounds of `heard` that fulfil the trigger's conditions, rescored to its budget and
    claimed by it. Their order is kept; what does not match is left out."""
    return _claimed(trigger, heard, scene, 0.0)


def match_all(triggers: Sequence[Trigger], scene: Scene) -> list[Sound]:
    """All that any of the triggers matches in the scene, loud enough to keep an alert going; and
    everything that is heard at the same instants once with a score of nothing: it rings no alert,
    but says where one comes from."""
    within = _WithinReach(scene.heard)
    claimed = [one for it in triggers for one in _claimed(it, within.of(it), scene, OFF)]
    loud = {one.at for one in claimed}
    return claimed + [replace(sound, score=0.0) for sound in scene.heard if sound.at in loud]


class _WithinReach:
    """Of all that is heard, what a trigger could claim: most is too usual for any, and to ask every
    condition of every trigger about it would cost more than to judge it did."""

    def __init__(self, heard: Sequence[Sound]) -> None:
        self._heard = heard
        # NaN stands for a return period that nobody knows.
        self._weeks = np.array([one.return_weeks for one in heard], np.float64)
        kinds: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, one in enumerate(heard):
            kinds[one.series.dimension, one.series.measure].append(place)
        self._places = {kind: np.array(places) for kind, places in kinds.items()}

    def of(self, trigger: Trigger) -> list[Sound]:
        listens = [one for one in trigger.conditions if isinstance(one, Listens)]
        places = [
            those
            for (dimension, measure), those in self._places.items()
            if all(measure in one.measures and dimension in one.dimensions for one in listens)
        ]
        if not places:
            return []
        found = np.sort(np.concatenate(places))
        if any(isinstance(one, Rare) for one in trigger.conditions):
            # By `Rare.score`, just there an alert lasts.
            least = trigger.hold * trigger.weeks * (1 - ROUNDING)
            found = found[~(self._weeks[found] < least)]
        return [self._heard[place] for place in found.tolist()]


def _claimed(trigger: Trigger, heard: Iterable[Sound], scene: Scene, least: float) -> list[Sound]:
    """Those that match and score more than nothing, and at least `least`."""
    if not trigger.active or trigger.hears_facts:
        return []
    if not trigger.scope.has(scene.brand, scene.own):
        return []
    scored = ((sound, _score(trigger, sound, scene)) for sound in heard)
    return [
        replace(sound, score=score, claim=_claim(trigger, sound, scene))
        for sound, score in scored
        if score > 0 and score >= least
    ]


def match_fact(trigger: Trigger, fact: Happened) -> bool:
    """Does the fact fulfil the trigger's conditions? Facts that are about no brand are heard by
    every trigger that does not listen to chosen brands or competitors alone."""
    if not trigger.active or not trigger.hears_facts or not _has(trigger, fact):
        return False
    return all(one.holds_of(fact) for one in trigger.conditions)


def _has(trigger: Trigger, fact: Happened) -> bool:
    scope = trigger.scope
    if scope.channels and fact.channel not in scope.channels:
        return False
    if fact.brand is None:
        return scope.has(-1, True)
    return scope.has(fact.brand, fact.own)


def _score(trigger: Trigger, sound: Sound, scene: Scene) -> float:
    """0 where a condition does not hold. Where all hold by `hold` of it only, an alert lasts."""
    if not _in_scope(trigger, sound, scene):
        return 0.0
    if not all(one.holds(sound, scene, trigger.hold) for one in trigger.conditions):
        return 0.0
    score = min((_degree(trigger, one, sound) for one in trigger.conditions), default=0.0)
    opens = trigger.effects_named(Ring.name) and all(
        one.holds(sound, scene) for one in trigger.conditions
    )
    return score if opens else min(score, LASTS)


def _degree(trigger: Trigger, condition: Condition, sound: Sound) -> float:
    """How far a condition that holds does so, 0 to 1; most hold or do not."""
    if isinstance(condition, Rare):
        return condition.score(sound, trigger.weeks, trigger.tuned, trigger.hold)
    if isinstance(condition, MayReach):
        return condition.score(sound, trigger.tuned, trigger.hold)
    return 1.0


def _in_scope(trigger: Trigger, sound: Sound, scene: Scene) -> bool:
    parts = (
        (Dimension.CHANNEL, trigger.scope.channels),
        (Dimension.TOPIC, trigger.scope.topics),
        (Dimension.LANGUAGE, trigger.scope.languages),
    )
    return all(not keys or scene.concerns(sound, part, keys) for part, keys in parts)


def _claim(trigger: Trigger, sound: Sound, scene: Scene) -> Claim:
    found = sector(sound, scene.brand, scene.elsewhere)
    return Claim(trigger.id, least_severity(trigger), found.lowered, trigger.cool_down, found.also)


def least_severity(trigger: Trigger) -> int:
    """1 where no effect asks for more."""
    asked = [one.severity for one in trigger.effects if isinstance(one, LeastSeverity)]
    return max(asked, default=1)
