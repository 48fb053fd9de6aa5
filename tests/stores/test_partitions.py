"""Tables in months: what is asked for by time reads its months, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from firebell.common import clock, ledger, partitions
from firebell.common.models import LedgerFact
from firebell.listening.models import Brand, Mention, Query
from firebell.triggers import queries as triggers
from firebell.triggers.models import MinuteCount
from tests.cast import Cast
from tests.stores.marks import on_postgres

pytestmark = on_postgres

LATER = datetime(2031, 5, 20, tzinfo=UTC)


def parts(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relid::text FROM pg_partition_tree(%s) WHERE isleaf", [table])
        return {name for (name,) in cursor.fetchall()}


def parts_read(sql: str, values: list[object] | None = None) -> set[str]:
    """The parts that PostgreSQL would look into."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}", values)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    every = {part for one in partitions.TABLES for part in parts(one.table)}
    return {part for part in every if f"on {part}" in plan}


@pytest.mark.parametrize("one", partitions.TABLES, ids=lambda one: one.table)
def test_this_month_and_the_next_ones_are_there_from_the_start(db, one):
    now = clock.wall()
    months = {f"{one.table}_{month:%Y_%m}" for month in partitions._months(now, 3)}
    assert parts(one.table) == {*months, f"{one.table}_default"}


def test_months_are_made_ahead_once(db):
    made = partitions.make_ahead(LATER)
    assert len(made) == 3 * len(partitions.TABLES)
    assert "listening_mention_2031_07" in made
    assert partitions.make_ahead(LATER) == []
    assert partitions.make_ahead(LATER + timedelta(days=31)) == [
        f"{one.table}_2031_08" for one in partitions.TABLES
    ]


def test_a_month_that_the_default_part_holds_already_is_left_there(cast: Cast):
    with clock.moved_to(LATER):
        ledger.append(cast.house.pk, "rang", cast.agent, LATER)
    assert "common_ledgerfact_2031_05" not in partitions.make_ahead(LATER)
    with clock.moved_to(LATER):
        ledger.append(cast.house.pk, "rang", cast.agent, LATER)
    assert LedgerFact.objects.filter(kind="rang").count() == 2


def test_counts_of_an_hour_are_looked_for_in_their_month(cast: Cast):
    partitions.make_ahead(LATER)
    brand = Brand.objects.create(workspace=cast.house, name="Us")
    MinuteCount.objects.create(
        workspace=cast.house, brand=brand, dimension="brand", minute=LATER, total=3, negative=1,
        needs_answer=1,
    )  # fmt: skip
    found = triggers.buckets(
        cast.house.pk, [brand.pk], LATER - timedelta(hours=1), LATER + timedelta(hours=1)
    )
    assert len(found) == 1
    hour = "SELECT sum(total) FROM triggers_minutecount WHERE workspace_id = 1 AND minute >= %s"
    hour += " AND minute < %s"
    assert parts_read(hour, [LATER, LATER + timedelta(hours=1)]) == {"triggers_minutecount_2031_05"}


def test_mentions_and_facts_of_a_month_are_looked_for_there(db):
    partitions.make_ahead(LATER)
    month = [LATER.replace(day=1), LATER]
    for one in partitions.TABLES:
        sql = f"SELECT * FROM {one.table} WHERE {one.column} >= %s AND {one.column} < %s"
        assert parts_read(sql, month) == {f"{one.table}_2031_05"}


def test_a_mention_is_still_stored_once_and_goes_with_its_query(cast: Cast, mentioned):
    query, interaction = mentioned
    with pytest.raises(IntegrityError), transaction.atomic():
        Mention.objects.create(query=query, interaction=interaction, at=interaction.at)
    query.delete()
    assert not Mention.objects.exists()


def test_a_part_refuses_changes_like_the_whole(cast: Cast):
    ledger.append(cast.house.pk, "rang", cast.agent, LATER)
    refused = pytest.raises(IntegrityError, match="append-only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM common_ledgerfact_{clock.wall():%Y_%m}")


def test_ids_go_on_rising(cast: Cast):
    first = ledger.append(cast.house.pk, "rang", cast.agent, LATER)
    with clock.moved_to(LATER):
        second = ledger.append(cast.house.pk, "rang", cast.agent, LATER)
    assert second.pk > first.pk
    assert ledger.facts_since(cast.house.pk, ["rang"], first.pk) == [second]


@pytest.fixture
def mentioned(cast: Cast):
    from firebell.channels.models import Source
    from firebell.listening.actions import store_interactions, store_mentions
    from firebell.listening.models import Interaction
    from tests.posts import NOON, batch, post

    source = Source.objects.create(workspace=cast.house, network="replay", name="file")
    store_interactions(cast.house.pk, source.pk, batch(post(1)), NOON)
    interaction = Interaction.objects.get()
    query = Query.objects.create(workspace=cast.house, name="q", kind="topic", text="bag")
    store_mentions([(query.pk, interaction.pk, interaction.at, None)])
    return query, interaction


def test_a_table_that_holds_rows_is_divided_with_all_that_belongs_to_it(db):
    """As a migration finds it in a database that was in use before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE tried (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, "
            "said text NOT NULL, at timestamptz NOT NULL, "
            "workspace_id bigint NOT NULL REFERENCES accounts_workspace (id) "
            "DEFERRABLE INITIALLY DEFERRED, CONSTRAINT tried_once UNIQUE (said))"
        )
        cursor.execute("CREATE INDEX tried_by_time ON tried (said, at DESC)")
        cursor.execute(
            "INSERT INTO accounts_workspace (name, slug, time_zone, country, created_at) "
            "VALUES ('x', 'x', 'UTC', '', now()) RETURNING id"
        )
        workspace = cursor.fetchone()[0]
        for said, at in (("old", LATER - timedelta(days=99)), ("new", LATER)):
            cursor.execute(
                "INSERT INTO tried (said, at, workspace_id) VALUES (%s, %s, %s)",
                [said, at, workspace],
            )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.schema_editor(atomic=False) as editor:
        partitions.divide(editor, "tried", "at", LATER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text, said FROM tried ORDER BY id")
        assert cursor.fetchall() == [("tried_2031_02", "old"), ("tried_2031_05", "new")]
        cursor.execute(
            "INSERT INTO tried (said, at, workspace_id) VALUES ('next', %s, %s) RETURNING id",
            [LATER, workspace],
        )
        assert cursor.fetchone() == (3,)
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = 'tried'::regclass AND contype <> 'n' ORDER BY contype"
        )
        assert [definition for _name, definition in cursor.fetchall()] == [
            "FOREIGN KEY (workspace_id) REFERENCES accounts_workspace(id) "
            "DEFERRABLE INITIALLY DEFERRED",
            "PRIMARY KEY (id, at)",
            "UNIQUE (said, at)",
        ]
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'tried'")
        assert {name for (name,) in cursor.fetchall()} == {
            "tried_pkey", "tried_once", "tried_by_time",
        }  # fmt: skip
