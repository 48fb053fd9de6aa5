"""A person says that a reading is wrong: the word's minute is counted as they say."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import F

from firebell.core.triggers import counting
from firebell.core.triggers.counting import Heard
from firebell.listening import queries as listening
from firebell.listening.models import Interaction
from firebell.triggers.models import MinuteCount
from firebell.understanding.enums import Field, Sentiment, YesNo
from firebell.understanding.models import Reading


def recount(word: Interaction, reading: Reading, field: Field, was: str, now: str) -> None:
    """Move the word from what counted of `field` to what counts now, wherever it is counted.

    What was judged by then is not judged again. Belongs into the transaction of the correction.
    """
    if was == now or field not in (Field.SENTIMENT, Field.NEEDS_ANSWER):
        return
    brands, topics = listening.about(word)
    heard = Heard(
        brands=brands,
        topics=topics,
        channel=word.channel,
        language=_counted_language(word, reading),
        at=word.at,
        negative=False,
        needs_answer=False,
        negative_p=0.0,
    )
    _move(word.workspace_id, _as(heard, field, was), _as(heard, field, now))


def _counted_language(word: Interaction, reading: Reading) -> str:
    """As the first reader found it, by which the word was counted."""
    first = Reading.objects.filter(interaction=word).order_by("pk")
    return first.values_list("language", flat=True).first() or reading.language


def _as(heard: Heard, field: Field, value: str) -> Heard:
    if field == Field.SENTIMENT:
        return replace(heard, negative=value == Sentiment.NEGATIVE)
    return replace(heard, needs_answer=value == YesNo.YES)


def _move(workspace_id: int, was: Heard, now: Heard) -> None:
    before, after = (counting.count([one]).to_pylist() for one in (was, now))
    for old, new in zip(before, after, strict=True):
        negative, needs = (new[name] - old[name] for name in ("negative", "needs_answer"))
        kept = MinuteCount.objects.filter(
            workspace_id=workspace_id, brand_id=new["brand"], dimension=new["dimension"],
            key=new["key"], minute=new["minute"],
            # A word that was never counted (a machine wrote it) must not be taken out.
            negative__gte=-negative, needs_answer__gte=-needs,
            total__gte=F("negative") + negative,
        ).filter(total__gte=F("needs_answer") + needs)  # fmt: skip
        kept.update(negative=F("negative") + negative, needs_answer=F("needs_answer") + needs)
