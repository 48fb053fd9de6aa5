"""What a workspace settled, for an engine that hears one brand alone."""

from __future__ import annotations

import pickle

from firebell.core.triggers.judging import BrandMemory
from firebell.core.triggers.rules.conditions import CONDITIONS, MayReach
from firebell.core.triggers.rules.house import HouseRules, looks_beyond, promised
from firebell.core.triggers.rules.shipped import SHIPPED
from firebell.core.triggers.rules.trigger import Brands, Scope
from firebell.core.triggers.series import BUDGET_WEEKS
from tests.core.triggers.rules.making import sound, trigger

OWN, RIVAL = 1, 2
SPREADS = {"name": "listens", "measures": ["spread"], "dimensions": ["mark"]}
LOUD = sound(("mark", "#enough", "spread"), at=600, return_weeks=9.0)


def rules(*triggers) -> HouseRules:
    return HouseRules(triggers, {OWN: True, RIVAL: False})


def rang(house: HouseRules, brand: int, *heard) -> list[tuple[str, str, int | None]]:
    found = BrandMemory().advance(900, None, house.of(brand), heard)
    return [(one.kind, one.mark, one.trigger) for one in found]


def test_only_what_a_trigger_of_the_brand_listens_for_rings():
    own = trigger(SPREADS, {"name": "rare"}, id=7, scope=Scope(brands=Brands.OWN))
    assert rang(rules(own), OWN, LOUD) == [("spread", "#enough", 7)]
    assert rang(rules(own), RIVAL, LOUD) == []
    assert rang(rules(), OWN, LOUD) == []
    # Without rules all that is loud enough rings.
    assert [one.mark for one in BrandMemory().advance(900, None, None, [LOUD])] == ["#enough"]


def test_a_budget_says_how_rare_it_must_be():
    seldom = trigger(SPREADS, {"name": "rare"}, budget=1 / 10)
    often = trigger(SPREADS, {"name": "rare"}, budget=1 / 8)
    assert rang(rules(seldom), OWN, LOUD) == []
    assert rang(rules(often), OWN, LOUD) == [("spread", "#enough", 1)]


def test_the_promise_that_is_kept_first_is_the_shortest():
    for_own = trigger(budget=0.5, scope=Scope(brands=Brands.OWN))
    for_all = trigger(budget=0.25)
    off, not_rare = trigger(budget=50.0, active=False), trigger({"name": "severe"}, budget=50.0)
    triggers = (for_own, for_all, off, not_rare)
    assert (promised(triggers, OWN, True), promised(triggers, RIVAL, False)) == (2.0, 4.0)
    assert rules(*triggers).of(RIVAL).weeks == 4.0
    assert promised((), OWN, True) == BUDGET_WEEKS


def test_how_far_triggers_want_a_post_to_go_is_asked_beside_what_is_far():
    far = trigger({"name": "may_reach", "number": 40, "chance": 0.9}, scope=Scope(Brands.OWN))
    house = rules(far, trigger({"name": "may_reach", "number": 9}, active=False))
    assert house.of(OWN).wanted == [MayReach(), MayReach(40, 0.9)]
    assert house.of(RIVAL).wanted == [MayReach()]


def test_what_cannot_be_asked_of_one_brand_claims_nothing():
    blind = trigger(SPREADS, {"name": "rare"}, {"name": "not_sector"})
    assert rang(rules(blind), OWN, LOUD) == []


def test_a_brand_nobody_knows_is_taken_for_ours():
    assert rules().of(99).is_own


def test_what_looks_beyond_one_brand_says_so():
    """The two that ask about other brands or counts; and facts, which are no sounds."""
    found = {name for name in CONDITIONS.names() if CONDITIONS.known(name).looks_beyond}
    assert found == {"not_sector", "negative_share", "fact"}
    assert looks_beyond(trigger(SPREADS, {"name": "not_sector"}))
    assert not looks_beyond(trigger(SPREADS, {"name": "severe"}))


def test_what_is_shipped_can_be_asked_anywhere():
    shipped = [trigger(*form.conditions) for form in SHIPPED if form.kind != "source"]
    assert not any(map(looks_beyond, shipped))
    house = rules(*shipped)
    assert pickle.loads(pickle.dumps(house)) == house
