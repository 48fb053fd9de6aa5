"""Every alert is kept; quiet hours, frequency and effects say who is told of it, and when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.listening.models import Brand
from firebell.triggers import actions
from firebell.triggers.actions.queueing import queue_notifications
from firebell.triggers.models import Notification, NotificationTarget, Trigger
from firebell.triggers.tasks import _message, _together
from tests.triggers.playing import START
from tests.triggers.saying import alert_of

HOUR = timedelta(hours=1)


@pytest.fixture
def brand(cast):
    return Brand.objects.create(workspace=cast.house, name="Nordvik")


@pytest.fixture
def desk(cast):
    return NotificationTarget.objects.create(workspace=cast.house, name="Desk", sealed="x")


def rule(brand, **more) -> Trigger:
    fields = {
        "workspace": brand.workspace, "kind": "own", "name": f"T{Trigger.objects.count()}",
        "conditions": [{"name": "rare"}], "effects": [{"name": "ring"}, {"name": "notify"}],
    }  # fmt: skip
    return Trigger.objects.create(**fields | more)


def rang(brand, trigger, at=START, **more):
    alert = alert_of(brand, at, trigger=trigger, opened_by=trigger, **more)
    queue_notifications(alert, at)
    return alert


def told():
    rows = Notification.objects.order_by("pk")
    return [(one.target.name, one.due_at, one.digest) for one in rows]


def test_quiet_hours_hold_it_back_and_a_worse_alert_breaks_them(brand, desk):
    night = rule(brand, quiet_since=22 * 60, quiet_until=7 * 60, quiet_zone="UTC", quiet_severity=8)
    alert = rang(brand, night)
    assert told() == [("Desk", START + 7 * HOUR, False)]
    alert.severity = 8
    alert.save()
    queue_notifications(alert, START + HOUR)
    assert told() == [("Desk", START + HOUR, False)]
    assert actions.claim_notifications(START + HOUR)


def test_one_too_many_comes_in_one_line_with_the_rest(brand, desk):
    hourly = rule(brand, tell_most=1, tell_seconds=3_600)
    for minutes in (0, 10, 20):
        rang(brand, hourly, START + timedelta(minutes=minutes))
    assert [digest for _name, _due, digest in told()] == [False, True, True]
    assert [due for _name, due, _digest in told()][1:] == [START + HOUR] * 2
    (first,) = actions.claim_notifications(START + HOUR / 2)
    actions.note_sent(first, START + HOUR / 2)
    (digest,) = _together(actions.claim_notifications(START + HOUR))
    title, body = _message(desk, digest)
    assert title == "2 more alerts"
    assert [line[:14] for line in body.splitlines()] == ["00:10 Nordvik:", "00:20 Nordvik:"]


def test_the_frequency_is_of_each_trigger_and_target(brand, desk):
    other = NotificationTarget.objects.create(
        workspace=brand.workspace, name="Other", sealed="x", min_severity=6
    )
    hourly, free = rule(brand, tell_most=1), rule(brand)
    rang(brand, hourly)
    rang(brand, free, START + timedelta(minutes=1))
    rang(brand, hourly, START + timedelta(minutes=2), severity=6)
    assert [(name, digest) for name, _due, digest in told()] == [
        ("Desk", False), ("Desk", False), ("Desk", True), (other.name, False),
    ]  # fmt: skip


def test_effects_name_who_is_told_from_which_severity(brand, desk):
    NotificationTarget.objects.create(workspace=brand.workspace, name="Other", sealed="x")
    only = {"name": "notify", "severity": 6, "targets": [desk.pk]}
    trigger = rule(brand, effects=[{"name": "ring"}, only])
    rang(brand, trigger, severity=5)
    assert told() == []
    rang(brand, trigger, START + HOUR, severity=6)
    assert [name for name, _due, _digest in told()] == ["Desk"]


def test_without_the_effect_nobody_is_told_and_without_a_trigger_everybody(brand, desk):
    rang(brand, rule(brand, effects=[{"name": "ring"}]))
    assert told() == []
    rang(brand, None, START + HOUR)
    assert [name for name, _due, _digest in told()] == ["Desk"]


def test_told_by_two_triggers_means_told_once_and_as_soon_as_either_says(brand, desk):
    night = rule(brand, quiet_since=22 * 60, quiet_until=7 * 60, quiet_zone="UTC")
    alert = alert_of(brand, START, trigger=night, joined=[rule(brand).pk])
    queue_notifications(alert, START)
    assert told() == [("Desk", START, False)]


class TestTuning:
    def test_answers_move_the_threshold_of_what_opened_it(self, brand, cast):
        opener, worst = rule(brand), rule(brand)
        alerts = [
            alert_of(brand, START + n * HOUR, opened_by=opener, trigger=worst) for n in range(3)
        ]
        for alert in alerts:
            actions.mark_useful(alert, False, by=cast.agent)
        opener.refresh_from_db()
        worst.refresh_from_db()
        assert (opener.tuned, worst.tuned) == (1.5**3, 1)

    def test_an_answer_taken_back_leaves_no_trace(self, brand, cast):
        trigger = rule(brand)
        alert = alert_of(brand, START, opened_by=trigger)
        for useful in (False, False, True):
            actions.mark_useful(alert, useful, by=cast.agent)
        trigger.refresh_from_db()
        assert trigger.tuned == 1

    def test_answers_can_be_forgotten(self, brand, cast):
        trigger = rule(brand)
        actions.mark_useful(alert_of(brand, START, opened_by=trigger), False, by=cast.agent)
        trigger.refresh_from_db()
        actions.forget_answers(trigger, by=cast.lead)
        assert trigger.tuned == 1
        actions.mark_useful(alert_of(brand, START + HOUR, opened_by=trigger), False, by=cast.agent)
        trigger.refresh_from_db()
        assert trigger.tuned == 1.5
