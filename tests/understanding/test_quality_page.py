"""The page that says how good readings are, and lets leads learn and roll back."""

from __future__ import annotations

from datetime import timedelta

from firebell.common import clock
from firebell.core.understanding.learning import compare
from firebell.understanding import actions
from firebell.understanding.enums import Field, LayerState, Why
from firebell.understanding.models import Asked, LayerVersion, SecondShare
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.screens import queries_of, said_on, signed_in
from tests.understanding.test_labelling import WEEK, draw, hear

PAGE = "/w/house/reading/"


def layer(cast: Cast, number: int = 1, **more) -> LayerVersion:
    plain = {
        "workspace": cast.house, "name": f"w1-{number:08d}", "base": "first-floor", "data": b"",
        "state": LayerState.REJECTED, "figures": {}, "made_at": START, "made_by": cast.lead,
    }  # fmt: skip
    return LayerVersion.objects.create(**(plain | more))


def test_an_empty_page_says_what_will_be_there(cast: Cast):
    page = said_on(signed_in(cast.agent).get(PAGE))
    assert "Nobody has read along yet" in page
    assert "The reader works as it was shipped." in page
    assert "Learn from corrections now" not in page


def test_only_posts_drawn_from_all_are_in_the_figures(cast: Cast, posts: Posts):
    hear(posts, 60)
    draw(cast, 20)
    drawn = Asked.objects.filter(why=Why.RANDOM).select_related("interaction")
    for number, one in enumerate(drawn):
        actions.label(one, Field.SENTIMENT, "neutral" if number < 15 else "negative", cast.agent)
        actions.label(one, Field.NEEDS_ANSWER, "no", cast.agent)
    others = Asked.objects.filter(why=Why.MISSED, done_at=None).select_related("interaction")
    for one in others:
        actions.correct(one.interaction, Field.SENTIMENT, "positive", cast.agent)
    page = signed_in(cast.agent).get(PAGE)
    mood, needs = page.context["figures"]
    assert (mood.whole.share.hits, mood.whole.share.n, mood.whole.f1) == (15, 20, None)
    assert (needs.whole.share.hits, needs.whole.share.n) == (20, 20)
    assert [(row.name, row.share.n) for row in mood.languages] == [("en", 20)]
    assert mood.table[0] == ("Negative", [0, 5, 0])
    assert [row.share.n for row in page.context["weeks"]] == [20]
    assert "Sentiment: read rightly, of 20 posts" in said_on(page)
    assert signed_in(cast.stranger).get("/w/elsewhere/reading/").context["figures"] == []


def test_learning_with_too_little_says_so(cast: Cast):
    page = signed_in(cast.lead).post(f"{PAGE}learn/", follow=True)
    assert "There are too few corrections yet." in said_on(page)


def test_a_layer_is_rolled_back_in_one_press(cast: Cast):
    truth = ["negative"] * 50
    figures = {"sentiment": compare(["neutral"] * 50, truth, truth)}
    live = layer(
        cast, state=LayerState.LIVE,
        figures={name: {"n": 50, "before": 0.0, "after": 1.0, "wins": one.wins, "losses": 0}
                 for name, one in figures.items()},
    )  # fmt: skip
    client = signed_in(cast.lead)
    page = said_on(client.get(PAGE))
    assert "of 50; 50 put right, 0 spoilt" in page
    assert f"The layer {live.name} is live." in page
    page = said_on(client.post(f"{PAGE}layers/{live.pk}/back/", follow=True))
    assert "Rolled back: what was there before" in page
    live.refresh_from_db()
    assert (live.state, live.rolled_back) == (LayerState.RETIRED, True)


def test_a_strangers_layer_is_not_found(cast: Cast):
    theirs = layer(cast, workspace=cast.elsewhere, state=LayerState.LIVE)
    assert signed_in(cast.lead).post(f"{PAGE}layers/{theirs.pk}/back/").status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == LayerState.LIVE


def test_thirty_layers_and_labels_cost_as_many_queries_as_one(cast: Cast, posts: Posts):
    client = signed_in(cast.lead)
    hear(posts, 60)
    draw(cast, 40)
    drawn = list(Asked.objects.filter(why=Why.RANDOM).select_related("interaction"))

    def label(one: Asked) -> None:
        for field, says in ((Field.SENTIMENT, "neutral"), (Field.NEEDS_ANSWER, "no")):
            actions.label(one, field, says, cast.agent)

    label(drawn[0])
    layer(cast, 1, state=LayerState.LIVE)
    with clock.moved_to(START + timedelta(days=9)):
        before = queries_of(client, PAGE)
        for one in drawn[1:30]:
            label(one)
        for number in range(2, 31):
            layer(cast, number)
        assert queries_of(client, PAGE) == before
    assert drawn[0].week == WEEK


def test_how_much_is_read_twice_is_told(cast: Cast):
    assert "Nothing was read twice yet." in said_on(signed_in(cast.agent).get(PAGE))
    for number in range(9):
        SecondShare.objects.create(
            workspace=cast.house, day=START.date() + timedelta(days=number), seen=1_000, read=250
        )
    SecondShare.objects.create(workspace=cast.elsewhere, day=START.date(), seen=9, read=9)
    page = said_on(signed_in(cast.agent).get(PAGE))
    assert "25 % of the posts of the last days were read twice (1,750 of 7,000" in page
