"""All care readings of a batch: the columns of READING that the first floor leaves to care."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from typing import Any

import numpy as np

from firebell.core.text import personal
from firebell.core.text.tokens import find_tokens
from firebell.core.understanding.batch import TokenBatch
from firebell.core.understanding.care.complexity import complexity
from firebell.core.understanding.care.cue import Cue
from firebell.core.understanding.care.cues import CueBatch, KnownCues
from firebell.core.understanding.care.features import Said, features
from firebell.core.understanding.care.fingerprint import fingerprints
from firebell.core.understanding.care.heads import Floats, Judged
from firebell.core.understanding.care.sensitive import places, sensitive
from firebell.core.understanding.entities import (
    BORN,
    NOWHERE,
    Entity,
    Gazetteer,
    Trace,
    find_entities,
)
from firebell.core.understanding.lexicon.care import LANGUAGES

HELP, ATTACK, NEITHER = "help", "attack", "neither"
BY_LEXICON = (
    *("emotion", "irony", "intent", "complaint", "complexity", "stance", "threat", "sensitive"),
)
"""Readings that lean on the lexicon, so not vouched for in a language without one."""

MAX_SPANS = 20
_FACTS = frozenset({"order", "flight", "tracking", "amount", "date", "time"})
_SIMPLE = frozenset({"praise", "noise", "other"})
Span = list[int]


class CareReader:
    """Reads with cues, weights and patterns; keeps the cues of the tokens that it has met."""

    def __init__(self, places: Gazetteer = NOWHERE) -> None:
        self._places = places
        self._known = KnownCues(places=places)

    def columns(
        self,
        texts: Sequence[str],
        split: Sequence[Sequence[str]],
        batch: TokenBatch,
        said: Said,
        languages: Sequence[str],
    ) -> dict[str, Any]:
        """``split``: the texts' tokens, those of ``batch``; ``languages``: their codes."""
        cues = CueBatch(batch, self._known.of(list(chain.from_iterable(split))))
        judged = Judged(features(cues, said))
        matters = sensitive(cues, said.sentiments[:, 0])
        traces = cues.texts.tolist()
        entities = list(map(find_entities, texts, traces, repeat(self._places)))
        facts = [sum(one.kind in _FACTS for one in found) for found in entities]
        emotions, emotions_p = judged.emotions
        intents, intents_p = judged.intents
        complaints = judged.alone["complaint"]
        simple = [
            intent in _SIMPLE and not complains
            for intent, complains in zip(intents, (complaints >= 0.5).tolist(), strict=True)
        ]
        threats = judged.alone["threat"]
        return {
            "emotion": emotions,
            "emotion_p": emotions_p,
            "irony": judged.alone["irony"],
            "intent": intents,
            "intent_p": intents_p,
            "complaint": complaints >= 0.5,
            "complaint_p": complaints,
            "complexity": complexity(cues, matters, facts, simple),
            "stance": _stances(judged.alone["help"].tolist(), judged.alone["attack"].tolist()),
            "threat": threats,
            "threat_spans": _threat_spans(texts, cues, threats),
            "slur_spans": _spans_of(texts, cues, Cue.SLUR),
            "sensitive": matters,
            "sensitive_spans": _matter_spans(texts, cues, matters),
            "entities": entities,
            "personal_data": list(map(_personal, texts, traces, entities)),
            "fingerprint": fingerprints(batch),
            "uncertain": [[] if code in LANGUAGES else list(BY_LEXICON) for code in languages],
        }


def _stances(help_: Sequence[float], attack: Sequence[float]) -> list[str]:
    return [
        ATTACK if bad >= 0.5 and bad >= good else HELP if good >= 0.5 else NEITHER
        for good, bad in zip(help_, attack, strict=True)
    ]


def _threat_spans(texts: Sequence[str], cues: CueBatch, threats: Floats) -> list[list[Span]]:
    spans: list[list[Span]] = [[] for _ in texts]
    for text in np.flatnonzero(threats >= 0.5).tolist():
        said = cues.places(text, Cue.HARM) or cues.places(text, Cue.VIOLENT)
        spans[text] = spans_at(texts[text], said)
    return spans


def _spans_of(texts: Sequence[str], cues: CueBatch, cue: Cue) -> list[list[Span]]:
    spans: list[list[Span]] = [[] for _ in texts]
    for text in cues.has(cue).nonzero()[0].tolist():
        spans[text] = spans_at(texts[text], cues.places(text, cue))
    return spans


def _matter_spans(
    texts: Sequence[str], cues: CueBatch, matters: Sequence[Sequence[str]]
) -> list[list[Span]]:
    return [
        spans_at(text, places(cues, row, some)) if some else []
        for row, (text, some) in enumerate(zip(texts, matters, strict=True))
    ]


def spans_at(text: str, wanted: Sequence[int]) -> list[Span]:
    """Where the tokens at these places are, neighbours joined; at most MAX_SPANS."""
    chosen, last = set(wanted), -2
    spans: list[Span] = []
    for place, match in enumerate(find_tokens(text)):
        if place not in chosen:
            continue
        if place == last + 1 and spans:
            spans[-1][1] = match.end()
        elif len(spans) == MAX_SPANS:
            break
        else:
            spans.append(list(match.span()))
        last = place
    return spans


def _personal(text: str, traces: int, entities: Sequence[Entity]) -> list[tuple[str, int, int]]:
    if not traces & Trace.DIGIT and "@" not in text:
        return []
    found: list[tuple[str, int, int]] = []
    if traces & Trace.BIRTH:
        found.extend(_births(text, entities))
    for kind, start, end in personal.candidates(text, references=bool(traces & Trace.ORDER)):
        if all(end <= one[1] or start >= one[2] for one in found):
            found.append((kind, start, end))
            if len(found) == MAX_SPANS:
                break
    return sorted(found, key=lambda one: one[1])


def _births(text: str, entities: Sequence[Entity]) -> Iterator[tuple[str, int, int]]:
    for one in entities:
        if one.kind == "date" and BORN.search(text[max(0, one.start - 40) : one.start]):
            yield "birth_date", one.start, one.end
