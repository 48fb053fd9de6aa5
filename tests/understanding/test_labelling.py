"""What people are asked to read, how it is drawn, and what comes of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import override_settings

from firebell.common import clock
from firebell.listening.models import Interaction
from firebell.understanding import actions, queries
from firebell.understanding.enums import Field, Why
from firebell.understanding.models import Asked, Correction, Draw, Reading
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.screens import HOSTILE, assert_harmless, queries_of, said_on, signed_in

LABEL = "/w/house/reading/label/"
WEEK = date(2026, 3, 2)  # START is its Monday


def hear(posts: Posts, number: int, *, needs: int = 0, **more) -> None:
    """Posts that differ from each other, of which the first `needs` need an answer."""
    posts.take(
        *(
            posts.hear(
                f"p{n}",
                f"word{n} thing{n} place{n}",
                minute=n % 600,
                needs_answer=n < needs,
                **more,
            )
            for n in range(number)
        )
    )
    # Posts reads everything with the same probability; here it follows the verdict.
    Reading.objects.filter(needs_answer=False).update(needs_answer_p=0.2)
    Reading.objects.filter(needs_answer=True).update(needs_answer_p=0.8)


def draw(cast: Cast, wanted: int = 10, now=START + timedelta(days=9)) -> int:
    return actions.draw_week(cast.house, WEEK, wanted, now)


def test_a_week_is_drawn_from_all_and_from_those_read_as_calm(cast: Cast, posts: Posts):
    hear(posts, 60, needs=30)
    assert draw(cast) == 20
    missed = Asked.objects.filter(why=Why.MISSED)
    assert missed.count() == Asked.objects.filter(why=Why.RANDOM).count() == 10
    assert not missed.filter(interaction__readings__needs_answer=True).exists()
    populations = dict(Draw.objects.values_list("why", "population"))
    assert populations == {Why.RANDOM: 60, Why.MISSED: 30}


def test_what_was_set_aside_for_another_reason_is_no_miss(cast: Cast, posts: Posts):
    hear(posts, 40)
    Reading.objects.filter(pk__in=Reading.objects.order_by("pk")[:20]).update(needs_answer_p=0.9)
    draw(cast, 40)
    assert Asked.objects.filter(why=Why.MISSED).count() == 20


def test_our_own_words_hidden_and_unread_ones_are_not_asked(cast: Cast, posts: Posts):
    hear(posts, 30)
    posts.take(posts.hear("us", outbound=True, needs_answer=False))
    posts.hear("unread")
    hidden = Interaction.objects.filter(profile__handle="p3")
    hidden.update(hidden_at=START)
    draw(cast, 100)
    asked = set(Asked.objects.values_list("interaction__profile__handle", flat=True))
    assert asked == {f"p{n}" for n in range(30)} - {"p3"}


def test_a_week_is_drawn_once_and_the_same_posts_give_the_same_sample(cast: Cast, posts: Posts):
    hear(posts, 60)
    draw(cast)
    first = sorted(Asked.objects.values_list("interaction_id", "why"))
    assert draw(cast) == 0
    Asked.objects.all().delete()
    Draw.objects.all().delete()
    draw(cast)
    assert sorted(Asked.objects.values_list("interaction_id", "why")) == first


def test_every_post_has_the_same_chance(cast: Cast, posts: Posts):
    """Over many weeks' names for the same posts: none is drawn much more often than others."""
    hear(posts, 40)
    drawn: dict[int, int] = {}
    for week in range(60):
        with clock.moved_to(START + timedelta(days=9)):
            workspace_week = WEEK - timedelta(weeks=week)
            Interaction.objects.update(at=START - timedelta(weeks=week))
            actions.draw_week(cast.house, workspace_week, 10, START + timedelta(days=9))
        for word in Asked.objects.filter(why=Why.RANDOM).values_list("interaction_id", flat=True):
            drawn[word] = drawn.get(word, 0) + 1
        Asked.objects.all().delete()
    # Each is expected 15 times of 60, with a standard deviation of 3.4.
    assert len(drawn) == 40
    assert max(drawn.values()) <= 30
    assert min(drawn.values()) >= 2


