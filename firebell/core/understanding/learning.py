"""Learning a workspace's layer from what its people say, and finding out if it is any better.

Logistic regression on top of the reader's own logits (an offset), with a ridge (le Cessie and van
Houwelingen 1992) so strong that a few corrections move little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firebell.core.text.hashing import Ints
from firebell.core.understanding.layer import (
    DENSE,
    HEADS,
    NEEDS,
    SENTIMENTS,
    WORD_BITS,
    Features,
    Layer,
    features,
    logits_of,
)
from firebell.core.understanding.quality import better_by_chance, macro_f1, right

Floats = NDArray[np.float64]

FEWEST_OF_A_KIND = 8  # posts of a language or channel, for a weight of its own
RIDGE_ONE, RIDGE_LOGIT, RIDGE_KIND, RIDGE_WORD = 1.0, 8.0, 4.0, 3.0
STEPS = 400
FEWEST_LEARNT = 40  # examples of a field, below which it is not learnt
FEWEST_HELD = 40  # examples held back, below which nothing can be said
CHANCE = 0.1
GAIN = 0.01
UNKNOWN = -1


@dataclass(frozen=True)
class Examples:
    """Posts with the reader's readings, and what people say of them: the place in SENTIMENTS, and
    1 or 0 for needs an answer; UNKNOWN where nobody said."""

    readings: pa.RecordBatch
    texts: Sequence[str]
    channels: Sequence[str | None]
    sentiment: Ints
    needs: Ints

    def __len__(self) -> int:
        return len(self.texts)

    def only(self, rows: Sequence[int]) -> Examples:
        places = np.array(rows, dtype=np.int64)
        return Examples(
            self.readings.take(places),
            [self.texts[row] for row in rows],
            [self.channels[row] for row in rows],
            self.sentiment[places],
            self.needs[places],
        )


def learn(examples: Examples, heads: Sequence[str] = ("sentiment", "needs_answer")) -> Layer:
    """The layer that these examples teach. The same examples give the same layer.

    Fields that are not in ``heads``, or of which there are fewer than FEWEST_LEARNT examples,
    are left alone.
    """
    languages = _often(examples.readings.column("language").to_pylist())
    channels = _often(examples.channels)
    found = features(examples.readings, examples.texts, examples.channels, (languages, channels))
    matrix, ridge = _matrix(found, len(languages), len(channels))
    offsets = logits_of(examples.readings)
    weights = np.zeros((matrix.shape[1], len(HEADS)))
    if "sentiment" in heads:
        said = examples.sentiment != UNKNOWN
        if said.sum() >= FEWEST_LEARNT:
            truth = np.eye(3)[examples.sentiment[said]]
            weights[:, :NEEDS] = _fit(matrix[said], offsets[said, :NEEDS], truth, ridge)
    if "needs_answer" in heads:
        said = examples.needs != UNKNOWN
        if said.sum() >= FEWEST_LEARNT:
            # As two classes of which only one has weights that count: half of it each.
            logit = offsets[said, NEEDS]
            both = np.column_stack([np.zeros(len(logit)), logit])
            fitted = _fit(matrix[said], both, np.eye(2)[examples.needs[said]], ridge)
            weights[:, NEEDS] = fitted[:, 1] - fitted[:, 0]
    return _layer(weights, languages, channels)


def _often(values: Sequence[str | None]) -> tuple[str, ...]:
    counts = Counter(value for value in values if value)
    return tuple(sorted(value for value, n in counts.items() if n >= FEWEST_OF_A_KIND))


def _matrix(found: Features, languages: int, channels: int) -> tuple[Floats, Floats]:
    """The features as one table, posts x columns, and the ridge of each column."""
    posts = len(found.dense)
    words = np.zeros((posts, 1 << WORD_BITS))
    np.add.at(words, (found.owner, found.bucket), 1.0)
    parts = [found.dense, _one_hot(found.language, languages), _one_hot(found.channel, channels)]
    ridge = [RIDGE_ONE, *[RIDGE_LOGIT] * (len(DENSE) - 1), *[RIDGE_KIND] * (languages + channels)]
    ridge += [RIDGE_WORD] * words.shape[1]
    return np.hstack([*parts, words * found.share[:, None]]), np.array(ridge)


def _one_hot(places: Ints, number: int) -> Floats:
    table = np.vstack([np.eye(number), np.zeros((1, number))])
    return table[places]


def _fit(matrix: Floats, offset: Floats, truth: Floats, ridge: Floats) -> Floats:
    """Weights, columns x classes, that minimise the loss of softmax(offset + matrix @ weights).

    One bound of the curvature serves every step (Böhning 1992), so that each step is cheap and
    the loss never rises.
    """
    weights = np.zeros((matrix.shape[1], truth.shape[1]))
    inverse = np.linalg.inv(0.5 * matrix.T @ matrix + np.diag(ridge))
    loss = _loss(matrix, offset, truth, ridge, weights)
    for _ in range(STEPS):
        p = _softmax(offset + matrix @ weights)
        weights = weights - inverse @ (matrix.T @ (p - truth) + ridge[:, None] * weights)
        before, loss = loss, _loss(matrix, offset, truth, ridge, weights)
        if before - loss < 1e-7 * before:
            break
    return weights


def _loss(matrix: Floats, offset: Floats, truth: Floats, ridge: Floats, weights: Floats) -> float:
    z = offset + matrix @ weights
    top = z.max(axis=1, keepdims=True)
    logs = z - top - np.log(np.exp(z - top).sum(axis=1, keepdims=True))
    return float(-(logs * truth).sum() + 0.5 * (ridge[:, None] * weights**2).sum())


def _softmax(z: Floats) -> Floats:
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _layer(weights: Floats, languages: tuple[str, ...], channels: tuple[str, ...]) -> Layer:
    first = len(DENSE) + len(languages) + len(channels)
    words = weights[first:]
    scale = np.abs(words).max(axis=0) / np.iinfo(np.int16).max
    whole = np.rint(words / np.where(scale > 0, scale, 1.0)).astype(np.int16)
    # Rounded, so that the last bits of a machine's arithmetic do not name another layer.
    return Layer(np.round(weights[:first], 6), whole, scale, languages, channels)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the held-back examples say of one field. All shares from 0 to 1; `chance` is the
    probability that the layer looks so much better by luck alone."""

    n: int
    before: float
    after: float
    f1_before: float
    f1_after: float
    wins: int
    losses: int
    chance: float
    missed_before: int  # needs an answer: of those that do, how many were not found
    missed_after: int

    @property
    def better(self) -> bool:
        """The rule by which a layer goes live: at least a point more is right, hardly by luck, and
        no more people who need an answer are missed."""
        return (
            self.n >= FEWEST_HELD
            and self.after - self.before >= GAIN
            and self.chance < CHANCE
            and self.missed_after <= self.missed_before
        )


