"""An open case whose word is passed on by many becomes more urgent, by all that is known of it, and
not against what a person has decided."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from firebell.common import clock
from firebell.common.models import AuditEntry
from firebell.desk import actions, queries
from firebell.desk.checks import broken_promises
from firebell.desk.enums import EventKind
from firebell.desk.models import Case, CaseEvent
from firebell.desk.tasks import wake_due
from firebell.listening import actions as listening
from firebell.triggers.models import Cascade
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.screens import said_on, signed_in

SOON = START + timedelta(minutes=10)


def passed_on(
    case: Case, loudness: float, at: datetime = SOON, brand: str = "Acme", **more: object
) -> Cascade:
    """As the ear for cascades stores it; `at`: when it was passed on last."""
    said = {"seen": 90, "told": 0, "final": 400, "lower": 100, "upper": 900, "ended": False}
    return Cascade.objects.create(
        workspace_id=case.workspace_id,
        brand=listening.ensure_brand(case.workspace_id, brand),
        interaction=case.items.latest("interaction__at").interaction,
        state=b"",
        began=START,
        loudness=loudness,
        updated_at=at,
        **said | more,
    )


def urgencies() -> list[tuple[int, int]]:
    events = CaseEvent.objects.filter(kind=EventKind.URGENCY).order_by("id")
    return [(one.data["from"], one.data["to"]) for one in events]


def test_what_goes_viral_becomes_more_urgent_and_says_so(cast: Cast, posts: Posts):
    case, other = posts.say("ann", negative=0.1), posts.say("bo", negative=0.1, minute=1)
    assert (case.priority, case.due_at) == (4, START + timedelta(hours=8))
    passed_on(case, 0.9)
    passed_on(case, 0.3, brand="Umbrella")
    with clock.moved_to(SOON):
        wake_due(cast.house.pk)
    for one in (case, other):
        one.refresh_from_db()
    assert (case.priority, other.priority) == (3, 4)
    assert case.due_at == SOON + timedelta(hours=4)  # from now on, as when a person says so
    event = CaseEvent.objects.get(kind=EventKind.URGENCY)
    assert (event.case, event.actor, event.at) == (case, None, SOON)
    assert event.data["loudness"] == 0.9
    assert AuditEntry.objects.filter(action="case_urgency").count() == 1
    client = signed_in(cast.agent)
    shown = said_on(client.get(f"/w/house/cases/{case.number}/"))
    assert "It is going viral: priority 4 became 3 firebell" in shown
    with clock.moved_to(SOON):
        why = said_on(client.get(f"/w/house/cases/{case.number}/why/"))
    assert "Going viral: 22.5 of 25" in why
    assert "The case has priority" not in why
    with clock.moved_to(SOON + timedelta(hours=2)):
        later = said_on(client.get(f"/w/house/cases/{case.number}/why/"))
    assert "The case has priority 3, since it went viral." in later
    assert "sooner, by 2 Mar, 13:10." in why
    assert not broken_promises(cast.house.pk)


def test_nobody_is_late_by_it_and_no_due_time_moves_back(cast: Cast, posts: Posts):
    late, tight = posts.say("ann", negative=0.1), posts.say("bo", minute=1, negative=0.1)
    Case.objects.filter(pk=tight.pk).update(due_at=START + timedelta(hours=7, minutes=31))
    now = START + timedelta(hours=7, minutes=30)
    for case in (late, tight):
        passed_on(case, 1.0, at=now)
    assert actions.raise_viral(cast.house.pk, now) == 2
    for case in (late, tight):
        case.refresh_from_db()
    assert {late.priority, tight.priority} == {3}
    # Four hours from the word are over: four from now on, or as it was.
    assert late.due_at == START + timedelta(hours=8)
    assert tight.due_at == START + timedelta(hours=7, minutes=31)


def test_once_while_it_is_as_loud_and_never_against_a_person(cast: Cast, posts: Posts):
    case = posts.say("ann", negative=0.0, intent="question")
    assert case.priority == 5
    cascade = passed_on(case, 0.5)
    runs = [actions.raise_viral(cast.house.pk, SOON + timedelta(minutes=n)) for n in range(3)]
    assert (runs, urgencies()) == ([1, 0, 0], [(5, 4)])
    Cascade.objects.filter(pk=cascade.pk).update(loudness=0.95)
    assert actions.raise_viral(cast.house.pk, SOON) == 1
    with clock.moved_to(SOON):
        case.refresh_from_db()
        actions.set_priority(case, 5, cast.lead, "It is a joke that is passed on.")
    Cascade.objects.filter(pk=cascade.pk).update(loudness=1.0)
    assert actions.raise_viral(cast.house.pk, SOON) == 0
    assert urgencies() == [(5, 4), (4, 3), (3, 5)]
    shown = said_on(signed_in(cast.agent).get(f"/w/house/cases/{case.number}/"))
    assert "Priority 3 became 5: It is a joke that is passed on. Lead" in shown
    # Another word of the same person is another matter.
    posts.say("ann", "And now this!", minute=11, negative=0.0, intent="question")
    passed_on(case, 0.6)
    assert actions.raise_viral(cast.house.pk, SOON) == 1


@pytest.mark.parametrize(
    ("loudness", "more"),
    [
        (0.39, {}),
        (0.9, {"at": SOON - timedelta(minutes=60)}),
        (0.9, {"ended": True}),
    ],
)
def test_what_is_quiet_costs_one_query(
    cast: Cast, posts: Posts, django_assert_num_queries, loudness, more
):
    case = posts.say("ann", negative=0.1)
    passed_on(case, loudness, **more)
    passed_on(Posts(cast.elsewhere.pk).say("eve", negative=0.1), 1.0)
    with django_assert_num_queries(1):
        assert actions.raise_viral(cast.house.pk, SOON) == 0


def test_a_house_that_gives_it_no_weight_is_left_alone(cast: Cast, posts: Posts):
    passed_on(posts.say("ann", negative=0.1), 1.0)
    actions.set_rules(cast.house, "triage", {"weights": {"virality": 0}}, cast.lead)
    assert actions.raise_viral(cast.house.pk, SOON) == 0


def test_answered_and_most_urgent_cases_are_left_alone(cast: Cast, posts: Posts):
    settled, urgent = posts.say("ann", negative=0.1), posts.say("bo", minute=1)
    Case.objects.filter(pk=urgent.pk).update(priority=1)
    actions.dismiss(settled, [settled.items.get().pk], "A joke.", cast.agent)
    for case in (settled, urgent):
        passed_on(case, 1.0)
    assert actions.raise_viral(cast.house.pk, SOON) == 0
    assert queries.facts_of(settled, SOON).virality is None
    assert queries.facts_of(urgent, SOON).virality == 1.0


def test_what_is_put_aside_becomes_more_urgent_and_wakes_no_later(cast: Cast, posts: Posts):
    case = posts.say("ann", negative=0.1)
    until = START + timedelta(hours=6)
    with clock.moved_to(START):
        actions.snooze(case, until, cast.agent)
    passed_on(case, 1.0)
    assert actions.raise_viral(cast.house.pk, SOON) == 1
    case.refresh_from_db()
    assert (case.priority, case.due_at, case.snoozed_until) == (3, until, until)


def test_each_has_its_turn_the_least_urgent_first(cast: Cast, posts: Posts, monkeypatch):
    monkeypatch.setattr("firebell.desk.actions.urgency.AT_ONCE", 2)
    for number in range(5):
        case = posts.say(f"p{number}", minute=number, negative=0.0, intent="question")
        passed_on(case, 0.5 + number / 100)
    runs = [actions.raise_viral(cast.house.pk, SOON) for _ in range(4)]
    assert runs == [2, 2, 1, 0]
