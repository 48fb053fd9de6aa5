"""The register: what is known of a complaint, what comes back, which deadline comes near."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from firebell.common import clock
from firebell.common.models import AuditEntry, LedgerFact
from firebell.core.improve import complaint_states, idea_states
from firebell.core.improve.complaint_states import Pressure, Verb
from firebell.improve import actions, queries, tasks
from firebell.improve.actions import Refused, Told
from firebell.improve.enums import ComplaintState, DeadlineTold, IdeaState, Listed
from firebell.improve.models import Complaint
from tests.cast import Cast
from tests.desk.posts import START

DAY = timedelta(days=1)
TOLD = Told(category="delivery", summary="The third parcel that was lost")
TODAY = START.date()


def known(cast: Cast, name: str = "Labels are written by hand") -> Told:
    cause = actions.add_cause(cast.house, name, cast.lead)
    return replace(TOLD, cause=cause, finding="upheld", remedy="A new parcel, and printed labels")


def facts(kind: str) -> list[dict]:
    return list(LedgerFact.objects.filter(kind=kind).order_by("id").values_list("data", flat=True))


def test_the_words_of_the_screens_are_the_states_of_the_core():
    assert list(ComplaintState.values) == [str(one) for one in complaint_states.State]
    assert list(IdeaState.values) == [str(one) for one in idea_states.State]
    assert list(DeadlineTold.values) == [str(one) for one in Pressure]


def test_registered_it_is_a_fact_about_the_word_that_the_case_began_with(cast, case):
    complaint = actions.register_complaint(case, TOLD, cast.agent)
    assert (complaint.number, complaint.state) == (1, ComplaintState.OPEN)
    fact = LedgerFact.objects.get(kind="complaint_registered")
    assert (fact.subject_type, fact.subject_id) == ("listening.interaction", case.items.get().pk)
    assert fact.data == {
        "case": case.number, "complaint": 1, "channel": "twitter", "category": "delivery",
    }  # fmt: skip
    assert AuditEntry.objects.filter(action="complaint_registered").count() == 1


def test_it_is_closed_when_finding_remedy_and_cause_are_known(cast, case):
    complaint = actions.register_complaint(case, TOLD, cast.agent)
    with pytest.raises(Refused, match="what was found"):
        actions.move_complaint(complaint, Verb.DECIDE, cast.agent)
    told = known(cast)
    actions.change_complaint(complaint, replace(told, cause=None), cast.agent)
    actions.move_complaint(complaint, Verb.DECIDE, cast.agent)
    with pytest.raises(Refused, match="root cause"):
        actions.move_complaint(complaint, Verb.CLOSE, cast.agent)
    with pytest.raises(Refused, match="belong to it"):
        actions.change_complaint(complaint, TOLD, cast.agent)
    actions.change_complaint(complaint, told, cast.agent)
    with clock.moved_to(clock.now() + 12 * DAY):
        closed = actions.move_complaint(complaint, Verb.CLOSE, cast.agent)
    assert closed.closed_at == clock.now() + 12 * DAY
    assert facts("complaint_closed")[0]["days"] == 12
    with pytest.raises(Refused, match="Open it again"):
        actions.change_complaint(complaint, told, cast.agent)
    reopened = actions.move_complaint(complaint, Verb.REOPEN, cast.agent)
    assert (reopened.state, reopened.closed_at, reopened.decided_at) == ("open", None, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "closed", "closed_at": START},
        {"closed_at": START},
        {"cost_low": 5, "cost_high": 4, "currency": "EUR"},
        {"cost_low": 5},
        {"cost_low": 5, "cost_high": 6, "currency": ""},
    ],
)
def test_the_database_holds_what_a_complaint_must_be(cast, case, wrong):
    actions.register_complaint(case, TOLD, cast.agent)
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.update(**wrong)


def test_what_comes_back_is_told_with_how_often(cast, case, posts):
    told, other = known(cast), known(cast, "Wrong address book")
    for number in range(4):
        again = posts.say(f"p{number}", "Lost!", minute=number + 1)
        actions.register_complaint(again, told, cast.agent)
    actions.register_complaint(case, other, cast.agent)
    recurred = facts("root_cause_recurred")
    assert [(one["times"], one["name"], one["days"]) for one in recurred] == [
        (times, "Labels are written by hand", 90) for times in (2, 3, 4)
    ]


def test_only_naming_a_cause_anew_counts_as_coming_back(cast, case, posts):
    told = known(cast)
    first = actions.register_complaint(case, told, cast.agent)
    second = actions.register_complaint(posts.say("bo", "Lost!", minute=1), TOLD, cast.agent)
    assert facts("root_cause_recurred") == []
    actions.change_complaint(second, told, cast.agent)
    actions.change_complaint(second, replace(told, remedy="Another"), cast.agent)
    actions.change_complaint(first, told, cast.agent)
    assert [one["times"] for one in facts("root_cause_recurred")] == [2]


@pytest.mark.parametrize(("days", "told"), [(90, []), (89, [2])])
def test_what_is_long_ago_or_was_not_right_does_not_count(cast, case, posts, days, told):
    cause = known(cast)
    actions.register_complaint(case, cause, cast.agent)
    rejected = posts.say("bo", "Lost!", minute=1)
    actions.register_complaint(rejected, replace(cause, finding="rejected"), cast.agent)
    with clock.moved_to(clock.now() + days * DAY + timedelta(minutes=1)):
        third = posts.say("cy", "Lost!", minute=2)
        before = len(facts("root_cause_recurred"))
        actions.register_complaint(third, cause, cast.agent)
    assert [one["times"] for one in facts("root_cause_recurred")[before:]] == told


def test_the_days_are_the_register_s_own(cast, case, posts):
    actions.keep_register(cast.house, {"recurrence_days": 5}, cast.lead)
    told = known(cast)
    actions.register_complaint(case, told, cast.agent)
    with clock.moved_to(clock.now() + 6 * DAY):
        actions.register_complaint(posts.say("bo", minute=1), told, cast.agent)
    assert facts("root_cause_recurred") == []


def test_causes_are_the_workspace_s_own_once_by_name_and_come_back(cast):
    cause = actions.add_cause(cast.house, "  Labels   by hand ", cast.lead)
    assert cause.name == "Labels by hand"
    with pytest.raises(Refused, match="of this name"):
        actions.add_cause(cast.house, "LABELS by hand", cast.lead)
    with pytest.raises(Refused, match="Name it first"):
        actions.add_cause(cast.house, "  ", cast.lead)
    other = actions.add_cause(cast.house, "Wrong address", cast.lead)
    with pytest.raises(Refused, match="of this name"):
        actions.rename_cause(other, "labels by hand", cast.lead)
    assert actions.rename_cause(other, "wrong address", cast.lead).name == "wrong address"
    assert actions.retire_cause(cause, cast.lead).retired_at is not None
    assert actions.add_cause(cast.house, "Labels by hand", cast.lead).retired_at is None
    assert actions.add_cause(cast.elsewhere, "Labels by hand", cast.stranger) != cause


def test_a_deadline_is_told_once_when_near_and_once_when_it_has_passed(cast, case):
    told = replace(TOLD, deadline=TODAY + 20 * DAY, regulator="Ombudsman")
    complaint = actions.register_complaint(case, told, cast.agent)
    for day in range(0, 30, 2):
        with clock.moved_to(START + day * DAY):
            tasks.note_deadlines(cast.house)
    assert [one["days"] for one in facts("complaint_deadline_near")] == [14]
    (passed,) = facts("complaint_deadline_passed")
    assert (passed["days"], passed["deadline"], passed["name"]) == (-2, "2026-03-22", "Ombudsman")
    moved = replace(told, deadline=TODAY + 60 * DAY)
    actions.change_complaint(Complaint.objects.get(pk=complaint.pk), moved, cast.agent)
    with clock.moved_to(START + 50 * DAY):
        tasks.note_deadlines(cast.house)
    assert len(facts("complaint_deadline_near")) == 2


def test_a_closed_complaint_presses_nobody(cast, case):
    told = replace(known(cast), deadline=TODAY + DAY)
    complaint = actions.register_complaint(case, told, cast.agent)
    for verb in (Verb.DECIDE, Verb.CLOSE):
        actions.move_complaint(complaint, verb, cast.agent)
    tasks.note_deadlines(cast.house)
    assert facts("complaint_deadline_near") == []


def test_the_day_of_a_deadline_is_the_workspace_s_own(cast, case):
    cast.house.time_zone = "Pacific/Kiritimati"  # fourteen hours ahead
    told = replace(TOLD, deadline=date(2026, 3, 17))
    actions.register_complaint(case, told, cast.agent)
    with clock.moved_to(START.replace(hour=9)):
        tasks.note_deadlines(cast.house)
    assert facts("complaint_deadline_near") == []
    with clock.moved_to(START.replace(hour=11)):
        tasks.note_deadlines(cast.house)
    assert [one["days"] for one in facts("complaint_deadline_near")] == [14]


def test_views_hold_what_they_say(cast, case, posts):
    open_ = actions.register_complaint(case, TOLD, cast.agent)
    due = actions.register_complaint(case, replace(TOLD, deadline=TODAY), cast.agent)
    closed = actions.register_complaint(case, replace(known(cast), deadline=TODAY), cast.agent)
    for verb in (Verb.DECIDE, Verb.CLOSE):
        actions.move_complaint(closed, verb, cast.agent)
    shown = {view: set(queries.listed(cast.house.pk, view)) for view in Listed}
    assert shown == {
        Listed.OPEN: {open_, due},
        Listed.DUE: {due},
        Listed.CLOSED: {closed},
        Listed.ALL: {open_, due, closed},
    }
    assert queries.counts(cast.house.pk) == {Listed.OPEN: 2, Listed.DUE: 1}
    assert set(queries.listed(cast.house.pk, Listed.ALL, "privacy")) == set()


def test_causes_show_what_comes_back_and_what_it_costs(cast, case):
    told = replace(known(cast), cost_low=10, cost_high=30, currency="EUR")
    for more in ({}, {"cost_low": 5, "cost_high": 5}, {"currency": "NOK"}, {"finding": "rejected"}):
        actions.register_complaint(case, replace(told, **more), cast.agent)
    actions.add_cause(cast.house, "Another", cast.lead)
    first, second = queries.causes(cast.house.pk, START)
    assert (str(first.cause), first.lately, first.ever) == ("Labels are written by hand", 3, 4)
    assert first.costs == [("EUR", 25, 65), ("NOK", 10, 30)]
    assert (second.lately, second.ever, second.costs) == (0, 0, [])
