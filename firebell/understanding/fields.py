"""The fields of a reading that people may correct, and what the reader says of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from firebell.understanding.enums import Field, Sentiment, YesNo


@dataclass(frozen=True, slots=True)
class Correctable:
    """`values`: what a person may say. `said`: the reader's value, and how likely it finds that.

    `said` is given a Reading, whose model stands above this file.
    """

    values: type[models.TextChoices]
    said: Callable[[Any], tuple[str, float]]


def _sentiment(reading: Any) -> tuple[str, float]:
    return reading.sentiment, float(getattr(reading, reading.sentiment))


def _yes_or_no(yes: bool, p: float) -> tuple[str, float]:
    return (YesNo.YES, p) if yes else (YesNo.NO, 1 - p)


FIELDS: Mapping[str, Correctable] = {
    Field.SENTIMENT: Correctable(Sentiment, _sentiment),
    Field.NEEDS_ANSWER: Correctable(
        YesNo, lambda reading: _yes_or_no(reading.needs_answer, reading.needs_answer_p)
    ),
    Field.TOXICITY: Correctable(
        YesNo, lambda reading: _yes_or_no(reading.toxicity >= 0.5, reading.toxicity)
    ),
}


def label_of(field: str, value: str) -> str:
    """A value of a field in the reader's language; as it stands where we have no word for it."""
    known = FIELDS.get(field)
    return str(dict(known.values.choices).get(value, value)) if known else value
