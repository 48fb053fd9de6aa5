from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from firebell.accounts import actions as accounts
from firebell.common import clock
from firebell.common.models import AuditEntry, LedgerFact
from firebell.desk import actions, queries, tasks
from firebell.desk.actions import AlreadyClaimed, Refused
from firebell.desk.checks import broken_promises
from firebell.desk.enums import CaseState, EventKind
from firebell.desk.models import Case, CaseEvent
from firebell.outbound.actions import GuardBlocked
from firebell.outbound.models import Reply
from tests.desk.posts import START

NOW = START + timedelta(minutes=10)


@pytest.fixture(autouse=True)
def _ten_past_nine():
    with clock.moved_to(NOW):
        yield


@pytest.fixture
def case(posts) -> Case:
    return posts.say("ann", thread="t")


def pending(case: Case) -> list[int]:
    return list(case.items.filter(state="pending").order_by("pk").values_list("pk", flat=True))


def test_claimed_once(case, cast):
    assert actions.claim(case, cast.agent).state == CaseState.CLAIMED
    assert actions.claim(case, cast.agent).owner == cast.agent
    with pytest.raises(AlreadyClaimed, match="Agent has this case already") as refused:
        actions.claim(case, cast.teammate)
    assert refused.value.owner == cast.agent
    assert CaseEvent.objects.filter(kind=EventKind.CLAIMED).count() == 1


def test_of_two_who_read_it_free_one_gets_it(case, cast, monkeypatch):
    free = Case.objects.get()
    actions.claim(case, cast.agent)
    # As on a store whose transactions see an older state: the second still reads it as free.
    monkeypatch.setattr("firebell.desk.actions.steps.take", lambda _case, _by: free)
    with pytest.raises(AlreadyClaimed):
        actions.claim(case, cast.teammate)
    assert Case.objects.get().owner == cast.agent


