"""The database refuses, whoever asks, what would leave a word unattended."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from firebell.desk import actions, never_unattended
from firebell.desk.checks import broken_promises
from firebell.desk.enums import CaseState
from firebell.desk.models import Case, CaseItem
from firebell.outbound.models import Reply
from tests.desk.posts import START, Posts
from tests.stores.marks import on_sqlite
from tests.stores.unlocking import without_triggers


def refused(sql: str, *values) -> str:
    with (
        pytest.raises(IntegrityError) as error,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)
    return str(error.value)


def test_a_reading_that_needs_an_answer_needs_a_case(posts):
    heard = posts.hear("ann")
    with pytest.raises(IntegrityError, match="lies in no case"), transaction.atomic():
        posts.read(heard)


def test_our_own_words_are_nobodys_to_answer(posts):
    assert posts.read(posts.hear("help", outbound=True)).needs_answer


def test_a_reading_cannot_change_to_needing_one_behind_the_desks_back(posts):
    posts.say("ann", needs_answer=False)
    assert "lies in no case" in refused("UPDATE understanding_reading SET needs_answer = TRUE")


def test_a_reading_cannot_move_to_a_word_outside_of_every_case(posts):
    posts.say("ann")
    other = posts.hear("bob")
    assert "lies in no case" in refused(
        "UPDATE understanding_reading SET interaction_id = %s", other.interaction_id
    )


ITEM = (
    "(interaction_id, case_id, needs_answer, state, reason) "
    "SELECT interaction_id, case_id, FALSE, 'no_answer_needed', '' FROM desk_caseitem"
)


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("DELETE FROM desk_caseitem", "cannot leave its case"),
        (
            "UPDATE desk_caseitem SET needs_answer = FALSE, state = 'no_answer_needed'",
            "cannot leave its case",
        ),
        pytest.param(
            f"INSERT OR REPLACE INTO desk_caseitem {ITEM}", "cannot leave its case", marks=on_sqlite
        ),
        (
            f"INSERT INTO desk_caseitem {ITEM} WHERE TRUE ON CONFLICT (interaction_id) DO UPDATE "
            "SET needs_answer = excluded.needs_answer, state = excluded.state",
            "cannot leave its case",
        ),
        ("UPDATE desk_caseitem SET state = 'no_answer_needed'", "item_needs_an_answer_or_not"),
        ("UPDATE desk_caseitem SET state = 'history', case_id = NULL", "from before the source"),
        ("UPDATE desk_caseitem SET case_id = NULL", "needs an open case"),
        ("UPDATE desk_caseitem SET state = 'forgotten'", "item_state_known"),
        (
            "UPDATE desk_caseitem SET state = 'answered', settled_at = '2026-03-02 10:00'",
            "item_answered_has_an_answer",
        ),
        (
            "UPDATE desk_caseitem SET state = 'answered', settled_at = '2026-03-02 10:00', "
            "answered_by_id = interaction_id",
            "only a word of our own",
        ),
        (
            "UPDATE desk_caseitem SET state = 'dismissed', settled_at = '2026-03-02 10:00', "
            "settled_by_id = (SELECT MIN(id) FROM accounts_user), reason = '  '",
            "item_dismissed_by_a_person_with_a_reason",
        ),
        (
            "UPDATE desk_caseitem SET state = 'dismissed', settled_at = '2026-03-02 10:00', "
            "reason = 'spam'",
            "item_dismissed_by_a_person_with_a_reason",
        ),
        (
            "UPDATE desk_case SET state = 'answered', closed_at = '2026-03-02 10:00', "
            "waiting_since = NULL",
            "still holds a word",
        ),
        ("UPDATE desk_case SET waiting_since = NULL, state = 'waiting'", "still holds a word"),
        ("UPDATE desk_case SET due_at = NULL", "case_open_has_a_due_time"),
        ("UPDATE desk_case SET queue_id = NULL", "queue_id"),
        ("UPDATE desk_case SET closed_at = '2026-03-02 10:00'", "case_closed_at_when_closed"),
        ("UPDATE desk_case SET state = 'claimed'", "case_claimed_has_an_owner"),
        (
            "UPDATE desk_case SET state = 'snoozed', snoozed_until = '2999-01-01 00:00'",
            "case_wakes_before_it_is_due",
        ),
        ("UPDATE desk_caseevent SET kind = 'closed'", "append-only"),
    ],
)
def test_refused(posts, sql, why):
    posts.say("ann")
    assert why in refused(sql)
    assert broken_promises() == []


def test_a_word_cannot_be_open_in_a_closed_case(posts, cast):
    case = posts.say("ann")
    actions.dismiss(case, [case.items.get().pk], "A joke.", cast.agent)
    assert "needs an open case" in refused("UPDATE desk_caseitem SET state = 'pending'")
    heard = posts.hear("bob")
    assert "needs an open case" in refused(
        "INSERT INTO desk_caseitem (interaction_id, case_id, needs_answer, state, reason) "
        "VALUES (%s, %s, TRUE, 'pending', '')",
        heard.interaction_id,
        case.pk,
    )


def test_a_settled_word_is_not_opened_again_in_a_case_that_waits_only_since_later(posts, cast):
    """The clock of the first screen would not count the older word."""
    case = posts.say("ann")
    older = case.items.get().pk
    posts.say("ann", minute=10)
    actions.dismiss(case, [older], "A joke.", cast.agent)
    case.refresh_from_db()
    assert case.waiting_since == START + timedelta(minutes=10)
    assert "that waits since then" in refused(
        "UPDATE desk_caseitem SET state = 'pending', settled_at = NULL WHERE interaction_id = %s",
        older,
    )
    written_then = posts.hear("ann", minute=9).interaction_id
    assert "that waits since then" in refused(
        NEW_ITEM, written_then, case.pk, "pending", None, None, None
    )
    assert broken_promises() == []


def test_a_case_cannot_wait_only_since_after_its_oldest_open_word(posts):
    posts.say("ann")
    later = "UPDATE desk_case SET waiting_since = '2026-03-02 09:00:01'"
    assert "still holds a word" in refused(later)


def test_an_answer_that_a_word_rests_on_cannot_be_withdrawn(posts, cast):
    case = posts.say("ann")
    actions.answer(case, "It is on the next flight.", [case.items.get().pk], cast.agent)
    assert "take the answer back in its case" in refused(
        "UPDATE outbound_reply SET state = 'withdrawn'"
    )


def test_a_word_cannot_pass_its_place_to_another(posts):
    first = posts.say("ann").items.get()
    other = posts.hear("bob")
    assert "cannot leave its case" in refused(
        "UPDATE desk_caseitem SET interaction_id = %s WHERE interaction_id = %s",
        other.interaction_id,
        first.pk,
    )


NEW_ITEM = (
    "INSERT INTO desk_caseitem (interaction_id, case_id, needs_answer, state, reason, "
    "settled_at, answered_by_id, reply_id) VALUES (%s, %s, TRUE, %s, '', %s, %s, %s)"
)


def test_nothing_new_is_history_or_answered_from_the_start(posts, cast):
    case = posts.say("ann")
    actions.answer(case, "It is on the next flight.", [case.items.get().pk], cast.agent)
    reply = Reply.objects.get()
    new = posts.hear("bob").interaction_id
    other = Posts(cast.elsewhere.pk).hear("cid").interaction_id
    assert "before the source" in refused(NEW_ITEM, new, None, "history", None, None, None)
    assert "only a word of our own" in refused(
        NEW_ITEM, new, case.pk, "answered", "2026-03-02 10:00", new, None
    )
    assert "only a reply that stands" in refused(
        NEW_ITEM, other, case.pk, "answered", "2026-03-02 10:00", None, reply.pk
    )


def test_only_a_reply_that_stands_answers(posts, cast):
    case = posts.say("ann")
    word = case.items.get().pk
    actions.answer(case, "It is on the next flight.", [word], cast.agent)
    actions.undo(case, cast.agent)
    assert "only a reply that stands" in refused(
        "UPDATE desk_caseitem SET state = 'answered', settled_at = '2026-03-02 10:00', "
        "reply_id = %s",
        Reply.objects.get().pk,
    )


@on_sqlite
def test_a_case_cannot_be_replaced_by_a_settled_one(posts):
    columns = [
        field.column for field in Case._meta.concrete_fields if field.column != "waiting_since"
    ]
    taken = ", ".join(columns)
    values = taken.replace("state", "'answered'").replace("closed_at", "opened_at")
    posts.say("ann")
    assert "still holds a word" in refused(
        f"INSERT OR REPLACE INTO desk_case ({taken}) SELECT {values} FROM desk_case"
    )


def test_an_answer_from_another_workspace_is_none(posts, cast):
    posts.say("ann")
    foreign = Posts(cast.elsewhere.pk).hear("help", outbound=True)
    assert "same workspace" in refused(
        "UPDATE desk_caseitem SET state = 'answered', settled_at = '2026-03-02 10:00', "
        "answered_by_id = %s",
        foreign.interaction_id,
    )


def test_the_rules_come_back_after_a_migration(db):
    never_unattended.before_migrating(plan=[("some", False)])
    assert never_unattended.missing(connection) == list(never_unattended.RULES)
    assert len(broken_promises()) == len(never_unattended.RULES)
    never_unattended.after_migrating()
    assert never_unattended.missing(connection) == []


def test_a_rule_in_other_words_is_missing_and_replaced(db):
    rule = never_unattended.RULES[0]
    other = replace(rule, condition="FALSE")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {rule.trigger}")
        for statement in never_unattended.statements(connection.vendor, other):
            cursor.execute(statement)
    assert never_unattended.missing(connection) == [rule]
    never_unattended.install(connection)
    assert never_unattended.missing(connection) == []


def test_a_rule_that_fires_at_another_time_or_not_at_all_is_missing(db):
    rule = never_unattended.RULES[0]
    other = replace(rule, event="DELETE")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {rule.trigger}")
        for statement in never_unattended.statements(connection.vendor, other):
            cursor.execute(statement)
    assert never_unattended.missing(connection) == [rule]
    never_unattended.install(connection)
    assert never_unattended.missing(connection) == []
    without_triggers("understanding_reading")
    assert never_unattended.missing(connection) == [
        rule for rule in never_unattended.RULES if rule.table == "understanding_reading"
    ]


def test_nothing_is_dropped_when_there_is_nothing_to_migrate(db):
    never_unattended.before_migrating(plan=[])
    assert never_unattended.missing(connection) == []


BREAKING = [
    ("DELETE FROM desk_caseitem", "that need an answer lie in no case"),
    (
        "UPDATE desk_case SET state = 'answered', closed_at = due_at, waiting_since = NULL",
        "without an answer lie in a closed case",
    ),
    (
        "UPDATE desk_case SET state = 'waiting', waiting_since = NULL",
        "without an answer lie in a case that counts as settled",
    ),
    (
        "UPDATE desk_caseitem SET state = 'answered', settled_at = '2026-03-02 10:00', "
        "answered_by_id = interaction_id",
        "count as answered without an answer that stands",
    ),
]


@pytest.mark.parametrize(("sql", "wrong"), BREAKING)
def test_the_check_finds_what_slipped_past_the_rules(posts, cast, sql, wrong):
    posts.say("ann")
    Posts(cast.elsewhere.pk).say("bob")
    never_unattended.before_migrating(plan=[("some", False)])
    with connection.cursor() as cursor:
        cursor.execute(
            f"{sql} WHERE {'id' if 'desk_case ' in sql else 'case_id'} = %s",
            [Case.objects.get(workspace_id=cast.house.pk).pk],
        )
    found = [line for line in broken_promises(cast.house.pk) if "does not hold" not in line]
    assert f"never unattended: 1 interactions {wrong}; restore a backup, or report it" in found
    elsewhere = broken_promises(cast.elsewhere.pk)
    assert [line for line in elsewhere if "does not hold" not in line] == []


def test_the_check_finds_history_that_is_none(cast):
    posts = Posts(cast.house.pk, muted_before=START + timedelta(hours=1))
    posts.say("ann", muted=True)
    posts.source.muted_before = START
    posts.source.save()
    assert [line for line in broken_promises() if "lie in no case" in line]


def test_states_have_the_cores_values():
    from firebell.core.desk.case_states import CLOSED, State
    from firebell.desk.enums import CLOSED_STATES

    assert set(CaseState.values) == {str(state) for state in State}
    assert {str(state) for state in CLOSED_STATES} == {str(state) for state in CLOSED}


def test_an_item_belongs_to_one_case(posts):
    case = posts.say("ann")
    assert CaseItem.objects.filter(case=case).count() == 1
    assert (
        "unique"
        in refused(
            "INSERT INTO desk_caseitem (interaction_id, case_id, needs_answer, state, reason) "
            "SELECT interaction_id, case_id, needs_answer, state, reason FROM desk_caseitem"
        ).lower()
    )
