from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.channels.contract import Batch
from firebell.channels.models import Source
from firebell.core.understanding.topics.judge import LIKELY
from firebell.listening import actions
from firebell.listening.models import Mention, Query
from firebell.site.corridor import Corridor
from firebell.triggers.models import MinuteCount
from tests.cast import Cast
from tests.posts import NOON, batch, post
from tests.screens import said_on, signed_in

TEXTS = (
    "@Nordvik my suitcase is lost, where is my bag?",
    "@Nordvik thank you, lovely crew",
    "@Nordvik Mein Koffer ist verloren gegangen",
)
DESCRIPTION = "A bag or suitcase is lost, missing or damaged."


@pytest.fixture
def topic(cast: Cast) -> Query:
    return actions.save_query(
        cast.house,
        name="Luggage",
        kind="topic",
        text="",
        brand=None,
        by=cast.lead,
        told=actions.Told(DESCRIPTION),
    )


def carried(cast: Cast) -> None:
    brand = actions.ensure_brand(cast.house.pk, "Nordvik")
    actions.save_query(cast.house, name="N", kind="brand", text="Nordvik", brand=brand, by=None)
    source = Source.objects.create(workspace=cast.house, network="replay", name="file")
    posts = [post(n, text=text, at=NOON + timedelta(minutes=n)) for n, text in enumerate(TEXTS)]
    Corridor(source).carry(
        Batch(interactions=batch(*posts), rejects=(), cursor={}),
        watermark=NOON + timedelta(hours=1),
    )


def test_a_described_topic_is_mentioned_and_counted_like_a_searched_one(cast: Cast, topic: Query):
    carried(cast)
    found = Mention.objects.filter(query=topic).order_by("at")
    assert [mention.interaction.text for mention in found] == [TEXTS[0], TEXTS[2]]
    assert all(LIKELY <= mention.p <= 1 for mention in found)
    assert set(Mention.objects.exclude(query=topic).values_list("p", flat=True)) == {None}
    counts = MinuteCount.objects.filter(dimension="topic", key="Luggage")
    assert sum(counts.values_list("total", flat=True)) == 2


def test_a_topic_is_described_on_its_page_and_tried_on_what_was_heard(cast: Cast):
    carried(cast)
    client = signed_in(cast.lead)
    form = {
        "name": "Luggage",
        "kind": "topic",
        "text": "",
        "description": DESCRIPTION,
        "examples": "where is my bag\n\nwhere is my bag\nbag damaged ",
    }
    tried = said_on(client.post("/w/house/queries/try/", form))
    assert "Mein Koffer ist verloren" in tried
    assert "lovely crew" not in tried
    assert "% likely" in tried
    answer = client.post("/w/house/queries/new/", form | {"save": "1"})
    assert answer.headers["Location"] == "/w/house/queries/"
    saved = Query.objects.get(kind="topic")
    assert (saved.text, saved.description) == ("", DESCRIPTION)
    assert saved.examples == ["where is my bag", "bag damaged"]
    assert DESCRIPTION in said_on(client.get("/w/house/queries/"))
    page = client.get(f"/w/house/queries/{saved.pk}/").content.decode()
    assert "bag damaged" in page


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": "brand", "new_brand": "Nordvik"}, "description"),
        ({"description": "", "examples": " \n "}, "text"),
    ],
)
def test_only_a_topic_is_described_and_something_must_be_said(cast: Cast, changed, field):
    form = {"name": "L", "kind": "topic", "text": "", "description": DESCRIPTION, "save": "1"}
    answer = signed_in(cast.lead).post("/w/house/queries/new/", form | changed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Query.objects.exists()
