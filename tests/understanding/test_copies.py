"""Who else said the same: on the page of a case and in a list of its own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.common import clock
from firebell.listening.models import Attachment, Interaction
from firebell.understanding import actions, queries
from firebell.understanding.models import Look, Reading
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.screens import HOSTILE, assert_harmless, queries_of, said_on, signed_in
from tests.understanding.test_themes import DAY, SHOUTED, hear, keep_prints

NOW = START + timedelta(days=9, hours=8)
MINE = 9 * DAY


@pytest.fixture(autouse=True)
def _now():
    with clock.moved_to(NOW):
        yield


def case(posts: Posts, text: str = SHOUTED, minute: int = MINE) -> tuple[str, Interaction]:
    """A word that lies in a case: the address of the case's page, and the word."""
    opened = posts.say("mine", text, minute=minute)
    word = Interaction.objects.get(profile__handle="mine", case_item__case=opened)
    keep_prints(word.pk)
    return f"/w/house/cases/{opened.number}/", word


def copies_of(word: Interaction) -> queries.Copies:
    shown = queries.read_word(word.workspace_id, word.pk)
    queries.note_copies(word.workspace_id, [shown], clock.now())
    return shown.copies


def test_a_case_says_how_often_the_same_was_said(cast: Cast, posts: Posts):
    page, word = case(posts)
    hear(posts, *((f"o{n}", f"{SHOUTED}{'!' * n} @you", MINE + n) for n in range(3)))
    hear(posts, ("o1", SHOUTED, MINE + 5), ("x", "the flight was on time today", MINE))
    hear(posts, ("mine", SHOUTED, MINE + 6))
    client = signed_in(cast.agent)
    assert "more times" not in said_on(client.get(page)), "nobody has looked yet"
    actions.look_now(cast.house)
    assert "Said 4 more times by 3 others in the last 7 days" in said_on(client.get(page))
    listed = client.get(f"/w/house/reading/copies/{word.pk}/")
    assert [one.profile.handle for one in listed.context["listed"]] == ["o1", "o2", "o1", "o0"]
    assert "the flight was on time" not in listed.text
    assert "Case 1" in said_on(listed)


def test_one_is_said_in_words(cast: Cast, posts: Posts):
    page, _word = case(posts)
    hear(posts, ("o", SHOUTED, MINE))
    actions.look_now(cast.house)
    assert "Said once more by one other in the last 7 days" in said_on(
        signed_in(cast.agent).get(page)
    )


def test_what_came_since_the_look_is_counted_too(cast: Cast, posts: Posts):
    _page, word = case(posts)
    actions.look_now(cast.house)
    assert copies_of(word).posts == 0
    hear(posts, ("o", SHOUTED, MINE + 1))
    assert copies_of(word) == queries.Copies((Interaction.objects.latest("pk").pk,), 1)


def test_what_is_hidden_is_counted_and_listed_no_more(cast: Cast, posts: Posts):
    page, word = case(posts)
    others = hear(posts, ("o", SHOUTED, MINE), ("p", SHOUTED, MINE + 1))
    actions.look_now(cast.house)
    Interaction.objects.filter(pk=others[0].pk).update(hidden_at=NOW)
    assert copies_of(word) == queries.Copies((others[1].pk,), 1)
    client = signed_in(cast.agent)
    assert "once more by one other" in said_on(client.get(page))
    assert len(client.get(f"/w/house/reading/copies/{word.pk}/").context["listed"]) == 1
    assert client.get(f"/w/house/reading/copies/{others[0].pk}/").status_code == 404


def test_our_own_words_older_ones_and_short_ones_are_no_copies(cast: Cast, posts: Posts):
    _page, word = case(posts)
    ours = posts.hear("us", SHOUTED, minute=MINE, outbound=True, needs_answer=False)
    posts.take(ours)
    keep_prints(ours.interaction_id)
    hear(posts, ("o", SHOUTED, MINE - 8 * DAY))
    actions.look_now(cast.house)
    assert copies_of(word).posts == 0
    hear(posts, ("a", "thank you", MINE), ("b", "thank you", MINE))
    assert not Reading.objects.filter(interaction__text="thank you", fingerprint__isnull=False)


