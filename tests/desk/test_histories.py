"""Random histories of a desk, honest and dishonest: no word is ever left unattended.

A small model beside the database remembers what was said and what became of it; after each step
the real database is asked the same, by the check and by the measure of the first screen.
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from firebell.accounts import actions as accounts
from firebell.common import clock
from firebell.desk import actions, queries, tasks
from firebell.desk.actions import Refused
from firebell.desk.checks import broken_promises
from firebell.desk.models import Case, CaseItem
from firebell.outbound.actions import Refused as ReplyRefused
from tests.cast import assemble
from tests.desk.posts import START, Posts

PEOPLE = st.sampled_from(["ann", "bob", "cid"])
THREADS = st.sampled_from(["t1", "t2", "t3", ""])
PICK = st.integers(0, 11)
SABOTAGE = [
    "DELETE FROM desk_caseitem",
    "DELETE FROM desk_case",
    "UPDATE desk_caseitem SET state = 'no_answer_needed', needs_answer = FALSE",
    "UPDATE desk_caseitem SET state = 'history', case_id = NULL",
    "UPDATE desk_caseitem SET state = 'answered', settled_at = '2026-01-01'",
    "UPDATE desk_caseitem SET state = 'dismissed', settled_at = '2026-01-01', reason = 'no'",
    "UPDATE desk_caseitem SET state = 'pending', settled_at = NULL WHERE needs_answer",
    "UPDATE desk_caseitem SET interaction_id = interaction_id + 1000",
    "UPDATE desk_case SET waiting_since = NULL, state = 'answered', closed_at = '2026-01-01'",
    "UPDATE desk_case SET waiting_since = NULL, state = 'waiting' WHERE closed_at IS NULL",
    "UPDATE desk_case SET waiting_since = '2999-01-01' WHERE waiting_since IS NOT NULL",
    "UPDATE desk_case SET due_at = NULL",
    "UPDATE desk_case SET snoozed_until = '2999-01-01', state = 'snoozed'",
    "UPDATE desk_case SET owner_id = NULL, state = 'claimed'",
    "UPDATE understanding_reading SET needs_answer = TRUE",
    "UPDATE outbound_reply SET state = 'withdrawn'",
]


class Desk(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.stack.enter_context(transaction.atomic())
        self.cast = assemble()
        self.posts = Posts(self.cast.house.pk)
        self.now = START
        self.users = [self.cast.agent, self.cast.teammate, self.cast.lead]
        self.needing: set[int] = set()  # words that need an answer
        self.settled: set[int] = set()  # of those, what a person or our own word settled

    def teardown(self) -> None:
        # Whatever the last look finds, the next history starts from an empty desk.
        try:
            self.somebody_meddles_with_the_database()
        finally:
            transaction.set_rollback(True)
            self.stack.close()

    def _case(self, pick: int) -> Case | None:
        cases = list(Case.objects.order_by("id"))
        return cases[pick % len(cases)] if cases else None

    def _open_words(self, case: Case) -> list[int]:
        return list(case.items.filter(state="pending").order_by("pk").values_list("pk", flat=True))

    @rule(
        words=st.lists(
            st.tuples(PEOPLE, THREADS, st.booleans(), st.booleans(), st.floats(0, 1)),
            min_size=1,
            max_size=4,
        )
    )
    def words_arrive(self, words) -> None:
        minute = int((self.now - START).total_seconds() // 60)
        batch = []
        for who, thread, needs, ours, negative in words:
            more = {"thread": thread} if thread else {}
            heard = self.posts.hear(
                who,
                minute=minute,
                outbound=ours,
                needs_answer=needs and not ours,
                negative=negative,
                **more,
            )
            batch.append(heard)
            if needs and not ours:
                self.needing.add(heard.interaction_id)
        self.posts.take(*batch)
        self.settled |= set(
            CaseItem.objects.filter(answered_by__isnull=False).values_list("pk", flat=True)
        )

    @rule(minutes=st.integers(-600, 6000))
    def the_clock_jumps(self, minutes) -> None:
        self.now = max(START, self.now + timedelta(minutes=minutes))
        with clock.moved_to(self.now):
            tasks.wake_due(self.cast.house.pk)

    @rule(who=PICK, on=st.booleans())
    def duty_changes(self, who, on) -> None:
        go = accounts.go_on_duty if on else accounts.go_off_duty
        user = self.users[who % 3]
        with clock.moved_to(self.now):
            go(self.cast.house, user, by=user)

    @rule(pick=PICK, who=PICK, verb=st.sampled_from(["claim", "release", "wake", "close"]))
    def somebody_moves_it(self, pick, who, verb) -> None:
        if case := self._case(pick):
            self._try(lambda: getattr(actions, verb)(case, self.users[who % 3]))

    @rule(pick=PICK, who=PICK)
    def a_lead_assigns(self, pick, who) -> None:
        if case := self._case(pick):
            self._try(lambda: actions.assign(case, self.users[who % 3], self.cast.lead))

    @rule()
    def a_lead_releases_the_absent(self) -> None:
        self._try(lambda: actions.release_absent(self.cast.house.pk, self.cast.lead))

    @rule(pick=PICK, minutes=st.integers(-10, 3000), reason=st.sampled_from(["", "Parts."]))
    def somebody_snoozes(self, pick, minutes, reason) -> None:
        if case := self._case(pick):
            until = self.now + timedelta(minutes=minutes)
            self._try(lambda: actions.snooze(case, until, self.cast.agent, reason))

    @rule(pick=PICK, upto=st.integers(1, 3), keep_open=st.booleans())
    def somebody_answers(self, pick, upto, keep_open) -> None:
        case = self._case(pick)
        words = self._open_words(case)[:upto] if case else []
        if words and self._try(
            lambda: actions.answer(
                case, "It is on its way.", words, self.cast.agent, keep_open=keep_open
            )
        ):
            self.settled |= set(words)

    @rule(pick=PICK, upto=st.integers(1, 3), reason=st.sampled_from(["", "A joke."]))
    def somebody_dismisses(self, pick, upto, reason) -> None:
        case = self._case(pick)
        words = self._open_words(case)[:upto] if case else []
        if words and self._try(lambda: actions.dismiss(case, words, reason, self.cast.agent)):
            self.settled |= set(words)

    @rule(pick=PICK)
    def somebody_undoes(self, pick) -> None:
        if case := self._case(pick):
            self._try(lambda: actions.undo(case, self.cast.agent))
            self.settled -= set(self._open_words(case))

    @rule()
    def somebody_meddles_with_the_database(self) -> None:
        """Each statement is refused by the database, or breaks nothing; all are taken back."""
        for sql in SABOTAGE:
            try:
                with transaction.atomic():
                    with connection.cursor() as cursor:
                        cursor.execute(sql)
                    broken = broken_promises() if self._references_hold() else []
                    transaction.set_rollback(True)
            except IntegrityError:
                continue
            assert broken == [], sql

    def _references_hold(self) -> bool:
        # Foreign keys are looked at when a transaction ends, and this one never does.
        try:
            connection.check_constraints()
        except IntegrityError:
            return False
        return True

    def _try(self, verb) -> bool:
        with clock.moved_to(self.now):
            try:
                with transaction.atomic():
                    verb()
            except (Refused, ReplyRefused):
                return False
        return True

    @invariant()
    def every_word_is_attended(self) -> None:
        assert broken_promises() == []
        items = {item.pk: item for item in CaseItem.objects.select_related("case")}
        for word in self.needing:
            item = items[word]
            if word in self.settled:
                assert item.state in ("answered", "dismissed")
            else:
                assert item.state == "pending"
                assert item.case.is_open
                assert item.case.due_at is not None
                assert item.case.queue_id is not None

    @invariant()
    def the_first_screen_says_so(self) -> None:
        open_words = self.needing - self.settled
        cases = set(CaseItem.objects.filter(pk__in=open_words).values_list("case_id", flat=True))
        measure = queries.unattended(self.cast.house.pk, self.now)
        assert measure.unanswered == len(cases)
        assert measure.past_due == (Case.objects.filter(pk__in=cases, due_at__lt=self.now).count())


@pytest.mark.django_db
def test_no_history_leaves_a_word_unattended():
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