@pytest.mark.parametrize(
    ("now", "weeks"),
    [
        (START + timedelta(hours=12), [WEEK]),  # nothing was ever drawn: as far as it has come
        (START + timedelta(days=9), [WEEK]),  # it is over
    ],
)
def test_the_first_sample_does_not_wait(cast: Cast, posts: Posts, now, weeks):
    hear(posts, 30)
    with clock.moved_to(now):
        actions.draw_samples(cast.house)
        assert list(Draw.objects.values_list("week", flat=True).distinct()) == weeks
        hear(Posts(cast.house.pk), 30)
        assert actions.draw_samples(cast.house) == 0


def test_the_next_week_is_drawn_when_it_is_over(cast: Cast, posts: Posts):
    hear(posts, 30)
    with clock.moved_to(START + timedelta(hours=12)):
        actions.draw_samples(cast.house)
    Interaction.objects.update(at=START + timedelta(days=8))
    Asked.objects.all().delete()
    with clock.moved_to(START + timedelta(days=10)):
        assert actions.draw_samples(cast.house) == 0
    with clock.moved_to(START + timedelta(days=14)):
        assert actions.draw_samples(cast.house) == 60
    assert Draw.objects.filter(week=WEEK + timedelta(weeks=1)).count() == 2


def test_the_size_is_a_setting(cast: Cast, posts: Posts):
    hear(posts, 30)
    with clock.moved_to(START + timedelta(days=9)):
        with override_settings(WEEKLY_SAMPLE=0):
            assert actions.draw_samples(cast.house) == 0
        with override_settings(WEEKLY_SAMPLE=7):
            assert actions.draw_samples(cast.house) == 14


def test_the_missed_share_of_a_week(cast: Cast, posts: Posts):
    hear(posts, 60, needs=20)
    draw(cast, 12)
    asked = list(Asked.objects.filter(why=Why.MISSED).select_related("interaction"))
    for number, one in enumerate(asked[:10]):
        actions.label(one, Field.NEEDS_ANSWER, "yes" if number < 2 else "no", cast.agent)
    actions.skip(asked[10], cast.agent)
    (week,) = queries.missed_by_week(cast.house.pk, WEEK)
    assert (week.share.hits, week.share.n, week.waiting, week.skipped) == (2, 10, 1, 1)
    assert (week.population, week.fewest, week.most) == (40, 2, 20)
    assert queries.missed_by_week(cast.elsewhere.pk, WEEK) == []


def ask(cast: Cast) -> int:
    return actions.ask_for_useful(cast.house)


def test_useful_posts_are_asked_once(cast: Cast, posts: Posts):
    hear(posts, 8)
    assert ask(cast) == 8
    assert ask(cast) == 0
    posts.take(posts.hear("q", "word1 thing1 place1", needs_answer=False))
    assert ask(cast) == 0, "it is like one that was asked"


def press(client, **data):
    asked = client.get(LABEL).context["asked"]
    return client.post(LABEL, {"asked": asked.pk, **data}, follow=True)


def test_two_answers_bring_the_next_post(cast: Cast, posts: Posts):
    hear(posts, 3)
    client = signed_in(cast.agent)
    first = client.get(LABEL).context["asked"]
    page = press(client, field="sentiment", says="negative")
    assert page.context["asked"] == first
    assert 'aria-pressed="true"' in page.text
    page = press(client, field="needs_answer", says="no")
    assert page.context["asked"] != first
    first.refresh_from_db()
    assert (first.done_by, first.skipped) == (cast.agent, False)
    kept = Correction.objects.filter(interaction=first.interaction)
    assert dict(kept.values_list("field", "says")) == {
        "sentiment": "negative",
        "needs_answer": "no",
    }


def test_the_readers_own_opinion_is_not_shown(cast: Cast, posts: Posts):
    hear(posts, 1)
    page = signed_in(cast.agent).get(LABEL)
    assert 'aria-pressed="true"' not in page.text


def test_undo_goes_back_one_step_at_a_time(cast: Cast, posts: Posts):
    hear(posts, 3)
    client = signed_in(cast.agent)
    first = client.get(LABEL).context["asked"]
    press(client, field="sentiment", says="negative")
    press(client, field="needs_answer", says="yes")
    second = press(client, skip="1")
    assert second.context["asked"] != first
    page = press(client, undo="1")  # the skip
    assert page.context["asked"].skipped is False
    page = client.post(LABEL, {"asked": page.context["asked"].pk, "undo": "1"}, follow=True)
    assert page.context["asked"] == first
    assert queries.corrections_of([first.interaction_id]) == {first.interaction_id: {}}