def test_another_workspace_is_out_of_reach(cast: Cast, posts: Posts):
    _page, word = case(posts)
    hear(Posts(cast.elsewhere.pk), *((f"o{n}", SHOUTED, MINE) for n in range(3)))
    actions.look_now(cast.house)
    actions.look_now(cast.elsewhere)
    assert copies_of(word).posts == 0
    theirs = Interaction.objects.filter(workspace=cast.elsewhere).first()
    client = signed_in(cast.agent)
    for path in (f"copies/{theirs.pk}/", f"copies/{theirs.pk}/pictures/", f"copies/{2**63}/"):
        assert client.get(f"/w/house/reading/{path}").status_code == 404
    page = signed_in(cast.stranger).get(f"/w/elsewhere/reading/copies/{theirs.pk}/")
    assert "Said 2 more times" in said_on(page)


def test_pages_say_when_nobody_looked_and_when_nobody_said_it(cast: Cast, posts: Posts):
    _page, word = case(posts)
    client = signed_in(cast.agent)
    paths = [f"/w/house/reading/copies/{word.pk}/{kind}" for kind in ("", "pictures/")]
    assert all("Nobody has looked yet" in said_on(client.get(path)) for path in paths)
    actions.look_now(cast.house)
    assert all("Nobody else in the last 7 days" in said_on(client.get(path)) for path in paths)


def picture_of(word: Interaction, shown: int) -> None:
    Attachment.objects.create(
        interaction=word, number=word.attachments.count(), name="a.png", media_type="image/png",
        size=1, content=b"x", picture=shown, looked_at=NOW,
    )  # fmt: skip


def test_the_same_picture_is_counted_and_spreads(cast: Cast, posts: Posts):
    page, word = case(posts)
    others = hear(posts, *((f"o{n}", f"look at this picture {n}, it", MINE + n) for n in range(2)))
    picture_of(word, 0b1111)
    picture_of(others[0], 0b1110)
    picture_of(others[1], 0b0111 << 8 | 0b1111)
    picture_of(others[1], -1)
    actions.look_now(cast.house)
    client = signed_in(cast.agent)
    assert "The same picture 2 more times by 2 others in the last 7 days" in said_on(
        client.get(page)
    )
    listed = client.get(f"/w/house/reading/copies/{word.pk}/pictures/")
    assert [one.pk for one in listed.context["listed"]] == [others[1].pk, others[0].pk]
    themes = said_on(client.get("/w/house/reading/themes/"))
    assert "3 people 3 posts Picture" in themes


def test_more_than_are_listed_are_counted(cast: Cast, posts: Posts):
    _page, word = case(posts)
    hear(posts, *((f"o{n % 7}", SHOUTED, MINE + n) for n in range(120)))
    actions.look_now(cast.house)
    page = signed_in(cast.agent).get(f"/w/house/reading/copies/{word.pk}/")
    assert "Said 120 more times by 7 others" in said_on(page)
    assert "20 older ones are not listed." in said_on(page)


def test_strangers_words_stay_words(cast: Cast, posts: Posts):
    page, word = case(posts, HOSTILE + " and four more words")
    hear(posts, ("<b>o", HOSTILE + " and four more words", MINE))
    actions.look_now(cast.house)
    client = signed_in(cast.agent)
    listed = client.get(f"/w/house/reading/copies/{word.pk}/")
    assert listed.context["listed"]
    assert_harmless(listed)
    assert_harmless(client.get(page))


def test_fifty_copies_cost_as_many_queries_as_one(cast: Cast, posts: Posts):
    page, word = case(posts)
    hear(posts, ("o", SHOUTED, MINE))
    client = signed_in(cast.agent)
    paths = (page, f"/w/house/reading/copies/{word.pk}/")
    none = queries_of(client, page)
    actions.look_now(cast.house)
    before = [queries_of(client, path) for path in paths]
    assert before[0] == none + 2, "what came since the look, and what was taken back"
    hear(posts, *((f"o{n}", SHOUTED, MINE + n) for n in range(50)))
    assert [queries_of(client, path) for path in paths] == before
    actions.look_now(cast.house)
    assert [queries_of(client, path) for path in paths] == before
    assert Look.objects.count() == 1