VERBS = {
    "claim": lambda case, by: actions.claim(case, by),
    "assign": lambda case, by: actions.assign(case, by, by),
    "release": lambda case, by: actions.release(case, by),
    "note": lambda case, by: actions.note(case, "hello", by),
    "snooze": lambda case, by: actions.snooze(case, NOW + timedelta(hours=1), by),
    "wake": lambda case, by: actions.wake(case, by),
    "answer": lambda case, by: actions.answer(case, "Here it is.", pending(case), by),
    "dismiss": lambda case, by: actions.dismiss(case, pending(case), "A joke.", by),
    "close": lambda case, by: actions.close(case, by),
    "undo": lambda case, by: actions.undo(case, by),
    "release_absent": lambda case, by: actions.release_absent(case.workspace_id, by),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_stranger_can_do_nothing(case, cast, verb):
    before = Case.objects.values().get(), AuditEntry.objects.count()
    with pytest.raises(PermissionDenied):
        VERBS[verb](case, cast.stranger)
    assert (Case.objects.values().get(), AuditEntry.objects.count()) == before


def test_a_case_cannot_be_given_to_a_stranger(case, cast):
    with pytest.raises(PermissionDenied):
        actions.assign(case, cast.stranger, cast.lead)


def test_assigned_and_released(case, cast):
    assert actions.assign(case, cast.teammate, cast.lead).owner == cast.teammate
    released = actions.release(case, cast.teammate)
    assert (released.state, released.owner) == (CaseState.NEW, None)
    actions.claim(case, cast.agent)
    with pytest.raises(Refused, match="it is “Claimed”"):
        actions.wake(case, cast.agent)


def test_snoozed_until_before_it_is_due_wakes_by_itself(case, cast):
    actions.snooze(case, NOW + timedelta(hours=1), cast.agent)
    with clock.moved_to(NOW + timedelta(minutes=59)):
        tasks.wake_due(cast.house.pk)
        assert Case.objects.get().state == CaseState.SNOOZED
    with clock.moved_to(NOW + timedelta(minutes=60)):
        tasks.wake_due(cast.elsewhere.pk)
        assert Case.objects.get().state == CaseState.SNOOZED
        tasks.wake_due(cast.house.pk)
    woken = Case.objects.get()
    assert (woken.state, woken.snoozed_until) == (CaseState.REOPENED, None)
    assert woken.due_at == START + timedelta(hours=4)


def test_snoozing_past_the_due_time_takes_a_reason_and_moves_it(case, cast):
    until = NOW + timedelta(days=2)
    with pytest.raises(Refused, match="Say why it can wait"):
        actions.snooze(case, until, cast.agent, "  ")
    snoozed = actions.snooze(case, until, cast.agent, "Parts arrive on Wednesday.")
    assert snoozed.due_at == snoozed.snoozed_until == until
    event = CaseEvent.objects.get(kind=EventKind.SNOOZED)
    assert event.data["reason"] == "Parts arrive on Wednesday."
    with pytest.raises(Refused, match="still to come"):
        actions.snooze(case, NOW, cast.agent)


def test_an_answer_closes_the_case(case, cast):
    reply = actions.answer(case, "It is on the next flight.", pending(case), cast.agent)
    closed = Case.objects.get()
    assert (closed.state, closed.owner, closed.closed_at) == (CaseState.ANSWERED, cast.agent, NOW)
    assert closed.first_answer_at == NOW
    assert closed.items.get().reply == reply
    assert (reply.case_number, reply.elsewhere) == (closed.number, True)
    assert broken_promises() == []


def test_a_case_can_wait_for_the_person_and_is_then_closed(case, cast):
    actions.answer(case, "Which flight was it?", pending(case), cast.agent, keep_open=True)
    waiting = Case.objects.get()
    assert (waiting.state, waiting.closed_at) == (CaseState.WAITING, None)
    assert waiting.due_at == NOW + timedelta(days=3)
    assert queries.unattended(cast.house.pk, NOW).unanswered == 0
    assert actions.close(case, cast.agent).state == CaseState.ANSWERED
    assert actions.undo(case, cast.agent).state == CaseState.WAITING
    assert actions.undo(case, cast.agent).state == CaseState.REOPENED
    assert len(pending(case)) == 1
    with pytest.raises(Refused, match="nothing to undo"):
        actions.undo(case, cast.agent)


def test_an_answer_to_some_leaves_the_others_waiting(case, posts, cast):
    posts.say("ann", thread="t", minute=5)
    first, second = pending(case)
    actions.answer(case, "It is on the next flight.", [first], cast.agent)
    after = Case.objects.get()
    assert (after.state, after.waiting_since) == (CaseState.NEW, START + timedelta(minutes=5))
    assert after.due_at == START + timedelta(minutes=5, hours=4)
    with pytest.raises(Refused, match="in the meantime"):
        actions.answer(case, "It is on the next flight.", [first, second], cast.agent)
    assert Reply.objects.count() == 1


def test_the_guard_stands_before_every_answer(case, cast):
    with pytest.raises(GuardBlocked):
        actions.answer(case, "Hope you burn in hell, you idiot.", pending(case), cast.agent)
    assert Case.objects.get().state == CaseState.NEW
    assert Reply.objects.count() == 0


def test_dismissed_by_a_person_for_a_reason(case, cast):
    with pytest.raises(Refused, match="Say why"):
        actions.dismiss(case, pending(case), " ", cast.agent)
    with pytest.raises(Refused, match="Choose the words"):
        actions.dismiss(case, [], "A joke.", cast.agent)
    dismissed = actions.dismiss(case, pending(case), "A joke.", cast.agent)
    assert dismissed.state == CaseState.DISMISSED
    item = dismissed.items.get()
    assert (item.settled_by, item.reason, item.settled_at) == (cast.agent, "A joke.", NOW)


def test_words_of_another_case_cannot_be_settled_here(case, posts, cast):
    other = posts.say("bob")
    with pytest.raises(Refused, match="in the meantime"):
        actions.dismiss(case, pending(other), "A joke.", cast.agent)
    assert len(pending(other)) == 1


@pytest.mark.parametrize(
    "settle",
    [
        lambda case, by: actions.dismiss(case, pending(case), "A joke.", by),
        lambda case, by: actions.answer(case, "It is on the next flight.", pending(case), by),
    ],
    ids=["dismissal", "answer"],
)
def test_undo_brings_everything_back(case, cast, settle):
    actions.claim(case, cast.agent)
    settle(case, cast.agent)
    back = actions.undo(case, cast.teammate)
    assert (back.state, back.owner, back.closed_at) == (CaseState.REOPENED, cast.agent, None)
    assert (back.waiting_since, back.due_at) == (START, START + timedelta(hours=4))
    item = back.items.get()
    assert (item.state, item.reply, item.settled_by, item.reason) == ("pending", None, None, "")
    assert [reply.state for reply in Reply.objects.all()] in ([], ["withdrawn"])
    assert broken_promises() == []
    settle(case, cast.agent)
    assert Case.objects.get().closed_at == NOW


def test_an_answer_given_elsewhere_can_be_undone(case, posts, cast):
    posts.say("help", thread="t", minute=1, outbound=True, needs_answer=False)
    back = actions.undo(case, cast.agent)
    assert (back.state, back.owner) == (CaseState.REOPENED, None)
    assert len(pending(case)) == 1


def test_what_is_late_is_announced_once(case, cast):
    with clock.moved_to(START + timedelta(hours=5)):
        tasks.wake_due(cast.house.pk)
        tasks.wake_due(cast.house.pk)
    fact = LedgerFact.objects.get(kind="case_overdue")
    assert fact.at == START + timedelta(hours=4)
    assert (fact.subject_id, fact.data["priority"]) == (case.pk, 3)


def test_going_off_duty_loses_no_case(case, cast):
    accounts.go_on_duty(cast.house, cast.agent, by=cast.agent)
    actions.claim(case, cast.agent)
    assert queries.unattended(cast.house.pk, NOW).owner_absent == 0
    with clock.moved_to(NOW + timedelta(minutes=1)):
        accounts.go_off_duty(cast.house, cast.agent, by=cast.agent)
        now = clock.now()
        assert LedgerFact.objects.get(kind="owner_off_duty").data == {"cases": 1}
        measure = queries.unattended(cast.house.pk, now)
        assert (measure.owner_absent, measure.in_queue, measure.calm) == (1, 0, False)
        assert actions.release_absent(cast.house.pk, cast.lead) == 1
        measure = queries.unattended(cast.house.pk, now)
        assert (measure.owner_absent, measure.in_queue, measure.queue_unattended) == (0, 1, 1)
        accounts.go_on_duty(cast.house, cast.lead, by=cast.lead)
        assert queries.unattended(cast.house.pk, now).calm


def test_every_step_is_in_the_history_and_in_the_audit_log(case, cast):
    actions.claim(case, cast.agent)
    actions.note(case, "Asked the warehouse.", cast.agent)
    actions.dismiss(case, pending(case), "A joke.", cast.agent)
    actions.undo(case, cast.agent)
    kinds = ["claimed", "noted", "dismissed", "undone"]
    assert list(CaseEvent.objects.values_list("kind", flat=True)) == ["opened", *kinds]
    audited = AuditEntry.objects.filter(action__startswith="case_").order_by("id")
    assert list(audited.values_list("action", flat=True)) == [f"case_{kind}" for kind in kinds]