def test_undo_takes_back_only_ones_own(cast: Cast, posts: Posts):
    hear(posts, 1)
    client = signed_in(cast.agent)
    asked = client.get(LABEL).context["asked"]
    actions.correct(asked.interaction, Field.SENTIMENT, "positive", cast.lead)
    press(client, field="needs_answer", says="no")
    client.post(LABEL, {"asked": "0", "undo": "1"})
    kept = queries.corrections_of([asked.interaction_id])[asked.interaction_id]
    assert {field: one.by for field, one in kept.items()} == {"sentiment": cast.lead}


def test_only_needs_an_answer_is_asked_of_a_sample_of_misses(cast: Cast, posts: Posts):
    hear(posts, 30)
    draw(cast, 30)
    Asked.objects.exclude(why=Why.MISSED).delete()
    page = signed_in(cast.agent).get(LABEL)
    asked = page.context["asked"]
    assert [one.field for one, _choices in page.context["questions"]] == ["needs_answer"]
    data = {"asked": asked.pk, "field": "sentiment", "says": "negative"}
    assert signed_in(cast.agent).post(LABEL, data).status_code == 404


def test_a_label_counts_for_every_sample_that_the_post_is_in(cast: Cast, posts: Posts):
    hear(posts, 30)
    draw(cast, 30)
    one = Asked.objects.filter(why=Why.RANDOM).select_related("interaction").first()
    for field, says in ((Field.SENTIMENT, "neutral"), (Field.NEEDS_ANSWER, "no")):
        actions.label(one, field, says, cast.agent)
    assert not Asked.objects.filter(interaction=one.interaction, done_at=None).exists()


def test_another_workspace_s_posts_are_out_of_reach(cast: Cast, posts: Posts):
    hear(posts, 3)
    ask(cast)
    asked = Asked.objects.first()
    strange = signed_in(cast.stranger)
    page = strange.get(f"/w/elsewhere/reading/label/?asked={asked.pk}")
    assert page.context["asked"] is None
    data = {"asked": asked.pk, "field": "sentiment", "says": "negative"}
    assert strange.post("/w/elsewhere/reading/label/", data).status_code == 404
    assert strange.get(LABEL).status_code == 404
    assert not Correction.objects.exists()


@pytest.mark.parametrize("data", [{}, {"asked": "x"}, {"asked": "9" * 30}, {"asked": "٣"}])
def test_made_up_forms_are_not_found(cast: Cast, posts: Posts, data):
    assert signed_in(cast.agent).post(LABEL, data).status_code == 404


def test_a_deleted_word_is_not_asked_about_any_more(cast: Cast, posts: Posts):
    hear(posts, 1)
    assert ask(cast) == 1
    Interaction.objects.update(hidden_at=START)
    assert "Nothing to read just now" in said_on(signed_in(cast.agent).get(LABEL))


def test_strangers_words_stay_words(cast: Cast, posts: Posts):
    posts.take(posts.hear("ann", HOSTILE, needs_answer=False))
    assert_harmless(signed_in(cast.agent).get(LABEL))


def test_the_pages_cost_as_many_queries_at_thirty_rows_as_at_one(cast: Cast, posts: Posts):
    client = signed_in(cast.agent)
    hear(posts, 1)
    ask(cast)
    Draw.objects.create(
        workspace=cast.house, week=WEEK, why=Why.MISSED, at=START, population=9, drawn=0
    )
    with clock.moved_to(START):
        before = [queries_of(client, page) for page in (LABEL, "/w/house/reading/")]
        hear(Posts(cast.house.pk), 60)
        ask(cast)
        for number in range(1, 20):
            actions.draw_week(cast.house, WEEK - timedelta(weeks=number), 5, START)
            Draw.objects.create(
                workspace=cast.house, week=WEEK - timedelta(weeks=number), why=Why.MISSED,
                at=START, population=9, drawn=0,
            )  # fmt: skip
        assert [queries_of(client, page) for page in (LABEL, "/w/house/reading/")] == before
