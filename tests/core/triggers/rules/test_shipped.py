"""The triggers that every workspace is given hear what they are for, and nothing else."""

from __future__ import annotations

import pytest

from firebell.core.triggers.rules.conditions import CONDITIONS
from firebell.core.triggers.rules.effects import EFFECTS
from firebell.core.triggers.rules.matching import match
from firebell.core.triggers.rules.shipped import SHIPPED
from firebell.core.triggers.rules.trigger import Brands, Scope, Trigger, checked
from tests.core.triggers.rules.making import scene, sound, viral


def given():
    return [
        checked(
            Trigger(
                number,
                one.kind,
                tuple(map(CONDITIONS.read, one.conditions)),
                tuple(map(EFFECTS.read, one.effects)),
                Scope(Brands(one.brands)),
            )
        )
        for number, one in enumerate(SHIPPED, 1)
    ]


@pytest.mark.parametrize(
    ("series", "own", "kinds"),
    [
        (("brand", "", "negative"), True, ["negative"]),
        (("brand", "", "share"), True, ["negative"]),
        (("topic", "refunds", "negative"), True, ["negative"]),
        (("language", "nb", "negative"), True, []),
        (("brand", "", "total"), True, ["volume"]),
        (("channel", "bluesky", "total"), True, ["site"]),
        (("post", "17", "reshares"), True, ["viral"]),
        (("mark", "#fail", "spread"), True, ["spread"]),
        (("brand", "", "negative"), False, ["competitor"]),
        (("brand", "", "total"), False, ["competitor"]),
    ],
)
def test_each_kind_of_sound_has_its_trigger(series, own, kinds):
    one = viral() if series[0] == "post" else sound(series)
    assert [rule.kind for rule in given() if match(rule, [one], scene(one, own=own))] == kinds


def test_a_site_rings_only_if_it_carries_more_than_its_share():
    (site,) = (rule for rule in given() if rule.kind == "site")
    bluesky = sound(("channel", "bluesky", "total"), observed=90, expected=10)
    for whole, rings in ((30, True), (80, False)):
        brand = sound(("brand", "", "total"), observed=10 * whole / 10, expected=10)
        here = scene(bluesky, brand)
        assert any(one.score >= 0.5 for one in match(site, here.heard, here)) == rings
