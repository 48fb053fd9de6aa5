"""Is it only ours? What rings for the others at the same time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firebell.core.triggers.alerts import follow
from firebell.core.triggers.rules.matching import match, match_all
from firebell.core.triggers.rules.sector import LOWERED, Sector, sector
from tests.core.triggers.rules.making import HOUR, LISTENS, scene, sound, trigger

OURS, THEIRS = True, False
RINGS, QUIET = [sound()], []


def around(*others):
    return scene(sound(), others=dict(enumerate(others, 2))).elsewhere


@pytest.mark.parametrize(
    ("others", "also"),
    [
        ([], ()),
        ([(THEIRS, QUIET)], ()),
        ([(THEIRS, RINGS)], (2,)),
        ([(THEIRS, RINGS), (THEIRS, QUIET)], (2,)),
        ([(THEIRS, RINGS), (THEIRS, QUIET), (THEIRS, QUIET)], ()),
        ([(OURS, RINGS)], ()),
        ([(OURS, RINGS), (OURS, RINGS)], (2, 3)),
        ([(OURS, RINGS), (OURS, RINGS), (OURS, QUIET), (OURS, QUIET), (OURS, QUIET)], ()),
        ([(THEIRS, [sound(at=300)])], ()),
        ([(THEIRS, [sound(("brand", "", "total"))])], ()),
        ([(THEIRS, [sound(("channel", "bluesky", "negative"))])], ()),
        ([(THEIRS, [sound(score=0.39)])], ()),
    ],
)
def test_most_of_the_others_or_of_the_competitors_make_a_sector(others, also):
    found = sector(sound(), 1, around(*others))
    assert found == Sector(also, LOWERED if also else 0)


def test_who_is_hit_much_harder_is_not_merely_in_it():
    hard = sound(observed=400)
    assert sector(hard, 1, around((THEIRS, RINGS))) == Sector()
    assert sector(sound(), 1, around((THEIRS, [hard]))).also == (2,)


def test_the_alert_says_so_and_is_less_severe():
    others = {2: (THEIRS, RINGS)}
    (alone,) = follow(match_all([trigger()], scene(sound())), HOUR, None)
    (among,) = follow(match_all([trigger()], scene(sound(), others=others)), HOUR, None)
    assert among.sector == (2,)
    assert among.severity == alone.severity - LOWERED
    assert among.severity + among.lowered == alone.severity
    same = replace(among, severity=alone.severity, lowered=0, sector=())
    assert same == alone


def test_it_never_takes_more_than_the_least_severity_allows():
    rule = trigger(effects=({"name": "ring"}, {"name": "least_severity", "severity": 5}))
    (alert,) = follow(match_all([rule], scene(sound(), others={2: (THEIRS, RINGS)})), HOUR, None)
    assert alert.severity == 5


def test_a_trigger_may_stay_silent_then():
    rule = trigger(LISTENS, {"name": "rare"}, {"name": "not_sector"})
    assert match(rule, RINGS, scene(sound()))
    assert match(rule, RINGS, scene(sound(), others={2: (THEIRS, RINGS)})) == []
