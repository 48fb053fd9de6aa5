from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from firebell.common import audit, clock, ledger
from firebell.common.models import AuditEntry, LedgerFact
from tests.cast import Cast
from tests.stores.unlocking import without_triggers

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TABLES = {
    "common_auditentry": "UPDATE common_auditentry SET action = 'nothing happened'",
    "common_ledgerfact": "UPDATE common_ledgerfact SET kind = 'nothing'",
}


def three(cast: Cast) -> list[AuditEntry]:
    return [
        audit.record(name, actor=cast.lead, workspace_id=cast.house.pk, about=cast.agent)
        for name in ("one", "two", "three")
    ]


def unlocked(sql: str, parameters: list[object]) -> None:
    """Change the table as somebody would who owns the database: without the triggers."""
    without_triggers("common_auditentry")
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def test_an_entry_says_who_did_what_to_what(cast: Cast):
    with clock.moved_to(NOON):
        entry = audit.record(
            "role_given", actor=cast.lead, workspace_id=7, about=cast.agent, data={"role": "æ"}
        )
    assert (entry.at, entry.actor_name, entry.actor_id) == (NOON, "Lead", cast.lead.pk)
    assert (entry.object_type, entry.object_id) == ("accounts.user", str(cast.agent.pk))
    assert audit.record("tick").actor_name == "system"


def test_each_entry_is_sealed_with_the_one_before(cast: Cast):
    entries = list(AuditEntry.objects.order_by("id"))
    assert entries[0].previous_hash == audit.GENESIS
    assert [entry.previous_hash for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]
    assert audit.broken_links() == []


@pytest.mark.parametrize("table", sorted(TABLES))
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_the_database_refuses_to_change_or_forget(cast: Cast, table: str, verb: str):
    three(cast)
    ledger.append(cast.house.pk, "tried", cast.agent, NOON)
    sql = TABLES[table] if verb == "UPDATE" else f"DELETE FROM {table}"
    refused = pytest.raises(DatabaseError, match="append-only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert audit.broken_links() == []
    assert LedgerFact.objects.get().kind == "tried"


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE common_auditentry SET action = 'x' WHERE id = %s", "itself"),
        ("UPDATE common_auditentry SET actor_id = NULL WHERE id = %s", "itself"),
        ("UPDATE common_auditentry SET data = '{\"a\": 1}' WHERE id = %s", "itself"),
        ("UPDATE common_auditentry SET at = '2020-01-01 00:00:00+00:00' WHERE id = %s", "itself"),
        ("UPDATE common_auditentry SET hash = 'f' WHERE id = %s", "itself and next"),
        ("DELETE FROM common_auditentry WHERE id = %s", "next"),
    ],
)
def test_tampering_is_found_where_it_was_done(cast: Cast, sql: str, found: str):
    _first, second, third = (entry.pk for entry in three(cast))
    unlocked(sql, [second])
    expected = {"itself": [second], "itself and next": [second, third], "next": [third]}
    assert audit.broken_links() == expected[found]


def test_a_resealed_entry_still_breaks_the_chain(cast: Cast):
    _first, second, third = three(cast)
    second.action = "nothing happened"
    forged = audit.seal(second)
    unlocked(
        "UPDATE common_auditentry SET action = %s, hash = %s WHERE id = %s",
        [second.action, forged, second.pk],
    )
    assert audit.broken_links() == [third.pk]


def test_a_failed_action_leaves_no_entry_and_no_gap(cast: Cast):
    before = AuditEntry.objects.count()
    with transaction.atomic():
        audit.record("tried", actor=cast.lead)
        transaction.set_rollback(True)
    audit.record("done", actor=cast.lead)
    assert AuditEntry.objects.count() == before + 1
    assert audit.broken_links() == []


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=3)


class SealTest(TestCase):
    @settings(max_examples=40)
    @given(st.dictionaries(names, json_values, max_size=3))
    def test_a_seal_holds_after_the_database_gave_the_entry_back(self, data: dict[str, object]):
        audit.record("anything", data=data)
        assert audit.broken_links() == []


def test_facts_are_read_in_the_order_they_were_recorded(cast: Cast):
    late = ledger.append(cast.house.pk, "rang", cast.agent, NOON)
    early = ledger.append(cast.house.pk, "rang", cast.lead, NOON.replace(hour=1))
    ledger.append(cast.house.pk, "other", cast.agent, NOON)
    ledger.append(cast.elsewhere.pk, "rang", cast.agent, NOON)
    assert ledger.facts_since(cast.house.pk, ["rang"]) == [late, early]
    assert ledger.facts_since(cast.house.pk, ["rang"], after_id=late.pk) == [early]
    assert [fact.kind for fact in ledger.facts_about(cast.house.pk, cast.agent)] == [
        "rang",
        "other",
    ]


def test_facts_of_a_batch_keep_when_they_were_true_and_when_they_were_written(cast: Cast):
    with clock.moved_to(NOON):
        facts = [
            ledger.NewFact(
                cast.house.pk, "rang", "triggers.alert", number, NOON.replace(hour=1), {}
            )
            for number in (3, 4)
        ]
        ledger.append_all(facts)
    stored = ledger.facts_since(cast.house.pk, ["rang"])
    assert [(fact.subject_id, fact.at.hour, fact.recorded_at) for fact in stored] == [
        (3, 1, NOON),
        (4, 1, NOON),
    ]
