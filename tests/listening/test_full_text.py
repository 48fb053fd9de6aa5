"""The index finds the same on every store: what a plain reading of the words would find."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, timedelta

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from firebell.accounts.actions import open_workspace
from firebell.channels.models import Source
from firebell.core.query import parse
from firebell.core.query.findable import Findable, words
from firebell.core.query.searching import EVERYTHING, Any, Every, Term, planned
from firebell.listening import full_text
from firebell.listening.actions import store_interactions
from firebell.listening.full_text import Entry, Kind, Span, place
from firebell.listening.models import Interaction
from tests.core.query.strategies import posts, queries
from tests.core.query.test_searching import PlainIndex, findable
from tests.posts import NOON, batch, post
from tests.stores.marks import on_sqlite


def workspace(name: str = "House") -> int:
    return open_workspace(name).pk


def stored(*said: tuple[str, str], name: str = "House") -> tuple[int, list[int]]:
    source = Source.objects.create(workspace=open_workspace(name), network="replay", name="file")
    rows = batch(
        *(post(n, text=text, author=author) for n, (text, author) in enumerate(said, start=1))
    )
    kept = store_interactions(source.workspace_id, source.pk, rows, NOON)
    return source.workspace_id, kept.ids


def found(workspace_id: int, *wanted: str, limit: int = 10, **asked) -> list[int]:
    """The ids of what holds all of these words, the newest first."""
    find = Every(tuple(Term((word,)) for word in wanted))
    places = full_text.places(workspace_id, find, limit=limit, **asked)
    return [full_text.what_is_at(place)[1] for place in places]


class EveryStore(TestCase):
    @settings(max_examples=60)
    @given(query=queries, said=st.lists(posts, min_size=1, max_size=4))
    def test_it_answers_as_a_plain_reading_does(self, query, said):
        house = workspace()
        entries = [Entry(place(NOON, n), findable(one)) for n, one in enumerate(said, start=1)]
        full_text.index(house, entries)
        plan = planned(query, full_text.expanding(house))
        plainly = [entry for entry in entries if PlainIndex(entry.said).holds(plan.find)]
        expected = [entry.place for entry in reversed(plainly)]
        assert full_text.places(house, plan.find, limit=10) == expected
        assert full_text.places(house, plan.find, limit=10, oldest_first=True) == expected[::-1]
        assert full_text.count(house, plan.find) == len(expected)

    @settings(max_examples=30)
    @given(
        minutes=st.lists(st.integers(-50, 50), min_size=1, max_size=12),
        low=st.integers(-50, 50),
        high=st.integers(-50, 50),
        skip=st.integers(0, 4),
    )
    def test_it_walks_in_the_order_of_time_within_a_span(self, minutes, low, high, skip):
        house = workspace()
        said = Findable("a bag", "ann")
        at = [NOON + timedelta(minutes=minute) for minute in minutes]
        entries = [Entry(place(one, n), said) for n, one in enumerate(at, start=1)]
        for entry in entries:  # one by one, in no order, as sources bring them
            full_text.index(house, [entry])
        span = Span(
            full_text.first_at(NOON + timedelta(minutes=low)),
            full_text.first_at(NOON + timedelta(minutes=high)) - 1,
        )
        inside = sorted(
            ((minute, n) for n, minute in enumerate(minutes, start=1) if low <= minute < high),
            reverse=True,
        )
        walked = full_text.places(house, Term(("bag",)), span, limit=3, skip=skip)
        assert [full_text.what_is_at(one)[1] for one in walked] == [
            n for _minute, n in inside[skip : skip + 3]
        ]
        assert full_text.count(house, EVERYTHING, span) == len(inside)
        assert full_text.count(house, EVERYTHING, span, up_to=2) == min(2, len(inside))


@on_sqlite
@given(st.text(max_size=60))
def test_the_words_of_sqlite_are_the_words_it_was_given(text):
    said = " ".join(words(text))
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='ascii tokenchars ''_:''')")
        database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
        database.execute("INSERT INTO t VALUES (?)", [said])
        kept = [term for (term,) in database.execute('SELECT term FROM v ORDER BY "offset"')]
    assert kept == said.split()


@given(st.datetimes(), st.integers(1, 2**35 - 1), st.sampled_from(Kind))
def test_a_place_says_what_stands_there_and_when(at, id_, kind):
    at = at.replace(tzinfo=UTC)
    one = place(at, id_, kind)
    assert 0 <= one < 2**63
    assert full_text.what_is_at(one) == (kind, id_)
    if 1850 <= at.year < 2100:
        assert full_text.minute_of(one) == at.replace(second=0, microsecond=0)


def test_the_newest_come_first_and_no_more_than_asked_for(db):
    house, ids = stored(("a bag", "x"), ("no", "y"), ("a bag", "z"), ("bags", "w"))
    assert found(house, "bag", limit=1) == [ids[2]]
    assert found(house, "bag") == [ids[2], ids[0]]
    assert found(house, "bag", skip=1) == [ids[0]]


def test_another_workspace_has_nothing_to_do_with_it(db):
    mine, ids = stored(("a red bag", "x"))
    other, _ids = stored(("a red bag", "x"), ("a red baggage", "y"), name="Elsewhere")
    empty = workspace("Third")
    assert found(mine, "red", "bag") == ids
    assert [full_text.count(one, Term(("red",))) for one in (mine, other, empty)] == [1, 2, 0]
    assert [full_text.size(one) for one in (mine, other, empty)] == [1, 2, 0]


@on_sqlite
def test_not_even_the_words_of_another_workspace_are_known(db):
    mine, _ids = stored(("a red bag", "x"))
    stored(("a baguette", "y"), name="Elsewhere")
    expand = full_text.expanding(mine)
    assert expand is not None
    assert list(expand("bag")) == ["bag"]


@on_sqlite
def test_a_beginning_of_too_many_words_is_not_asked_for(db):
    house, _ids = stored((" ".join(f"bag{n}" for n in range(100)), "x"))
    expand = full_text.expanding(house)
    assert expand("bag") is None
    assert len(expand("bag1")) == 11
    assert planned_rest(house, "bag*")


def planned_rest(house: int, text: str) -> bool:
    return planned(parse(text), full_text.expanding(house)).rest is not None


@pytest.mark.parametrize("rebuilt", [False, True])
def test_what_is_forgotten_is_not_found(db, rebuilt):
    house, ids = stored(("a red bag", "x"), ("a blue bag", "y"))
    if rebuilt:
        full_text.rebuild()
    assert found(house, "bag") == ids[::-1]
    full_text.forget(house, full_text.entries(house, ids[:1]).values())
    assert found(house, "bag") == [ids[1]]
    assert full_text.size(house) == 1


def test_an_index_made_anew_holds_the_same(db):
    house, ids = stored(("a red bag", "x"), ("a blue bag", "y"))
    before = full_text.entries(house, ids)
    full_text.rebuild()
    assert full_text.entries(house, ids) == before
    assert found(house, "red") == ids[:1]
    assert full_text.places(house, Any((Term((":author:y",)),)), limit=5) == [before[ids[1]].place]


def test_an_index_of_another_form_is_made_anew(db):
    house, ids = stored(("a red bag", "x"))
    full_text.forget(house, full_text.entries(house, ids).values())
    full_text.make_ready()
    assert found(house, "bag") == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE listening_fulltext_form SET form = 'older'")
    full_text.make_ready()
    assert found(house, "bag") == ids


def test_what_was_taken_back_is_not_indexed_again(db):
    house, ids = stored(("a red bag", "x"), ("a blue bag", "y"))
    Interaction.objects.filter(pk=ids[0]).update(hidden_at=NOON)
    full_text.rebuild()
    assert found(house, "bag") == [ids[1]]


def test_a_text_beyond_every_bound_is_found_by_its_beginning(db):
    long = "bag " + " ".join(f"word{number}" * 20 for number in range(30_000))
    house, ids = stored((long, "x"))
    assert found(house, "bag", ("word0" * 20)) == ids
