"""What counts of an interaction: the reading in force, and what people say instead of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from firebell.listening.models import Interaction
from firebell.understanding.enums import Field
from firebell.understanding.fields import FIELDS
from firebell.understanding.models import Correction, Reading
from firebell.understanding.queries import standing

# What is asked for with a button; the rest of what people may correct has no button yet.
ASKED = (Field.SENTIMENT, Field.NEEDS_ANSWER)


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    counts: bool  # is it what counts now?


@dataclass(frozen=True, slots=True)
class Judged:
    """One field of one interaction. `correction` is None while only the reader has spoken."""

    field: Field
    value: str
    choices: tuple[Choice, ...]
    correction: Correction | None

    @property
    def by_reader(self) -> str:
        """What the reader said, in words, where a person says otherwise; else empty."""
        said = self.correction
        return said.said_label if said is not None and said.changes else ""


def judged(reading: Reading, corrections: Mapping[str, Correction]) -> dict[str, Judged]:
    """Field -> what counts of it, for every field that has buttons."""
    return {field: _judged(field, reading, corrections.get(field)) for field in ASKED}


def asked_choices(field: Field, correction: Correction | None) -> Judged:
    """The same without the reader's opinion: only what a person has said counts."""
    return _with(field, correction.says if correction else "", correction)


def _judged(field: Field, reading: Reading, correction: Correction | None) -> Judged:
    value = correction.says if correction else FIELDS[field].said(reading)[0]
    return _with(field, value, correction)


def _with(field: Field, value: str, correction: Correction | None) -> Judged:
    choices = tuple(
        Choice(one, str(label), one == value) for one, label in FIELDS[field].values.choices
    )
    return Judged(field, value, choices, correction)


def mood(word: Interaction) -> str:
    """The sentiment that counts, of a word whose `readings` (the one in force first) and
    `corrections` (the oldest first) were fetched with it; empty for one that nobody read."""
    said = standing(word.corrections.all()).get(word.pk, {}).get(Field.SENTIMENT)
    if said is not None:
        return said.says
    return next((reading.sentiment for reading in word.readings.all()), "")