def compare(before: Sequence[str], after: Sequence[str], truth: Sequence[str]) -> Verdict:
    """Two readers' labels of the same posts, against what people say."""
    olds, news = list(zip(before, truth, strict=True)), list(zip(after, truth, strict=True))
    wins = sum(o != t and a == t for o, a, t in zip(before, after, truth, strict=True))
    losses = sum(o == t and a != t for o, a, t in zip(before, after, truth, strict=True))
    return Verdict(
        n=len(olds),
        before=right(olds).value or 0.0,
        after=right(news).value or 0.0,
        f1_before=macro_f1(olds) or 0.0,
        f1_after=macro_f1(news) or 0.0,
        wins=wins,
        losses=losses,
        chance=better_by_chance(wins, losses),
        missed_before=olds.count(("no", "yes")),
        missed_after=news.count(("no", "yes")),
    )


def labels(readings: pa.RecordBatch, field: str) -> list[str]:
    """What readings say of a field, as people say it."""
    asked = field == "needs_answer"
    said: list[Any] = readings.column("needs_answer_p" if asked else "sentiment").to_pylist()
    return ["yes" if p >= 0.5 else "no" for p in said] if asked else said


def truths(examples: Examples, field: str) -> list[str]:
    """What people say of the examples, empty where nobody did."""
    if field == "sentiment":
        return [
            "" if place == UNKNOWN else SENTIMENTS[place] for place in examples.sentiment.tolist()
        ]
    return ["" if one == UNKNOWN else ("no", "yes")[one] for one in examples.needs.tolist()]


def combined(parts: Mapping[str, Layer]) -> Layer:
    """One layer whose fields come from several: field -> the layer that has it. Fields that are
    not named are left alone."""
    languages = tuple(sorted({name for layer in parts.values() for name in layer.languages}))
    channels = tuple(sorted({name for layer in parts.values() for name in layer.channels}))
    dense = np.zeros((len(DENSE) + len(languages) + len(channels), len(HEADS)))
    words = np.zeros((1 << WORD_BITS, len(HEADS)), dtype=np.int16)
    scale = np.zeros(len(HEADS))
    names = _rows(languages, channels)
    for field, layer in parts.items():
        heads = [NEEDS] if field == "needs_answer" else list(range(NEEDS))
        places = [names.index(name) for name in _rows(layer.languages, layer.channels)]
        dense[np.ix_(places, heads)] = layer.dense[:, heads]
        words[:, heads], scale[heads] = layer.words[:, heads], layer.scale[heads]
    return Layer(dense, words, scale, languages, channels)


def _rows(languages: Sequence[str], channels: Sequence[str]) -> list[tuple[str, str]]:
    """The names of the rows of a layer's dense weights."""
    parts = (("dense", DENSE), ("language", languages), ("channel", channels))
    return [(kind, name) for kind, names in parts for name in names]
