"""The reader that reads everything: a hashed linear model, language, and rules for answering."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firebell.core.schema import READING, Direction, InteractionKind, Sentiment
from firebell.core.text.tokens import find_tokens, split_tokens
from firebell.core.understanding.asking import Circumstances, Weights, needs_answer_logits
from firebell.core.understanding.batch import TokenBatch
from firebell.core.understanding.because import reasons
from firebell.core.understanding.calibration import Calibration
from firebell.core.understanding.care.features import Said
from firebell.core.understanding.care.reading import CareReader
from firebell.core.understanding.entities import NOWHERE, Gazetteer
from firebell.core.understanding.language import LanguageFinder
from firebell.core.understanding.model import (
    NEGATIVE,
    POSITIVE,
    QUESTION,
    TOXIC,
    TOXIC_WORD,
    KnownTokens,
    LinearModel,
    Scores,
)
from firebell.core.understanding.stars import star_of, star_shift
from firebell.core.understanding.towards import Feeling, Scored, Span, towards
from firebell.core.understanding.vocabulary import Kind

MAX_READ = 10_000
"""Only the first MAX_READ code points of a text are read; a longer one is not refused."""

RULES = "5"
"""Raised whenever a rule, cue, word list, feature or the language finder may change a reading."""

MODEL_FILE = "first-floor.npz"
MANIFEST_FILE = "manifest.json"

_SENTIMENTS = [Sentiment.NEGATIVE.value, Sentiment.NEUTRAL.value, Sentiment.POSITIVE.value]
_TO_THE_BRAND = frozenset(
    kind.value
    for kind in (
        InteractionKind.COMMENT,
        InteractionKind.REPLY,
        InteractionKind.REVIEW,
        InteractionKind.DIRECT_MESSAGE,
        InteractionKind.EMAIL,
        InteractionKind.CALL,
        InteractionKind.CHAT,
        InteractionKind.TEXT_MESSAGE,
        InteractionKind.SURVEY_ANSWER,
    )
)

Floats = NDArray[np.float64]


class FirstFloorReader:
    """Reads with a linear model over hashed words, word pairs and letter runs. Implements Reader.

    Safe to share between threads. About 80 microseconds a post in batches of 1,000.
    """

    def __init__(
        self,
        model: LinearModel,
        calibration: Calibration,
        version: str,
        toxic_word_from: float,
        places: Gazetteer = NOWHERE,
    ) -> None:
        self.version = version
        self._model = model
        self._calibration = calibration
        self._known = KnownTokens(model)
        self._languages = LanguageFinder()
        self._weights = Weights()
        self._care = CareReader(places)
        self._toxic_word_from = toxic_word_from

    @classmethod
    def from_bytes(
        cls, files: Mapping[str, bytes], places: Gazetteer = NOWHERE
    ) -> FirstFloorReader:
        """Build from the shipped files by name: the manifest and the model that it lists.

        ``places``: the names of places to find; without them it finds airports' codes only.

        Raises ValueError where a file is missing or its SHA-256 is not the manifest's.
        """
        manifest = json.loads(_file(files, MANIFEST_FILE))
        model = _file(files, MODEL_FILE)
        digest = hashlib.sha256(model).hexdigest()
        if digest != manifest["files"][MODEL_FILE]["sha256"]:
            raise ValueError(
                f"{MODEL_FILE} is not the file that {MANIFEST_FILE} names; reinstall firebell "
                "or train it again"
            )
        named = f"-places-{places.version}" if places.version else ""
        version = f"first-floor-{manifest['version']}-{digest[:8]}{named}-rules-{RULES}"
        return cls(
            LinearModel.from_npz(model),
            Calibration.from_npz(model),
            version,
            float(manifest["toxic_word_from"]),
            places,
        )

    def read(self, batch: pa.RecordBatch | pa.Table) -> pa.RecordBatch:
        """Read each row of ``batch``; see Reader.read."""
        rows = _Rows(batch)
        split = [split_tokens(text) for text in rows.texts]
        tokens, scores = self._known.batch(split)
        scores += self._model.context_scores(tokens)
        logits = self._model.logits(tokens.sums(scores), tokens.weight())
        languages = [
            self._languages.find(*pair) for pair in zip(rows.texts, rows.hints, strict=True)
        ]
        codes = [language.code for language in languages]
        sentiments = _sentiments(self._calibration.sentiment(logits[:, :3], codes), rows.stars)
        toxicity = _probabilities(self._calibration.toxicity(logits[:, TOXIC], codes))
        labels = np.argmax(sentiments, axis=1)
        asking = np.column_stack(
            [sentiments[:, NEGATIVE], sentiments[:, POSITIVE], _probabilities(logits[:, QUESTION])]
        )
        answers = _probabilities(
            needs_answer_logits(tokens, asking, rows.circumstances(), self._weights)
        )
        columns: dict[str, Any] = {
            "language": codes,
            "language_p": [language.p for language in languages],
            "sentiment": [_SENTIMENTS[label] for label in labels.tolist()],
            "negative": sentiments[:, 0],
            "neutral": sentiments[:, 1],
            "positive": sentiments[:, 2],
            "needs_answer": answers >= 0.5,
            "needs_answer_p": answers,
            "toxicity": toxicity,
            "toxic_spans": self._spans(rows.texts, tokens, scores, toxicity),
            "because": reasons(list(chain.from_iterable(split)), tokens, scores, labels),
        }
        said = Said(sentiments, asking[:, 2], toxicity, rows.circumstances().addressed)
        codes = [language.code for language in languages]
        columns |= self._care.columns(rows.texts, split, tokens, said, codes)
        # A sensitive matter goes to a person, whoever it seems to be said to.
        columns["needs_answer"] |= np.array(list(map(bool, columns["sensitive"])), dtype=np.bool_)
        return _record(columns)

    def towards(self, text: str, brands: Mapping[str, Sequence[Span]]) -> dict[str, Feeling]:
        """How a text feels about each brand named in it; see ``towards.towards``."""
        matches = list(find_tokens(text[:MAX_READ]))
        words = [match.group() for match in matches]
        tokens, scores = self._known.batch([words])
        scores += self._model.context_scores(tokens)
        scored = Scored(words, [match.span() for match in matches], tokens.kinds, scores)
        return towards(scored, brands, self._model)

    def _spans(
        self, texts: Sequence[str], tokens: TokenBatch, scores: Scores, toxicity: Floats
    ) -> list[list[list[int]]]:
        """Places of toxic words, in the texts that are more likely toxic than not."""
        worth = scores[:, TOXIC_WORD] * self._model.scale[TOXIC_WORD] / 16
        toxic = worth + self._model.bias[TOXIC_WORD] >= self._toxic_word_from
        toxic |= (tokens.kinds & Kind.ABUSE) != 0
        spans: list[list[list[int]]] = [[] for _ in texts]
        for text in np.flatnonzero(toxicity >= 0.5).tolist():
            found = toxic[tokens.starts[text] : tokens.starts[text + 1]].tolist()
            matches = zip(find_tokens(texts[text]), found, strict=True)
            spans[text] = [list(match.span()) for match, is_toxic in matches if is_toxic]
        return spans


class _Rows:
    """The readable columns of a batch as plain lists."""

    def __init__(self, batch: pa.RecordBatch | pa.Table) -> None:
        if "text" not in batch.schema.names:
            raise ValueError('a batch to read needs a column "text"')
        self._batch = batch
        self.texts = [(text or "")[:MAX_READ] for text in self._column("text")]
        self.hints = self._column("language_hint")
        self.stars = [star_of(rating) for rating in self._column("rating")]

    def _column(self, name: str) -> list[Any]:
        if name not in self._batch.schema.names:
            return [None] * self._batch.num_rows
        return self._batch.column(name).to_pylist()

    def circumstances(self) -> Circumstances:
        kinds, replies = self._column("kind"), self._column("in_reply_to")
        addressed = [
            kind in _TO_THE_BRAND or bool(reply) for kind, reply in zip(kinds, replies, strict=True)
        ]
        closed = [
            way == Direction.OUTBOUND or kind == InteractionKind.REPOST or text[:4] == "RT @"
            for way, kind, text in zip(self._column("direction"), kinds, self.texts, strict=True)
        ]
        return Circumstances(
            addressed=np.array(addressed, dtype=np.bool_),
            closed=np.array(closed, dtype=np.bool_),
            low_rating=np.array([star in (1, 2) for star in self.stars], dtype=np.bool_),
        )


def _file(files: Mapping[str, bytes], name: str) -> bytes:
    if name not in files:
        raise ValueError(f"{name} is missing; reinstall firebell")
    return files[name]


def _sentiments(logits: Floats, stars: Sequence[int | None]) -> Floats:
    """Probabilities of negative, neutral, positive, texts x 3, from the logits of these.

    math.exp a number at a time: vector exponentials may differ with a number's place in the array.
    """
    rows = []
    for (negative, neutral, positive), star in zip(logits.tolist(), stars, strict=True):
        if star is not None:
            worse, better = star_shift(star)
            negative, positive = negative + worse, positive + better
        top = max(negative, neutral, positive)
        powers = [math.exp(value - top) for value in (negative, neutral, positive)]
        total = sum(powers)
        rows.append([power / total for power in powers])
    return np.array(rows, dtype=np.float64).reshape(-1, 3)


def _probabilities(logits: Floats) -> Floats:
    """The logistic function, a number at a time; see _sentiments."""
    return np.array([1.0 / (1.0 + math.exp(-min(max(z, -60.0), 60.0))) for z in logits.tolist()])


def _record(columns: Mapping[str, Any]) -> pa.RecordBatch:
    arrays = [pa.array(columns[field.name], type=field.type) for field in READING]
    return pa.RecordBatch.from_arrays(arrays, schema=READING)
