"""What is looked for among the posts of a week, what is kept of it, and who looks when."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from firebell.common import clock
from firebell.listening.models import Interaction, InteractionChange
from firebell.understanding import actions, looking, queries, tasks
from firebell.understanding.models import Look, Reading, Spread, Theme
from firebell.understanding.queries.looks import ANYHOW, EVERY, LOST, is_due
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.screens import HOSTILE, assert_harmless, queries_of, said_on, signed_in

PAGE = "/w/house/reading/themes/"
CITIES = ("Oslo", "Bergen", "Rome", "Lima", "Paris", "Warsaw", "Berlin", "Madrid", "Cairo", "Hanoi")
VOUCHER = "the refund voucher from {} does not work"
SHOUTED = "Shame on you, the pilot of this flight was drunk"
DAY = 24 * 60


def hear(posts: Posts, *said: tuple[str, str, int], negative: bool = False) -> list[Interaction]:
    """Words of (handle, text, minute) as the corridor stores them, with fingerprints."""
    heard = [posts.hear(who, text, minute=minute, needs_answer=False) for who, text, minute in said]
    posts.take(*heard)
    keep_prints(*(one.interaction_id for one in heard))
    readings = Reading.objects.filter(interaction__in=[one.interaction_id for one in heard])
    readings.update(sentiment="negative" if negative else "neutral")
    return list(Interaction.objects.filter(pk__in=[one.interaction_id for one in heard]))


def keep_prints(*ids: int) -> None:
    from firebell.runners.reading import load_reader
    from tests.posts import batch, post

    words = list(Interaction.objects.filter(pk__in=ids).order_by("pk"))
    if not words:
        return
    said = batch(*(post(word.pk, text=word.text) for word in words))
    prints = load_reader().read(said).column("fingerprint").to_pylist()
    for word, fingerprint in zip(words, prints, strict=True):
        Reading.objects.filter(interaction=word).update(fingerprint=fingerprint)


def vouchers(posts: Posts, day: int = 9, **more) -> list[Interaction]:
    said = ((f"v{n}", VOUCHER.format(city), day * DAY + n) for n, city in enumerate(CITIES))
    return hear(posts, *said, **more)


def look(cast: Cast) -> Look:
    with clock.moved_to(START + timedelta(days=30)):
        return actions.look_now(cast.house)


def found(cast: Cast) -> tuple[list[Theme], list[Spread]]:
    return queries.found_by(look(cast))


def test_a_theme_is_found_named_and_told_beside_the_week_before(cast: Cast, posts: Posts):
    hear(posts, *((f"c{n}", f"lovely crew in {n} planes today", DAY + n) for n in range(30)))
    words = vouchers(posts, negative=True)
    (theme,), _spreads = found(cast)
    assert "voucher" in " ".join(theme.words)
    assert (theme.posts, theme.before, theme.negative) == (10, 0, 1.0)
    assert set(theme.examples) <= {word.pk for word in words}
    page = said_on(signed_in(cast.agent).get(PAGE))
    assert "From all 10 posts of the week up to 11 Mar, 09:09 ; looked at" in page
    assert "Compared with 30 of 30 of the week before" in page
    assert "10 posts 100 % negative" in page
    assert " new " in page
    assert "Make it a topic" not in page, "agents do not define topics"


def test_the_same_posts_give_the_same_themes(cast: Cast, posts: Posts):
    vouchers(posts, 2)
    vouchers(posts)
    hear(posts, ("a", SHOUTED, 9 * DAY), ("b", SHOUTED, 9 * DAY + 1))

    def told() -> list[tuple[object, ...]]:
        themes, spreads = found(cast)
        return [
            *((one.place, one.words, one.posts, one.before, one.examples) for one in themes),
            *((one.place, one.people, one.posts, one.examples) for one in spreads),
        ]

    first = told()
    assert told() == first
    assert Look.objects.count() == 1
    assert len(first) == Theme.objects.count() + Spread.objects.count()


def test_more_than_can_be_read_are_drawn_evenly_and_the_page_says_so(
    cast: Cast, posts: Posts, monkeypatch
):
    monkeypatch.setattr(looking, "MOST_READ", 10)
    said = ((f"v{n}", VOUCHER.format(CITIES[n % 10]) + f" {n}", 9 * DAY + n) for n in range(30))
    hear(posts, *said)
    posts.take(posts.hear("us", "Hello", minute=9 * DAY, outbound=True, needs_answer=False))
    kept = look(cast)
    assert (kept.read, kept.posts) in ((10, 31), (9, 28)), "ours may be among those drawn"
    page = said_on(signed_in(cast.agent).get(PAGE))
    assert f"From {kept.read} of the {kept.posts} posts, drawn evenly, of the week" in page
    assert "about " in page


@given(st.integers(0, 60), st.integers(1, 20))
def test_what_is_drawn_is_spread_over_all(number: int, most: int):
    ids = [7 * n for n in range(number)]
    drawn = looking.evenly(ids, most)
    assert len(drawn) == min(number, most)
    assert drawn == sorted(set(drawn))
    assert set(drawn) <= set(ids)
    if number > most:
        steps = {(b - a) // 7 for a, b in pairwise(drawn)}
        assert steps <= {number // most, -(-number // most)}


def test_what_several_people_say_spreads_and_the_most_people_come_first(cast: Cast, posts: Posts):
    said = [(f"s{n}", SHOUTED + "!" * n, 9 * DAY + n) for n in range(3)]
    hear(posts, *said, ("s0", SHOUTED, 9 * DAY + 9), negative=True)
    hear(posts, *((f"t{n}", "Thanks for the quick and kind help", 9 * DAY + n) for n in range(2)))
    hear(posts, *(("one", "I say the same thing all day long", 9 * DAY + n) for n in range(9)))
    _themes, spreads = found(cast)
    assert [(one.people, one.posts, one.negative) for one in spreads] == [(3, 4, 1.0), (2, 2, 0.0)]
    page = said_on(signed_in(cast.agent).get(PAGE))
    assert "3 people 4 posts" in page
    assert "9 posts 0 % negative" in page, "one person's are a theme, and do not spread"


def test_only_this_workspace_and_only_its_week_is_looked_at(cast: Cast, posts: Posts):
    hear(Posts(cast.elsewhere.pk), *((f"x{n}", SHOUTED, 9 * DAY + n) for n in range(3)))
    hear(posts, ("a", SHOUTED, 0), ("b", "Something else was said by me here", 9 * DAY))
    kept = look(cast)
    assert (kept.posts, kept.posts_before) == (1, 1)
    assert queries.found_by(kept) == ([], [])
    strange = said_on(signed_in(cast.stranger).get("/w/elsewhere/reading/themes/"))
    assert "Nobody has looked yet" in strange


def test_what_is_hidden_or_purged_is_shown_nowhere_and_examples_vanish(cast: Cast, posts: Posts):
    vouchers(posts)
    hear(posts, ("a", SHOUTED, 9 * DAY), ("b", SHOUTED, 9 * DAY + 1))
    look(cast)
    client = signed_in(cast.lead)
    first = Theme.objects.get().examples[0]
    gone = Interaction.objects.get(pk=first)
    Interaction.objects.filter(pk=first).update(hidden_at=START)
    page = client.get(PAGE)
    assert gone.text not in page.text
    assert "voucher" in page.text
    Interaction.objects.update(hidden_at=START)
    Interaction.objects.update(text="")
    page = client.get(PAGE)
    assert "voucher" not in page.text
    assert "drunk" not in page.text
    assert look(cast).at is None
    assert not Theme.objects.exists(), "the words that named it are gone as well"


def test_no_text_lies_in_the_new_tables(cast: Cast, posts: Posts):
    vouchers(posts)
    hear(posts, ("a", SHOUTED, 9 * DAY), ("b", SHOUTED, 9 * DAY + 1))
    kept = look(cast)
    fields = [
        str(value)
        for model in (Theme, Spread)
        for row in model.objects.values_list()
        for value in row
    ]
    assert not any("does not work" in one or "drunk" in one for one in fields)
    assert b"drunk" not in bytes(Look.objects.get(pk=kept.pk).texts)


def test_strangers_words_stay_words(cast: Cast, posts: Posts):
    hear(posts, *((f"<b>{n}", f"{HOSTILE} {city}", 9 * DAY + n) for n, city in enumerate(CITIES)))
    themes, spreads = found(cast)
    assert themes
    assert spreads
    for person in (cast.agent, cast.lead):
        assert_harmless(signed_in(person).get(PAGE))
    theme = signed_in(cast.lead).get(PAGE).context["themes"][0]
    assert_harmless(signed_in(cast.lead).get(f"/w/house/queries/new/?{theme['as_topic']}"))


def test_a_theme_becomes_a_topic_in_the_form_that_is_there(cast: Cast, posts: Posts):
    vouchers(posts)
    look(cast)
    client = signed_in(cast.lead)
    (theme,) = client.get(PAGE).context["themes"]
    page = client.get(f"/w/house/queries/new/?{theme['as_topic']}")
    form = page.context["form"]
    assert form["kind"].value() == "topic"
    assert form["name"].value() == theme["name"]
    lines = form["examples"].value().splitlines()
    assert len(lines) == 8
    assert all(line.startswith("the refund voucher") for line in lines)
    assert page.context["preview"].matched >= 8


@pytest.mark.parametrize("ids", ["", "x", "0", "9" * 30, "٣", ",,,", "-1"])
def test_made_up_examples_open_an_empty_form(cast: Cast, posts: Posts, ids: str):
    page = signed_in(cast.lead).get(f"/w/house/queries/new/?name=x&examples={ids}")
    assert page.status_code == 200
    assert page.context["form"]["kind"].value() == "brand"


def test_examples_come_from_ones_own_workspace_and_not_from_what_is_hidden(
    cast: Cast, posts: Posts
):
    (theirs,) = hear(Posts(cast.elsewhere.pk), ("x", SHOUTED, 0))
    (hidden,) = hear(posts, ("y", SHOUTED, 0))
    Interaction.objects.filter(pk=hidden.pk).update(hidden_at=START)
    page = signed_in(cast.lead).get(
        f"/w/house/queries/new/?name=x&examples={theirs.pk},{hidden.pk}"
    )
    assert "drunk" not in page.text


def test_a_text_that_was_posted_often_is_one_example(cast: Cast, posts: Posts):
    vouchers(posts)
    said = VOUCHER.format("Oslo").upper()
    hear(posts, *((f"w{n}", f"{said}!!! @you{n}", 9 * DAY + n) for n in range(6)))
    (theme,), _spreads = found(cast)
    assert theme.posts == 16
    shown = [" ".join(word.said_now.lower().split()[:6]) for word in theme.shown]
    assert len({one.rstrip("!") for one in shown}) == 3


def test_an_edited_post_says_what_it_says_now(cast: Cast, posts: Posts):
    words = vouchers(posts)
    for word in words:
        InteractionChange.objects.create(
            interaction=word, kind="edited", at=word.at, recorded_at=START, text="lovely ducks here"
        )
    (theme,), _spreads = found(cast)
    assert "voucher" not in " ".join(theme.words)


def test_the_page_costs_as_many_queries_for_many_rows_as_for_one(cast: Cast, posts: Posts):
    client = signed_in(cast.lead)
    vouchers(posts)
    hear(posts, ("a", SHOUTED, 9 * DAY), ("b", SHOUTED, 9 * DAY + 1))
    look(cast)
    before = queries_of(client, PAGE)
    kept = Look.objects.get()
    words = list(Interaction.objects.values_list("pk", flat=True))
    Spread.objects.exclude(place=0).delete()
    theme, spread = Theme.objects.get(), Spread.objects.get()
    for place in range(1, 50):
        theme.pk = spread.pk = None
        theme.place = spread.place = place
        theme.examples = spread.examples = words
        theme.save(force_insert=True)
        spread.save(force_insert=True)
    assert kept.themes.count() == 50
    assert queries_of(client, PAGE) == before


WALL = START + timedelta(days=40)


def test_when_a_look_is_due(cast: Cast, posts: Posts):
    now = START + timedelta(days=30)
    kept = Look(workspace=cast.house)
    assert not is_due(kept, WALL, now), "nothing was heard"
    (word,) = hear(posts, ("a", SHOUTED, 0))
    assert is_due(kept, WALL, now)
    kept.ended_at = WALL - EVERY
    assert is_due(kept, WALL, now)
    kept.seconds = 100.0
    assert not is_due(kept, WALL, now), "one look in twenty times as long as it takes"
    kept.seconds, kept.until = 1.0, word.at
    assert not is_due(kept, WALL, now), "nothing new"
    kept.wanted_at = WALL
    assert is_due(kept, WALL, now)
    kept.begun_at = WALL - LOST / 2
    assert not is_due(kept, WALL, now), "somebody is at it"
    kept.begun_at, kept.wanted_at, kept.ended_at = WALL - LOST, None, WALL - ANYHOW
    assert is_due(kept, WALL, now)


def test_look_now_is_picked_up_once(cast: Cast, posts: Posts):
    vouchers(posts)
    client = signed_in(cast.lead)
    page = client.post(f"{PAGE}look/", follow=True)
    assert "firebell is looking." in said_on(page)
    assert "every 3s" in page.text
    assert tasks.look_where_due() == 1
    assert tasks.look_where_due() == 0
    page = client.get(PAGE)
    assert "every 3s" not in page.text
    assert "voucher" in page.text


def test_a_look_that_breaks_is_not_begun_again_at_once(cast: Cast, posts: Posts, monkeypatch):
    vouchers(posts)
    monkeypatch.setattr(actions.looking, "look_at", lambda *told: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.look_if_due(cast.house)
    assert actions.look_if_due(cast.house) is False
    assert Look.objects.get().begun_at is None


def test_a_look_reads_in_a_fixed_number_of_queries(cast: Cast, posts: Posts):
    vouchers(posts)
    with CaptureQueriesContext(connection) as few:
        look(cast)
    for day in (3, 5, 7, 8):
        vouchers(posts, day)
    with CaptureQueriesContext(connection) as many:
        look(cast)
    assert len(many) <= len(few) + 2


def test_a_worker_asks_in_a_few_queries_if_a_look_is_due(cast: Cast, posts: Posts):
    with clock.moved_to(START + timedelta(days=30)):
        assert not tasks.is_look_due()
        vouchers(posts)
        assert tasks.is_look_due()
        assert tasks.look_where_due() == 1
        assert not tasks.is_look_due()
        assert Look.objects.count() == 3, "one a workspace"
        actions.want_look(cast.elsewhere)
        assert tasks.is_look_due()
