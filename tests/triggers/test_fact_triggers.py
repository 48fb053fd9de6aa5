"""What happens in the house rings too: one alert a trigger and brand, added to while it goes on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.channels.models import Source
from firebell.common import clock, ledger
from firebell.common.models import LedgerFact
from firebell.listening.models import Brand
from firebell.triggers import actions, queries
from firebell.triggers.enums import AlertState
from firebell.triggers.headlines import headline
from firebell.triggers.models import Alert, Notification, NotificationTarget, Trigger
from tests.screens import said_on, signed_in
from tests.triggers.playing import START
from tests.triggers.saying import say

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _the_clock_stands_where_the_facts_are():
    with clock.moved_to(START + 3 * HOUR):
        yield


@pytest.fixture
def late(cast):
    """A trigger for promises that passed, of priority 3 or more."""
    return Trigger.objects.create(
        workspace=cast.house,
        kind="fact",
        name="Late",
        conditions=[
            {
                "name": "fact",
                "kinds": ["case_overdue", "interaction_deleted"],
                "filters": [["priority", "at_least", "3"]],
            }
        ],
        effects=[
            {"name": "ring"}, {"name": "notify"}, {"name": "least_severity", "severity": 6},
        ],
    )  # fmt: skip


def overdue(workspace, at=START, priority=4):
    ledger.append(workspace.pk, "case_overdue", workspace, at, {"priority": priority})


def test_a_fact_rings_an_alert_of_the_workspace_and_people_are_told(cast, late):
    target = NotificationTarget.objects.create(workspace=cast.house, name="Desk", sealed="x")
    overdue(cast.house)
    alert = Alert.objects.get()
    assert (alert.trigger, alert.opened_by, alert.brand, alert.source) == (late, late, None, None)
    assert (alert.kind, alert.severity, alert.at, alert.about) == ("fact", 6, START, "House")
    assert headline(alert.headline) == "A case is past its due time"
    assert Notification.objects.get().target == target
    assert LedgerFact.objects.filter(kind="alert_rang", subject_id=alert.pk).count() == 1
    response = signed_in(cast.agent).get(f"/w/house/alerts/{alert.pk}/")
    assert "This happens: a case is past its due time" in said_on(response)
    listed = said_on(signed_in(cast.agent).get("/w/house/alerts/"))
    assert "House : A case is past its due time Late" in listed


def test_other_facts_other_data_and_other_workspaces_do_not(cast, late):
    overdue(cast.house, priority=2)
    overdue(cast.elsewhere)
    ledger.append(cast.house.pk, "case_opened", cast.house, START, {"priority": 4})
    Trigger.objects.update(active=False)
    overdue(cast.house)
    assert not Alert.objects.exists()


def test_what_happens_again_is_the_same_alert_until_its_cool_down_is_over(cast, late):
    late.cool_down = 3_600
    late.save()
    for minutes in (0, 20, 70):
        overdue(cast.house, START + timedelta(minutes=minutes))
    (alert,) = Alert.objects.all()
    assert headline(alert.headline) == "A case is past its due time (3 times)"
    assert (alert.at, alert.last_at) == (START, START + timedelta(minutes=70))
    overdue(cast.house, START + timedelta(minutes=131))
    assert Alert.objects.count() == 2


def test_it_is_over_after_an_hour_without_more_and_opens_again(cast, late):
    overdue(cast.house)
    actions.let_time_pass(cast.house.pk, START + HOUR / 2, START + HOUR / 2)
    assert Alert.objects.get().state == AlertState.OPEN
    actions.let_time_pass(cast.house.pk, START + HOUR, START + HOUR)
    alert = Alert.objects.get()
    assert (alert.state, alert.ended_at) == (AlertState.CLOSED, START)
    assert LedgerFact.objects.filter(kind="alert_ended").count() == 1
    overdue(cast.house, START + 2 * HOUR)
    alert.refresh_from_db()
    assert (alert.state, alert.ended_at) == (AlertState.OPEN, None)


def test_a_fact_about_a_post_is_about_its_brand_and_has_it_for_evidence(cast, late):
    brand = Brand.objects.create(workspace=cast.house, name="Nordvik")
    late.conditions[0]["filters"] = []
    late.save()
    word = say(brand, 1, START)
    ledger.append(cast.house.pk, "interaction_deleted", word, START)
    alert = Alert.objects.get()
    assert (alert.brand, alert.channel, alert.about) == (brand, "bluesky", "Nordvik")
    assert [one.interaction for one in alert.evidence.all()] == [word]
    # It does not get in the way of what rings for the brand's series.
    assert signed_in(cast.agent).get(f"/w/house/alerts/{alert.pk}/").status_code == 200
    assert queries.latest_alerts(cast.house.pk, [brand.pk]) == {}


def test_words_of_the_house_are_the_headline(cast, late):
    late.effects = [{"name": "ring"}, {"name": "say", "words": "Somebody waits too long."}]
    late.save()
    overdue(cast.house)
    assert headline(Alert.objects.get().headline) == "Somebody waits too long."


def test_without_the_effect_to_ring_nothing_rings(cast, late):
    late.effects = [{"name": "notify"}]
    late.save()
    overdue(cast.house)
    assert not Alert.objects.exists()


class TestSources:
    @pytest.fixture
    def rule(self, cast):
        return Trigger.objects.get(workspace=cast.house, kind="source")

    def silent(self, cast) -> Alert | None:
        source = Source.objects.create(workspace=cast.house, network="feeds", name="News")
        data = {"health": "silent", "name": "News", "seconds": 3_600}
        fact = ledger.append(cast.house.pk, "source_fell_silent", source, START, data)
        return actions.ring_source(fact)

    def test_it_rings_by_its_trigger_with_at_least_its_severity(self, cast, rule):
        rule.effects = [*rule.effects, {"name": "least_severity", "severity": 9}]
        rule.save()
        alert = self.silent(cast)
        assert (alert.trigger, alert.severity) == (rule, 9)

    @pytest.mark.parametrize(
        ("changes", "rings"),
        [
            ({"active": False}, False),
            ({"scope": {"channels": ["bluesky"]}}, False),
            ({"scope": {"channels": ["feeds"]}}, True),
            ({"conditions": [{"name": "fact", "kinds": ["source_deaf"]}]}, False),
        ],
    )
    def test_it_can_be_switched_off_and_narrowed(self, cast, rule, changes, rings):
        Trigger.objects.filter(pk=rule.pk).update(**changes)
        assert bool(self.silent(cast)) == rings
