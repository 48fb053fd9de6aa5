"""Random histories of replies on their way: nothing is sent twice, nothing is lost, and no case is
closed by what was not sent.

A network in this process takes, loses, refuses and forgets to answer; workers die at any point;
echoes and receipts come early, late and twice; people cancel, look, and write again.
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from firebell.channels.contract import Receipt, ReceiptKind
from firebell.common import clock
from firebell.core.outbound.pace import PACE
from firebell.desk import actions as desk
from firebell.desk.checks import broken_promises
from firebell.desk.models import Case, CaseItem
from firebell.listening.models import Interaction
from firebell.outbound import actions, tasks
from firebell.outbound.actions import sending
from firebell.outbound.actions.sending import Handed
from firebell.outbound.composing import message_of
from firebell.outbound.enums import ARRIVED, STANDING
from firebell.outbound.models import Manner, Reply
from tests.cast import assemble
from tests.desk.posts import START, Posts
from tests.outbound.standin.here import fresh

PICK = st.integers(0, 7)
# What goes wrong most often here is what could lead to sending twice.
PLANS = st.sampled_from(
    ["take", "take", "lose", "lose", "lose", "drop", "later", "refuse", "burst"]
)
MINUTES = st.sampled_from([0.2, 1, 6, 20])
ASKED = st.lists(st.sampled_from(["tell", "later", "later", "never"]), min_size=1, max_size=3)


class Sending(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.stack.enter_context(transaction.atomic())
        self.cast = assemble()
        self.here = fresh()
        Manner.objects.create(workspace=self.cast.house, grace_seconds=0)
        self.posts = Posts(self.cast.house.pk)
        self.posts.source.network, self.posts.source.listen_only = "here", False
        self.posts.source.save()
        self.now = START

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.stack.close()

    def _pick(self, found: list, pick: int):
        return found[pick % len(found)] if found else None

    def _replies(self, **state) -> list[Reply]:
        return list(Reply.objects.filter(elsewhere=False, **state).order_by("id"))

    def _try(self, verb) -> None:
        with clock.moved_to(self.now):
            try:
                with transaction.atomic():
                    verb()
            except (desk.Refused, actions.Refused):
                pass

    @initialize(plans=st.lists(PLANS, min_size=4, max_size=4))
    def four_answers_leave(self, plans) -> None:
        """So that histories begin where it becomes interesting."""
        for who in ("ann", "bob", "cid", "dan"):
            self.a_word_arrives(who)
            self.somebody_answers(0, elsewhere=False, keep_open=False)
        self.here.plan = plans
        with clock.moved_to(self.now):
            tasks.send_due()

    @rule(who=st.sampled_from(["ann", "bob"]))
    def a_word_arrives(self, who) -> None:
        minute = int((self.now - START).total_seconds() // 60)
        self.posts.say(who, minute=minute, thread=who)

    @rule(pick=PICK, elsewhere=st.booleans(), keep_open=st.booleans())
    def somebody_answers(self, pick, elsewhere, keep_open) -> None:
        words = list(CaseItem.objects.filter(state="pending", reply=None).select_related("case"))
        word = self._pick(words, pick)
        if word is None:
            return
        answer = desk.answer if elsewhere else desk.send_answer
        text = f"Number {Reply.objects.count()} is on its way."
        self._try(
            lambda: answer(
                word.case, text, [word.pk], self.cast.agent, public=True, keep_open=keep_open
            )
        )

    @rule(
        minutes=MINUTES,
        plan=st.lists(PLANS, min_size=1, max_size=3),
        asked=ASKED,
        foretells=st.booleans(),
    )
    def the_worker_works(self, minutes, plan, asked, foretells) -> None:
        self.here.plan, self.here.foretells = plan, foretells
        for answer in asked:
            self.now += timedelta(minutes=minutes)
            self.here.asked = answer
            with clock.moved_to(self.now):
                tasks.send_due()
                tasks.reconcile_uncertain()

    @rule(
        minutes=MINUTES,
        after=st.sampled_from(["claim", "begin", "network"]),
        takes=st.booleans(),
    )
    def a_worker_dies(self, minutes, after, takes) -> None:
        self.now += timedelta(minutes=minutes)
        with clock.moved_to(self.now):
            for reply_id in sending.claim("dead", self.now, PACE):
                if after == "claim":
                    continue
                begun = sending.begin(reply_id, "dead", self.now, PACE, "", "en")
                if begun is not None and after == "network" and takes:
                    self.here.taken.append(message_of(begun))

    @precondition(lambda self: self.here.taken)
    @rule(pick=PICK)
    def a_worker_that_was_taken_for_dead_speaks(self, pick) -> None:
        """Of something that the network truly took."""
        message = self._pick(self.here.taken, pick)
        if message is None:
            return
        reply = Reply.objects.get(key=message.key)
        handed = Handed(result=self.here.result(message))
        with clock.moved_to(self.now):
            sending.record_outcome(reply.pk, 1, handed, PACE)

    @precondition(lambda self: self.here.taken)
    @rule(pick=PICK, after_the_desk=st.booleans())
    def its_echo_is_heard(self, pick, after_the_desk) -> None:
        message = self._pick(self.here.taken, pick)
        if message is None:
            return
        name = f"here-{message.key}"
        known = Interaction.objects.filter(external_id=name).first()
        if known is None:
            reply = Reply.objects.get(key=message.key)
            minute = int((self.now - START).total_seconds() // 60)
            heard = self.posts.hear(
                "firm", message.text, minute=minute, outbound=True, external_id=name,
                thread=reply.interaction.thread,
            )  # fmt: skip
            Interaction.objects.filter(pk=heard.interaction_id).update(
                in_reply_to=message.in_reply_to
            )
            known = Interaction.objects.get(pk=heard.interaction_id)
            if after_the_desk:
                self.posts.take(heard)
        with clock.moved_to(self.now):
            actions.note_echoes(self.cast.house.pk, [("twitter", name, known.pk, known.at)])

    @precondition(lambda self: self.here.taken)
    @rule(pick=PICK, kind=st.sampled_from(list(ReceiptKind)))
    def a_receipt_comes(self, pick, kind) -> None:
        message = self._pick(self.here.taken, pick)
        if message is not None:
            told = Receipt(kind, "twitter", f"here-{message.key}", self.now, "mailbox full")
            with clock.moved_to(self.now):
                actions.note_receipts(self.cast.house.pk, [told])

    @precondition(lambda self: self._replies(state="held"))
    @rule(pick=PICK)
    def somebody_cancels(self, pick) -> None:
        reply = self._pick(self._replies(state="held"), pick)
        if reply is not None:
            self._try(lambda: actions.cancel(reply, self.cast.agent))

    @precondition(lambda self: self._replies(state="uncertain"))
    @rule(pick=PICK)
    def somebody_looks(self, pick) -> None:
        """And says what is true."""
        reply = self._pick(self._replies(state="uncertain"), pick)
        if reply is None:
            return
        if any(message.key == reply.key for message in self.here.taken):
            self._try(lambda: actions.confirm_sent(reply, self.cast.agent, "https://h.example/1"))
        else:
            self._try(lambda: actions.confirm_not_sent(reply, self.cast.agent))

    @rule(pick=PICK)
    def somebody_undoes(self, pick) -> None:
        case = self._pick(list(Case.objects.order_by("id")), pick)
        if case is not None:
            self._try(lambda: desk.undo(case, self.cast.agent))

    @invariant()
    def nothing_is_sent_twice(self) -> None:
        keys = [message.key for message in self.here.taken]
        assert len(keys) == len(set(keys))

    @invariant()
    def one_answer_stands_and_it_is_there(self) -> None:
        taken = {message.key for message in self.here.taken}
        standing = self._replies(state__in=STANDING)
        posts = [reply.interaction_id for reply in standing]
        assert len(posts) == len(set(posts))
        for reply in self._replies(state__in=ARRIVED):
            assert reply.key in taken

    @invariant()
    def no_case_is_closed_by_what_was_not_sent(self) -> None:
        assert broken_promises() == []
        for item in CaseItem.objects.filter(state="answered").select_related("reply"):
            assert item.reply is None or item.reply.state in ARRIVED
            assert item.reply is not None or item.answered_by_id is not None

    @invariant()
    def no_answer_is_forgotten(self) -> None:
        """Every one that stands and has not arrived will be looked at by a worker again."""
        for reply in self._replies(state__in=("held", "sending", "uncertain")):
            assert reply.send_after or reply.claimed_until or reply.find_after
        for item in CaseItem.objects.filter(state="pending", reply__isnull=False):
            assert item.reply.state in ("held", "sending", "uncertain")


@pytest.mark.django_db
def test_no_history_sends_twice_or_loses_an_answer():
    run_state_machine_as_test(
        Sending,
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
