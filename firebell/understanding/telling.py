"""A reading in the words of a screen: chips for one line, and places to mark in the text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from firebell.common.said import Mark
from firebell.core.text.tokens import find_tokens
from firebell.core.understanding.lexicon.care import LANGUAGES
from firebell.understanding.enums import (
    Complexity,
    Emotion,
    Intent,
    PersonalData,
    Sensitive,
    Stance,
)
from firebell.understanding.models import Reading

IRONIC_FROM = 0.5
FELT_FROM = 0.6  # a feeling is told where it is clearly likelier than not: a wrong one grates
MARKED = 12_000
"""Characters of a text in which words are looked for; a screen shows no more."""

# People name their orders; that is marked and no warning.
_USUAL = (PersonalData.REFERENCE,)
_HARSH = ("threat_spans", "slur_spans", "toxic_spans")


@dataclass(frozen=True, slots=True)
class Chip:
    """``warning``: it calls for care; then it has an icon and never colour alone."""

    text: str
    warning: bool = False


def chips(reading: Reading) -> list[Chip]:
    """What a reading says besides sentiment and language, what calls for care first."""
    return [*_warnings(reading), *_plain(reading)]


def _warnings(reading: Reading) -> Iterator[Chip]:
    more = details(reading)
    if matters := _labels(Sensitive, more.get("sensitive")):
        yield Chip(_("sensitive: %s") % ", ".join(matters), warning=True)
    if more.get("threat_spans"):
        yield Chip(_("threatens"), warning=True)
    given = [kind for kind, *_place in _places(more, "personal_data") if kind not in _USUAL]
    if kinds := _labels(PersonalData, given):
        yield Chip(_("contains %s") % ", ".join(kinds), warning=True)


def _plain(reading: Reading) -> Iterator[Chip]:
    if reading.intent and reading.intent != Intent.OTHER:
        yield Chip(str(Intent(reading.intent).label))
    if reading.emotion and reading.emotion != Emotion.NONE and _chance(reading) >= FELT_FROM:
        yield Chip(_("feeling: %s") % Emotion(reading.emotion).label)
    if reading.irony is not None and reading.irony >= IRONIC_FROM:
        yield Chip(_("perhaps ironic"))
    if reading.stance and reading.stance != Stance.NEITHER:
        yield Chip(str(Stance(reading.stance).label))
    if reading.complexity == Complexity.HIGH:
        yield Chip(str(Complexity.HIGH.label))
    if reading.intent and reading.language not in LANGUAGES:
        yield Chip(_("unsure in this language"))


def _chance(reading: Reading) -> float:
    chances = details(reading).get("p")
    return float(chances.get("emotion", 0.0)) if isinstance(chances, dict) else 0.0


def details(reading: Reading) -> dict[str, Any]:
    """The rarer part of a reading; empty where there is none."""
    try:
        found = json.loads(reading.details or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def marks(text: str, reading: Reading) -> list[Mark]:
    """Places of a text to mark: harsh words, personal data, and the words that moved it."""
    found = [*_harsh(reading), *_private(reading), *_moved(text, reading)]
    kept: list[Mark] = []
    for mark in found:
        fits = 0 <= mark.start < mark.end <= len(text)
        if fits and all(mark.end <= one.start or mark.start >= one.end for one in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)


def _harsh(reading: Reading) -> Iterator[Mark]:
    """What is harsh by several rules is marked once, from the first word to the last."""
    more = details(reading) | {"toxic_spans": reading.toxic_spans}
    spans = sorted((int(a), int(b)) for name in _HARSH for a, b in more.get(name) or ())
    joined: list[list[int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    for start, end in joined:
        yield Mark(start, end, "harsh", _("harsh"))


def _private(reading: Reading) -> Iterator[Mark]:
    for kind, start, end in _places(details(reading), "personal_data"):
        if kind in PersonalData:
            yield Mark(start, end, "private", str(PersonalData(kind).label))


def _moved(text: str, reading: Reading) -> Iterator[Mark]:
    words = set(reading.because.split(", ")) - {""}
    if not words:
        return
    for match in find_tokens(text[:MARKED]):
        if match.group() in words:
            yield Mark(match.start(), match.end(), "moved", "")


def _places(more: dict[str, Any], name: str) -> list[tuple[str, int, int]]:
    return [(str(one[0]), int(one[1]), int(one[2])) for one in more.get(name) or ()]


def _labels(choices: Any, values: Sequence[str] | None) -> list[str]:
    """The words for some values, each once; those that we do not know are left out."""
    known = dict.fromkeys(value for value in values or () if value in choices)
    return [str(choices(value).label) for value in known]
