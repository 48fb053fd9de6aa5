"""The promise of the house, held by the database itself. See docs/explanation/never-unattended.md.

Each rule is one trigger that refuses a statement which would leave a word unattended, whoever
sends it. They are installed after every migration rather than by one: SQLite drops a table's
triggers when a migration rebuilds it, and refuses to rebuild a table that another's trigger names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "never_unattended"
PROMISE = "never unattended"
ALWAYS = "true"


@dataclass(frozen=True, slots=True)
class Rule:
    """Refuse `event` on `table` when `of_interest` and `condition` hold, both SQL over NEW and OLD.

    `of_interest` looks at the row alone, so that nothing else is asked about most rows.
    """

    name: str
    table: str
    event: str
    of_interest: str
    condition: str
    message: str

    @property
    def trigger(self) -> str:
        return f"{PREFIX}_{self.name}"


_READING_IS_UNATTENDED = (
    "NOT EXISTS (SELECT 1 FROM desk_caseitem i "
    "WHERE i.interaction_id = NEW.interaction_id AND i.needs_answer) "
    # Our own words are nobody's to answer. Looked up last: nearly every word has its item.
    "AND EXISTS (SELECT 1 FROM listening_interaction w "
    "WHERE w.id = NEW.interaction_id AND NOT w.outbound)"
)
_ITEM_IGNORES_ITS_READING = (
    "EXISTS (SELECT 1 FROM understanding_reading r "
    "JOIN listening_interaction w ON w.id = r.interaction_id "
    "WHERE r.interaction_id = NEW.interaction_id AND r.needs_answer AND NOT w.outbound)"
)
_PENDING_AND_NOT_WAITED_FOR = (
    "NOT EXISTS (SELECT 1 FROM desk_case c "
    "JOIN listening_interaction w ON w.id = NEW.interaction_id "
    "WHERE c.id = NEW.case_id AND c.waiting_since <= w.at)"
)
_CASE_HAS_AN_OLDER_PENDING_WORD = (
    "EXISTS (SELECT 1 FROM desk_caseitem i JOIN listening_interaction w ON w.id = i.interaction_id "
    "WHERE i.case_id = NEW.id AND i.state = 'pending' "
    "AND (NEW.waiting_since IS NULL OR NEW.waiting_since > w.at))"
)
# Words are only looked at when the case would wait for fewer of them than before.
_WAITS_FOR_LESS = "NEW.waiting_since IS NULL OR NEW.waiting_since > OLD.waiting_since"
_NOT_FROM_BEFORE_WE_LISTENED = (
    "NOT EXISTS (SELECT 1 FROM listening_interaction w "
    "JOIN channels_source s ON s.id = w.source_id "
    "WHERE w.id = NEW.interaction_id AND w.at < s.muted_before)"
)
_NOT_ANSWERED_BY_US = (
    "NOT EXISTS (SELECT 1 FROM listening_interaction a "
    "JOIN listening_interaction w ON w.id = NEW.interaction_id "
    "WHERE a.id = NEW.answered_by_id AND a.outbound AND a.workspace_id = w.workspace_id)"
)
_ARRIVED = "('sent', 'delivered', 'read')"
_ON_ITS_WAY = "('held', 'sending', 'uncertain')"
# An open word may name the reply that is on its way to it; that settles nothing yet.
_REPLY_DOES_NOT_STAND = (
    "NOT EXISTS (SELECT 1 FROM outbound_reply p "
    "JOIN listening_interaction w ON w.id = NEW.interaction_id "
    f"WHERE p.id = NEW.reply_id AND p.workspace_id = w.workspace_id AND (p.state IN {_ARRIVED} "
    f"OR (NEW.state = 'pending' AND p.state IN {_ON_ITS_WAY})))"
)

_NO_CASE = "an interaction that needs an answer lies in no case"
_LOST = "an interaction that needs an answer cannot leave its case"
_CLOSED = "a word that needs an answer needs an open case that waits since then"
_SETTLED = "the case still holds a word that needs an answer"
_RECENT = "only words from before the source was to be heard are history"
_ANSWER = "only a word of our own, in the same workspace, answers"
_REPLY = "only a reply that stands, in the same workspace, answers; one not sent answers nothing"
_SECOND = "another answer to this word is on its way, or has arrived"
_TAKEN_BACK = "take the answer back in its case first"

RULES = (
    Rule(
        "reading_added",
        "understanding_reading",
        "INSERT",
        "NEW.needs_answer",
        _READING_IS_UNATTENDED,
        _NO_CASE,
    ),
    Rule(
        "reading_changed",
        "understanding_reading",
        "UPDATE OF needs_answer, interaction_id",
        "NEW.needs_answer",
        _READING_IS_UNATTENDED,
        _NO_CASE,
    ),
    Rule(
        "item_added",
        "desk_caseitem",
        "INSERT",
        "NOT NEW.needs_answer",
        _ITEM_IGNORES_ITS_READING,
        _LOST,
    ),
    Rule(
        "item_changed",
        "desk_caseitem",
        "UPDATE OF needs_answer",
        "NOT NEW.needs_answer",
        _ITEM_IGNORES_ITS_READING,
        _LOST,
    ),
    Rule(
        "item_moved",
        "desk_caseitem",
        "UPDATE OF interaction_id",
        "NEW.interaction_id <> OLD.interaction_id",
        ALWAYS,
        _LOST,
    ),
    Rule(
        "item_removed",
        "desk_caseitem",
        "DELETE",
        "OLD.needs_answer",
        "EXISTS (SELECT 1 FROM understanding_reading r "
        "WHERE r.interaction_id = OLD.interaction_id AND r.needs_answer)",
        _LOST,
    ),
    Rule(
        "pending_added",
        "desk_caseitem",
        "INSERT",
        "NEW.state = 'pending'",
        _PENDING_AND_NOT_WAITED_FOR,
        _CLOSED,
    ),
    Rule(
        "pending_again",
        "desk_caseitem",
        "UPDATE OF state, case_id",
        "NEW.state = 'pending'",
        _PENDING_AND_NOT_WAITED_FOR,
        _CLOSED,
    ),
    Rule(
        "history_added",
        "desk_caseitem",
        "INSERT",
        "NEW.state = 'history'",
        _NOT_FROM_BEFORE_WE_LISTENED,
        _RECENT,
    ),
    Rule(
        "history_changed",
        "desk_caseitem",
        "UPDATE OF state",
        "NEW.state = 'history' AND OLD.state <> 'history'",
        ALWAYS,
        _RECENT,
    ),
    Rule(
        "answer_added",
        "desk_caseitem",
        "INSERT",
        "NEW.answered_by_id IS NOT NULL",
        _NOT_ANSWERED_BY_US,
        _ANSWER,
    ),
    Rule(
        "answer_changed",
        "desk_caseitem",
        "UPDATE OF answered_by_id",
        "NEW.answered_by_id IS NOT NULL",
        _NOT_ANSWERED_BY_US,
        _ANSWER,
    ),
    Rule(
        "reply_added",
        "desk_caseitem",
        "INSERT",
        "NEW.reply_id IS NOT NULL",
        _REPLY_DOES_NOT_STAND,
        _REPLY,
    ),
    Rule(
        "reply_changed",
        "desk_caseitem",
        "UPDATE OF reply_id, state",
        "NEW.reply_id IS NOT NULL",
        _REPLY_DOES_NOT_STAND,
        _REPLY,
    ),
    Rule(
        "second_answer",
        "desk_caseitem",
        "UPDATE OF reply_id",
        "NEW.reply_id IS NOT NULL AND OLD.reply_id IS NOT NULL AND NEW.reply_id <> OLD.reply_id",
        f"EXISTS (SELECT 1 FROM outbound_reply p WHERE p.id = OLD.reply_id "
        f"AND (p.state IN {_ARRIVED} OR p.state IN {_ON_ITS_WAY}))",
        _SECOND,
    ),
    Rule(
        "reply_taken_back",
        "outbound_reply",
        "UPDATE OF state",
        f"NEW.state NOT IN {_ARRIVED}",
        "EXISTS (SELECT 1 FROM desk_caseitem i WHERE i.reply_id = NEW.id AND i.state = 'answered')",
        _TAKEN_BACK,
    ),
    Rule(
        "case_added",
        "desk_case",
        "INSERT",
        ALWAYS,
        _CASE_HAS_AN_OLDER_PENDING_WORD,
        _SETTLED,
    ),
    Rule(
        "case_settled",
        "desk_case",
        "UPDATE OF waiting_since",
        _WAITS_FOR_LESS,
        _CASE_HAS_AN_OLDER_PENDING_WORD,
        _SETTLED,
    ),
)


def statements(vendor: str, rule: Rule) -> list[str]:
    """What creates this rule on SQLite or PostgreSQL."""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {rule.trigger} BEFORE {rule.event} ON {rule.table} "
            f"WHEN ({rule.of_interest}) AND {rule.condition} "
            f"BEGIN SELECT RAISE(ABORT, '{PROMISE}: {rule.message}'); END"
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {rule.trigger}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$${_body(rule)}$$",
        _drop(vendor, rule),
        _trigger(rule),
    ]


def _drop(vendor: str, rule: Rule) -> str:
    place = "" if vendor == "sqlite" else f" ON {rule.table}"
    return f"DROP TRIGGER IF EXISTS {rule.trigger}{place}"


def _body(rule: Rule) -> str:
    row = "OLD" if rule.event == "DELETE" else "NEW"
    return (
        # Two questions: PostgreSQL answers the first without planning a query.
        f" BEGIN IF {rule.of_interest} THEN IF {rule.condition} THEN "
        f"RAISE EXCEPTION '{PROMISE}: {rule.message}' "
        f"USING ERRCODE = 'check_violation'; END IF; END IF; RETURN {row}; END "
    )


def _trigger(rule: Rule) -> str:
    """As PostgreSQL itself writes it down, so that the two can be compared."""
    return (
        f"CREATE TRIGGER {rule.trigger} BEFORE {rule.event} ON {rule.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {rule.trigger}()"
    )


# Every trigger that works, as it was made, and the body of what it calls.
_HELD = (
    "SELECT pg_get_triggerdef(t.oid, true), p.prosrc FROM pg_trigger t "
    "JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') "
    "AND pg_table_is_visible(t.tgrelid)"
)


def missing(connection: BaseDatabaseWrapper) -> list[Rule]:
    """Rules that the database does not hold, or holds in other words."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
            made = {sql for (sql,) in cursor.fetchall()}
            return [rule for rule in RULES if statements("sqlite", rule)[0] not in made]
        cursor.execute(_HELD)
        held = set(cursor.fetchall())
        return [rule for rule in RULES if (_trigger(rule), _body(rule)) not in held]


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the rules that are missing, where their tables are there."""
    tables = set(connection.introspection.table_names())
    absent = [rule for rule in missing(connection) if rule.table in tables]
    if not absent or {rule.table for rule in RULES} - tables:
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for rule in absent:
            if connection.vendor == "sqlite":
                cursor.execute(_drop("sqlite", rule))
            for statement in statements(connection.vendor, rule):
                cursor.execute(statement)


def before_migrating(
    *, using: str = DEFAULT_DB_ALIAS, plan: list[Any] | None = None, **_kwargs: Any
) -> None:
    connection = connections[using]
    if not plan:
        return
    with connection.cursor() as cursor:
        for rule in RULES:
            cursor.execute(_drop(connection.vendor, rule))


def after_migrating(*, using: str = DEFAULT_DB_ALIAS, **_kwargs: Any) -> None:
    install(connections[using])
