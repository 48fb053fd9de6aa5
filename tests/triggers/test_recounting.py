"""A corrected word is counted as people say, and taking that back counts it as before."""

from __future__ import annotations

from firebell.channels import actions as channels
from firebell.channels.contract import Batch
from firebell.common import clock
from firebell.listening import actions as listening
from firebell.listening.models import Interaction
from firebell.site.corridor import Corridor
from firebell.triggers.models import MinuteCount
from firebell.understanding.actions import correct, take_back
from firebell.understanding.enums import Field
from tests.cast import Cast
from tests.posts import NOON, batch, post


def heard(cast: Cast, *posts: dict) -> list[Interaction]:
    listening.save_query(
        cast.house, name="Acme", kind="brand", text="acme", by=None,
        brand=listening.ensure_brand(cast.house.pk, "Acme"),
    )  # fmt: skip
    source = channels.configure_source(cast.house, "manual_entry", "Typed", {}, by=None)
    with clock.moved_to(NOON):
        Corridor(source).carry(Batch(batch(*posts), (), {}), watermark=NOON, keep_cursor=True)
    return list(Interaction.objects.order_by("pk"))


def counts() -> dict[tuple[str, str], tuple[int, int, int]]:
    rows = MinuteCount.objects.values_list("dimension", "key", "total", "negative", "needs_answer")
    return {(dimension, key): tuple(rest) for dimension, key, *rest in rows}


def test_a_corrected_word_moves_in_every_count_and_back(cast: Cast):
    word, _other = heard(
        cast,
        post(1, text="acme is terrible and my parcel is broken. Where is it?"),
        post(2, text="acme is terrible and my parcel is broken. Where is it?"),
    )
    before = counts()
    assert before["brand", ""] == (2, 2, 2)
    correct(word, Field.SENTIMENT, "neutral", cast.agent)
    correct(word, Field.NEEDS_ANSWER, "no", cast.agent)
    assert counts() == dict.fromkeys(before, (2, 1, 1))
    correct(word, Field.SENTIMENT, "positive", cast.lead)
    assert counts() == dict.fromkeys(before, (2, 1, 1))
    take_back(word, Field.SENTIMENT, cast.agent)
    take_back(word, Field.NEEDS_ANSWER, cast.agent)
    assert counts() == before


def test_a_word_that_was_not_counted_is_not_taken_out(cast: Cast):
    (word,) = heard(cast, post(1, text="acme is terrible. Where is it?", automatic=True))
    assert counts() == {}
    correct(word, Field.SENTIMENT, "neutral", cast.agent)
    assert counts() == {}
