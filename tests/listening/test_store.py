from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from firebell.accounts.actions import open_workspace
from firebell.channels.models import Source
from firebell.core.query.searching import Every, Term
from firebell.listening import actions, full_text
from firebell.listening.models import Interaction, Profile
from tests.posts import NOON, batch, post


@pytest.fixture
def source(db):
    return Source.objects.create(workspace=open_workspace("House"), network="replay", name="file")


def store(source, *posts):
    return actions.store_interactions(source.workspace_id, source.pk, batch(*posts), NOON)


def test_a_batch_is_stored_as_the_orm_reads_it(source):
    stored = store(source, post(1, text="Zażółć 🙂", followers=7, has_link=True, has_video=True))

    interaction = Interaction.objects.get(pk=stored.ids[0])
    assert (interaction.text, interaction.followers, interaction.media) == ("Zażółć 🙂", 7, 5)
    assert interaction.at == post(1)["at"]
    assert Interaction.objects.filter(at=post(1)["at"]).count() == 1
    assert interaction.profile.handle == "person-1"


def test_the_first_of_two_with_one_id_stands(source):
    stored = store(source, post(1, text="first"), post(1, text="second"), post(2))

    assert (stored.rows, stored.duplicates) == ([0, 2], 1)
    assert Interaction.objects.get(external_id="post-1").text == "first"


def test_what_is_known_is_a_duplicate(source):
    store(source, post(1), post(2))
    stored = store(source, post(2), post(3), post(1))

    assert (stored.rows, stored.duplicates) == ([1], 2)


def test_the_same_id_on_another_channel_is_another_word(source):
    stored = store(source, post(1, channel="a"), post(1, channel="b"))
    assert stored.duplicates == 0
    assert Profile.objects.count() == 2


def test_a_reply_joins_the_thread_of_what_it_answers(source):
    store(source, post(1))
    stored = store(
        source,
        post(2, in_reply_to="post-1"),
        post(3, in_reply_to="post-2"),
        post(4, in_reply_to="never-heard"),
        post(5, thread="their-own", in_reply_to="post-1"),
    )
    assert stored.threads == ["post-1", "post-1", "never-heard", "their-own"]


def test_stored_text_is_found_by_its_words(source):
    ids = store(source, post(1, text="The Żółw is late"), post(2, text="on time")).ids
    find = Every(
        (Term(("zolw",)), Term(("late",)), Term((":author:person-1".replace("-", ":2d"),)))
    )
    (found,) = full_text.places(source.workspace_id, find, limit=10)
    assert full_text.what_is_at(found) == (full_text.Kind.WORD, ids[0])


class AnyCut(TestCase):
    """However a stream is cut into batches, the same is stored."""

    @settings(max_examples=25, deadline=None)
    @given(
        numbers=st.lists(st.integers(1, 12), max_size=30),
        cuts=st.lists(st.integers(0, 30), max_size=4),
    )
    def test_any_cut_stores_the_same(self, numbers, cuts):
        posts = [post(number, text=f"{place}") for place, number in enumerate(numbers)]
        borders = sorted({0, len(posts), *(min(cut, len(posts)) for cut in cuts)})
        source = Source.objects.create(
            workspace=open_workspace("House"), network="replay", name="file"
        )
        duplicates = 0
        for start, end in itertools.pairwise(borders):
            duplicates += store(source, *posts[start:end]).duplicates
        stored = list(Interaction.objects.order_by("id").values_list("external_id", "text"))
        expected = {}
        for one in posts:
            expected.setdefault(one["external_id"], one["text"])
        assert stored == list(expected.items())
        assert duplicates == len(posts) - len(expected)
