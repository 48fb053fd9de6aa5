"""From the intent to what became of it, through the desk, with a network in this process."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from firebell.channels.contract import ChannelError, Receipt, ReceiptKind, SendResult
from firebell.common import clock, ledger
from firebell.core.outbound.pace import PACE, Pace
from firebell.desk import actions as desk
from firebell.desk.checks import broken_promises
from firebell.desk.enums import CaseState, EventKind
from firebell.desk.models import Case
from firebell.listening.models import Interaction
from firebell.outbound import actions, tasks
from firebell.outbound.actions import sending
from firebell.outbound.actions.sending import Handed
from firebell.outbound.models import Delivery, Manner, Reply
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.outbound.standin.here import Here

FINE = "It is on the next flight."
NOW = START + timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _five_past_nine():
    with clock.moved_to(NOW):
        yield


def queue(case: Case, by, text: str = FINE, **more) -> Reply:
    items = list(case.items.filter(state="pending").values_list("pk", flat=True))
    return desk.send_answer(case, text, items, by, **{"public": True, **more})


def later(seconds: float) -> clock.moved_to:
    return clock.moved_to(NOW + timedelta(seconds=seconds))


def states(reply: Reply) -> tuple[str, str]:
    """Of the reply and of its case."""
    reply.refresh_from_db()
    case = Case.objects.get(workspace=reply.workspace, number=reply.case_number)
    assert broken_promises() == []
    return reply.state, case.state


def kinds(reply: Reply) -> list[str]:
    case = Case.objects.get(workspace=reply.workspace, number=reply.case_number)
    return [event.kind for event in case.events.order_by("id")]


def test_a_word_is_answered_when_the_network_has_the_answer_and_not_before(
    cast: Cast, mouth: Posts, here: Here
):
    case = mouth.say("ann")
    reply = queue(case, cast.agent)
    assert states(reply) == ("held", CaseState.CLAIMED)
    assert here.told == []
    assert tasks.send_due() == 1
    assert states(reply) == ("sent", CaseState.ANSWERED)
    assert [message.text for message in here.taken] == [FINE]
    assert (reply.external_id, reply.sent_url) == (
        f"here-{reply.key}",
        f"https://here.example/{reply.key}",
    )
    assert kinds(reply) == ["opened", "answering", "answered"]
    assert tasks.send_due() == tasks.reconcile_uncertain() == 0


def test_the_message_says_what_is_answered_and_stays_the_same(cast: Cast, mouth: Posts, here: Here):
    mouth.say("ann", "My bag?", thread="t", external_id="root")
    Interaction.objects.update(subject="Bag")
    case = mouth.say("ann", "Hello?", thread="t", external_id="again", minute=1)
    Interaction.objects.filter(external_id="again").update(in_reply_to="root")
    here.plan = ["later", "take"]
    reply = queue(case, cast.agent)
    tasks.send_due()
    with later(60):
        tasks.send_due()
    first, second = here.told
    assert first == second
    assert (first.key, first.at, first.in_reply_to, first.to) == (reply.key, NOW, "again", "ann")
    assert (first.thread, first.references, first.language) == ("t", ("root", "again"), "en")


def test_the_grace_time_passes_first_and_lets_one_cancel(cast: Cast, mouth: Posts, here: Here):
    Manner.objects.update(grace_seconds=10)
    case = mouth.say("ann")
    reply = queue(case, cast.agent)
    with later(9):
        assert tasks.send_due() == 0
        actions.cancel(reply, cast.agent)
    with later(11):
        assert tasks.send_due() == 0
    assert states(reply) == ("cancelled", CaseState.CLAIMED)
    assert kinds(reply)[-1] == EventKind.CANCELLED
    assert here.told == []
    again = queue(case, cast.teammate)
    with later(11):
        tasks.send_due()
        with pytest.raises(actions.Refused, match="too late"):
            actions.cancel(again, cast.agent)


def test_a_second_answer_meanwhile_is_refused_by_name(cast: Cast, mouth: Posts):
    case = mouth.say("ann")
    queue(case, cast.agent)
    word = [case.items.get().pk]
    for verb in (
        lambda: queue(case, cast.teammate),
        lambda: desk.answer(case, FINE, word, cast.teammate),
        lambda: desk.dismiss(case, word, "Spam", cast.teammate),
    ):
        with pytest.raises(desk.BeingAnswered, match="Agent is answering this, since 09:05"):
            verb()
    with pytest.raises(actions.AlreadyAnswered, match="Agent is answering this post"):
        actions.queue_reply(
            cast.house.pk, case.items.get().interaction, cast.teammate, FINE, public=True
        )


def test_what_is_put_off_is_tried_again_at_growing_distances_and_then_fails(
    cast: Cast, mouth: Posts, here: Here
):
    here.plan = ["later"]
    reply = queue(mouth.say("ann"), cast.agent)
    pace = Pace(most_attempts=3)
    waits = []
    at = 0.0
    for _ in range(3):
        with later(at):
            assert tasks.send_due(pace) == 1
        reply.refresh_from_db()
        if reply.state == "held":
            waits.append((reply.send_after - NOW).total_seconds() - at)
            at += waits[-1]
    assert waits == [30, 60]
    assert states(reply) == ("failed", CaseState.CLAIMED)
    assert reply.failure == "here: busy"


def test_a_refused_answer_fails_loudly_and_its_case_stays_open(
    cast: Cast, mouth: Posts, here: Here
):
    here.plan = ["refuse"]
    case = mouth.say("ann")
    due = case.due_at
    reply = queue(case, cast.agent)
    tasks.send_due()
    assert states(reply) == ("failed", CaseState.CLAIMED)
    case.refresh_from_db()
    assert (case.due_at, case.owner) == (due, cast.agent)
    assert kinds(reply)[-1] == EventKind.FAILED
    facts = [fact.kind for fact in ledger.facts_about(cast.house.pk, reply.interaction)]
    assert facts == ["reply_queued", "reply_failed"]
    here.plan = ["take"]
    again = queue(case, cast.teammate)
    tasks.send_due()
    assert states(again) == ("sent", CaseState.ANSWERED)


@pytest.mark.parametrize("ends", ["lose", "drop", "burst"])
def test_what_is_not_known_is_asked_for_and_never_sent_blindly(
    cast: Cast, mouth: Posts, here: Here, ends: str
):
    here.plan = [ends, "take"]
    reply = queue(mouth.say("ann"), cast.agent)
    tasks.send_due()
    assert states(reply) == ("uncertain", CaseState.CLAIMED)
    with later(29):
        assert tasks.send_due() == tasks.reconcile_uncertain() == 0
    with later(31):
        assert tasks.reconcile_uncertain() == 1
        tasks.send_due()
    assert states(reply) == ("sent", CaseState.ANSWERED)
    assert len(here.taken) == 1
    assert EventKind.UNCERTAIN in kinds(reply)
    found = list(Delivery.objects.order_by("id").values_list("kind", "outcome"))
    gone = [("find", "found")] if ends == "lose" else [("find", "not_there"), ("send", "taken")]
    assert found == [("send", "unknown"), *gone]


def test_a_network_that_cannot_say_is_asked_again_and_then_a_person_is(
    cast: Cast, mouth: Posts, here: Here
):
    here.plan, here.asked = ["drop"], "later"
    reply = queue(mouth.say("ann"), cast.agent)
    tasks.send_due()
    asked = []
    for minute in range(1, 40):
        with later(60 * minute):
            asked.append(tasks.reconcile_uncertain())
            reply.refresh_from_db()
            if reply.asks_a_person:
                break
    assert 15 <= minute < 30
    assert 4 <= sum(asked) <= 7
    assert states(reply)[0] == "uncertain"
    assert len(here.told) == 1


@pytest.mark.parametrize("there", [True, False])
def test_a_person_looks_and_says(cast: Cast, mouth: Posts, here: Here, there: bool):
    here.plan, here.asked = ["drop", "take"], "never"
    reply = queue(mouth.say("ann"), cast.agent)
    tasks.send_due()
    with later(31):
        tasks.reconcile_uncertain()
        reply.refresh_from_db()
        assert reply.asks_a_person
        if there:
            with pytest.raises(actions.Refused, match="whole address"):
                actions.confirm_sent(reply, cast.agent, "javascript:alert(1)")
            actions.confirm_sent(reply, cast.agent, "https://here.example/seen")
        else:
            actions.confirm_not_sent(reply, cast.agent)
            tasks.send_due()
    assert states(reply) == ("sent", CaseState.ANSWERED)
    assert (reply.confirmed_by, len(here.taken)) == ((cast.agent, 0) if there else (None, 1))
    with pytest.raises(actions.Refused, match="found out already"):
        actions.confirm_not_sent(reply, cast.agent)


def test_a_worker_that_died_leaves_its_reply_uncertain(cast: Cast, mouth: Posts, here: Here):
    reply = queue(mouth.say("ann"), cast.agent)
    sending.claim("dead", NOW, PACE)
    sending.begin(reply.pk, "dead", NOW, PACE, "", "en")
    assert states(reply)[0] == "sending"
    with later(301):
        assert tasks.send_due() == 0
        tasks.reconcile_uncertain()
    assert states(reply)[0] == "uncertain"
    with later(400):
        tasks.reconcile_uncertain()
        tasks.send_due()
    assert states(reply) == ("sent", CaseState.ANSWERED)
    # What the dead one says when it turns out to live changes nothing any more.
    sending.record_outcome(reply.pk, 1, Handed(error=ChannelError("no", permanent=True)), PACE)
    assert states(reply) == ("sent", CaseState.ANSWERED)
    sending.record_outcome(reply.pk, 1, Handed(result=SendResult("other", NOW)), PACE)
    assert states(reply) == ("sent", CaseState.ANSWERED)
    facts = [fact.kind for fact in ledger.facts_about(cast.house.pk, reply.interaction)]
    assert facts[-1] == "reply_doubled"


def test_a_claim_that_ran_out_is_anothers_and_the_first_stops(cast: Cast, mouth: Posts):
    reply = queue(mouth.say("ann"), cast.agent)
    assert sending.claim("slow", NOW, PACE) == [reply.pk]
    assert sending.claim("other", NOW, PACE) == []
    late = NOW + timedelta(minutes=6)
    assert sending.claim("other", late, PACE) == [reply.pk]
    assert sending.begin(reply.pk, "slow", late, PACE, "", "") is None
    assert sending.begin(reply.pk, "other", late, PACE, "", "") is not None


def test_a_source_that_was_closed_sends_nothing_more(cast: Cast, mouth: Posts, here: Here):
    reply = queue(mouth.say("ann"), cast.agent)
    actions.close_gate(mouth.source, cast.administrator)
    tasks.send_due()
    assert states(reply) == ("failed", CaseState.CLAIMED)
    assert "listen only" in reply.failure
    assert here.told == []


def test_but_it_may_still_be_asked(cast: Cast, mouth: Posts, here: Here):
    here.plan = ["lose"]
    reply = queue(mouth.say("ann"), cast.agent)
    tasks.send_due()
    actions.close_gate(mouth.source, cast.administrator)
    with later(31):
        tasks.reconcile_uncertain()
    assert states(reply) == ("sent", CaseState.ANSWERED)


@pytest.mark.parametrize(
    ("text", "public", "why"),
    [
        ("x" * 301, True, "1 character too long for Here"),
        (FINE, False, "takes no private answer"),
        ("  ", True, "Write the answer first"),
    ],
)
def test_what_the_network_does_not_take_is_not_queued(
    cast: Cast, mouth: Posts, text: str, public: bool, why: str
):
    with pytest.raises(actions.Refused, match=why):
        queue(mouth.say("ann"), cast.agent, text, public=public)
    assert Reply.objects.count() == 0


def test_nothing_is_queued_for_a_source_that_only_listens(cast: Cast, mouth: Posts):
    mouth.source.listen_only = True
    mouth.source.save()
    with pytest.raises(actions.Refused, match="only listens"):
        queue(mouth.say("ann"), cast.agent)


def test_a_rude_answer_is_not_queued(cast: Cast, mouth: Posts, here: Here):
    with pytest.raises(actions.GuardBlocked):
        queue(mouth.say("ann"), cast.agent, "You idiot.")
    assert Reply.objects.count() == 0


def test_an_account_that_may_send_answers_what_another_ear_heard(
    cast: Cast, mouth: Posts, here: Here
):
    """A stream hears without an account; the account beside it answers."""
    ear = Posts(cast.house.pk)
    ear.source.network = "here"
    ear.source.save()
    reply = queue(ear.say("ann"), cast.agent)
    assert reply.source == mouth.source


def test_somebody_who_answers_on_the_network_stops_ours(cast: Cast, mouth: Posts, here: Here):
    case = mouth.say("ann", thread="t")
    reply = queue(case, cast.agent)
    mouth.take(mouth.hear("firm", "Found!", thread="t", minute=1, outbound=True))
    assert states(reply) == ("cancelled", CaseState.ANSWERED)
    assert reply.failure == "Somebody answered on the network meanwhile."
    assert tasks.send_due() == 0
    assert here.told == []


def test_keeping_it_open_waits_for_the_person(cast: Cast, mouth: Posts):
    reply = queue(mouth.say("ann"), cast.agent, keep_open=True)
    tasks.send_due()
    assert states(reply) == ("sent", CaseState.WAITING)


def test_an_answer_taken_back_is_said_to_be_still_there(cast: Cast, mouth: Posts):
    case = mouth.say("ann")
    reply = queue(case, cast.agent)
    tasks.send_due()
    desk.undo(case, cast.agent)
    assert states(reply) == ("withdrawn", CaseState.REOPENED)


def echo_of(mouth: Posts, reply: Reply, external_id: str, thread: str = "t") -> None:
    heard = mouth.hear("firm", reply.text, thread=thread, minute=6, outbound=True,
                       external_id=external_id)  # fmt: skip
    Interaction.objects.filter(pk=heard.interaction_id).update(
        in_reply_to=reply.interaction.external_id
    )
    echo = ("twitter", external_id, heard.interaction_id, heard.at)
    actions.note_echoes(reply.workspace_id, [echo])
    mouth.take(heard)


def test_an_echo_after_the_result_is_seen_and_changes_nothing_else(cast: Cast, mouth: Posts):
    reply = queue(mouth.say("ann", thread="t"), cast.agent)
    tasks.send_due()
    echo_of(mouth, reply, f"here-{reply.key}")
    assert states(reply) == ("sent", CaseState.ANSWERED)
    assert reply.seen_at == NOW
    assert Reply.objects.count() == Case.objects.count() == 1
    assert kinds(reply) == ["opened", "answering", "answered"]


@pytest.mark.parametrize("foretells", [True, False])
def test_an_echo_before_the_result_settles_the_reply(
    cast: Cast, mouth: Posts, here: Here, foretells: bool
):
    """By the id that was foretold, or by what it answers and its very words."""
    here.plan, here.foretells = ["lose"], foretells
    reply = queue(mouth.say("ann", thread="t"), cast.agent)
    tasks.send_due()
    echo_of(mouth, reply, f"here-{reply.key}" if foretells else "some-other-id")
    assert states(reply) == ("sent", CaseState.ANSWERED)
    with later(100):
        assert tasks.send_due() == tasks.reconcile_uncertain() == 0
    assert len(here.taken) == 1


def test_an_echo_that_the_desk_heard_first_still_belongs_to_the_reply(cast: Cast, mouth: Posts):
    case = mouth.say("ann", thread="t")
    reply = queue(case, cast.agent)
    sending.claim("w", NOW, PACE)
    sending.begin(reply.pk, "w", NOW, PACE, "", "en")
    heard = mouth.hear("firm", FINE, thread="t", outbound=True, external_id="e", minute=6)
    mouth.take(heard)
    assert states(reply) == ("sending", CaseState.ANSWERED)
    sending.record_outcome(reply.pk, 1, Handed(result=SendResult("e", NOW)), PACE)
    assert states(reply) == ("sent", CaseState.ANSWERED)
    item = case.items.get(interaction__outbound=False)
    assert (item.reply, item.answered_by_id) == (reply, heard.interaction_id)


def test_what_was_refused_and_is_there_all_the_same_is_sent(cast: Cast, mouth: Posts, here: Here):
    here.plan = ["refuse"]
    reply = queue(mouth.say("ann", thread="t"), cast.agent)
    tasks.send_due()
    echo_of(mouth, reply, "e")
    assert states(reply) == ("sent", CaseState.ANSWERED)


def test_a_stranger_with_our_words_is_no_echo(cast: Cast, mouth: Posts, here: Here):
    here.plan = ["drop"]
    reply = queue(mouth.say("ann", thread="t"), cast.agent)
    tasks.send_due()
    other = mouth.hear("firm", FINE, thread="elsewhere", outbound=True)
    actions.note_echoes(cast.house.pk, [("twitter", "x", other.interaction_id, other.at)])
    assert states(reply) == ("uncertain", CaseState.CLAIMED)


def receipt(reply: Reply, kind: ReceiptKind, reason: str = "") -> int:
    told = Receipt(kind, "twitter", f"here-{reply.key}", NOW, reason)
    return actions.note_receipts(reply.workspace_id, [told])


def test_receipts_move_a_reply_on_and_never_back(cast: Cast, mouth: Posts):
    reply = queue(mouth.say("ann"), cast.agent)
    tasks.send_due()
    seen = []
    for kind in (ReceiptKind.DELIVERED, ReceiptKind.READ, ReceiptKind.DELIVERED):
        assert receipt(reply, kind) == 1
        seen.append(states(reply)[0])
    assert seen == ["delivered", "read", "read"]
    assert (reply.delivered_at, reply.read_at) == (NOW, NOW)
    foreign = Receipt(ReceiptKind.READ, "mail", f"here-{reply.key}", NOW)
    assert actions.note_receipts(cast.house.pk, [foreign]) == 0
    assert actions.note_receipts(cast.elsewhere.pk, [foreign]) == 0


def test_a_bounce_opens_the_case_again(cast: Cast, mouth: Posts):
    case = mouth.say("ann")
    reply = queue(case, cast.agent)
    tasks.send_due()
    receipt(reply, ReceiptKind.FAILED, "mailbox full")
    assert states(reply) == ("failed", CaseState.REOPENED)
    assert reply.failure == "mailbox full"
    case.refresh_from_db()
    assert (case.waiting_since, case.owner) == (START, cast.agent)
    assert kinds(reply)[-1] == EventKind.FAILED
    # It came back: the copy among our own sent words does not make it arrive.
    echo_of(mouth, reply, f"here-{reply.key}", thread="copies")
    assert states(reply)[0] == "failed"
    again = queue(case, cast.agent, "Once more: it is on the next flight.")
    tasks.send_due()
    assert states(again) == ("sent", CaseState.ANSWERED)


def test_a_receipt_for_what_was_uncertain_says_that_it_was_sent(
    cast: Cast, mouth: Posts, here: Here
):
    here.plan, here.foretells = ["lose"], True
    reply = queue(mouth.say("ann"), cast.agent)
    tasks.send_due()
    receipt(reply, ReceiptKind.DELIVERED)
    assert states(reply) == ("delivered", CaseState.ANSWERED)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "sent", "sent_at": NOW},
        {"state": "sending"},
        {"state": "uncertain"},
        {"state": "failed"},
        {"state": "lost"},
        {"send_after": None},
        {"source": None},
        {"elsewhere": True},
    ],
)
def test_the_database_refuses_a_state_that_nothing_shows(cast: Cast, mouth: Posts, change):
    reply = queue(mouth.say("ann"), cast.agent)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.filter(pk=reply.pk).update(**change)


def test_no_word_rests_on_a_reply_that_is_not_sent(cast: Cast, mouth: Posts):
    case = mouth.say("ann")
    queue(case, cast.agent)
    with pytest.raises(IntegrityError, match="not sent answers nothing"), transaction.atomic():
        case.items.update(state="answered", settled_at=NOW)
