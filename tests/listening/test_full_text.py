"""A search finds the same on every store: what a plain reading of the words would find."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from firebell.accounts.actions import open_workspace
from firebell.channels.models import Source
from firebell.core.text.finding import words
from firebell.listening import full_text
from firebell.listening.actions import store_interactions
from tests.posts import NOON, batch, post

# Few letters, so that much is found.
TEXT = st.text(st.sampled_from("aAbé ё-'\"!東\n\\*:&|()<>"), max_size=12)


def stored(*said: tuple[str, str], name: str = "House") -> tuple[int, list[int]]:
    source = Source.objects.create(workspace=open_workspace(name), network="replay", name="file")
    rows = batch(
        *(post(n, text=text, author=author) for n, (text, author) in enumerate(said, start=1))
    )
    kept = store_interactions(source.workspace_id, source.pk, rows, NOON)
    return source.workspace_id, kept.ids


def stands_in(phrase: list[str], said: list[str], beginning: bool) -> bool:
    def equal(place: int) -> bool:
        here = said[place : place + len(phrase)]
        if len(here) < len(phrase) or here[:-1] != phrase[:-1]:
            return False
        return here[-1].startswith(phrase[-1]) if beginning else here[-1] == phrase[-1]

    return any(equal(place) for place in range(len(said)))


def plainly_found(search: str, text: str, author: str) -> bool:
    wanted = [words(each) for each in search.replace('"', " ").split()]
    phrases = [phrase for phrase in wanted if phrase]
    return bool(phrases) and all(
        any(
            stands_in(phrase, words(said), place == len(phrases) - 1 and bool(wanted[-1]))
            for said in (text, author)
        )
        for place, phrase in enumerate(phrases)
    )


class EveryStore(TestCase):
    @settings(max_examples=60)
    @given(st.lists(st.tuples(TEXT, TEXT.filter(str.strip)), min_size=1, max_size=4), TEXT)
    def test_a_search_finds_what_a_plain_reading_finds(self, said, search):
        workspace, ids = stored(*said)
        found = full_text.matching_ids(workspace, search, 10)
        plainly = [id_ for id_, one in zip(ids, said, strict=True) if plainly_found(search, *one)]
        assert found == sorted(plainly, reverse=True)


def test_the_newest_come_first_and_no_more_than_asked_for(db):
    workspace, ids = stored(("a bag", "x"), ("no", "y"), ("a bag", "z"), ("bags", "w"))
    assert full_text.matching_ids(workspace, "bag", 2) == [ids[3], ids[2]]


def test_another_workspace_is_not_searched(db):
    mine, _ids = stored(("a red bag", "x"))
    stored(("a red bag", "x"), name="Elsewhere")
    assert len(full_text.matching_ids(mine, "red bag", 10)) == 1


@pytest.mark.parametrize("rebuilt", [False, True])
def test_what_is_forgotten_is_not_found(db, rebuilt):
    workspace, ids = stored(("a red bag", "x"), ("a blue bag", "y"))
    if rebuilt:
        full_text.rebuild()
    assert full_text.matching_ids(workspace, "bag", 10) == ids[::-1]
    full_text.forget(workspace, [full_text.Word(ids[0], "a red bag", "x")])
    assert full_text.matching_ids(workspace, "bag", 10) == [ids[1]]


def test_a_text_beyond_every_bound_is_found_by_its_beginning(db):
    long = "bag " + " ".join(f"word{number}" * 20 for number in range(30_000))
    workspace, ids = stored((long, "x"))
    assert full_text.matching_ids(workspace, "bag word0word0", 10) == ids
