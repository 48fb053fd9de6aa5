"""Making the first floor's model: sentiment, toxicity, question-likeness and toxic words.

Everything was chosen on validation parts; see docs/reference/model-card-first-floor.md.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from firebell.core.text.hashing import hash_words, to_buckets
from firebell.core.text.tokens import find_tokens
from firebell.core.understanding import FirstFloorReader
from firebell.core.understanding.calibration import Calibration
from firebell.core.understanding.first_floor import MANIFEST_FILE, MODEL_FILE
from firebell.core.understanding.model import HEADS
from firebell.core.understanding.vocabulary import LISTED, NEGATED_SALT, WORD_SALT
from firebell.runners.reading import load_places
from firebell.understanding.training import sets
from firebell.understanding.training.calibrating import calibrate
from firebell.understanding.training.features import feature_rows, token_rows
from firebell.understanding.training.figures import figures
from firebell.understanding.training.groups import group_sentences
from firebell.understanding.training.sets import Labelled, Wall

NAME = "first-floor"
VERSION = "2"
BITS = 19
TOXIC_WORD_FROM = -1.0
FIGURES_FILE = "first-floor.figures.md"
LIBRARIES = ("numpy", "scipy", "scikit-learn")


@dataclass(frozen=True)
class Settings:
    """Strengths of regularisation (scikit-learn's C), the rarest feature kept, in texts, and how
    much freer of regularisation the features of word lists are than common words."""

    sentiment_c: float = 0.02
    list_weight: float = 10.0
    toxic_c: float = 0.05
    question_c: float = 0.02
    word_c: float = 1.0
    at_least: int = 2


@dataclass(frozen=True)
class Head:
    """Weights (features x outputs) and biases of one trained part."""

    weights: np.ndarray
    bias: np.ndarray


def train(data: Path, out: Path, seed: int) -> dict[str, Any]:
    """Train on the sets under ``data``; write model, manifest and figures into ``out``.

    Returns the manifest. The same data, seed and library versions give the same bytes. Raises
    LeakedTestTextError if a test text got into training.
    """
    rows = training_rows(data)
    # More threads would add in another order and round otherwise.
    with threadpool_limits(1):
        heads = train_heads(data, rows, Settings(), seed)
        calibration = calibrate(lambda texts: logits_of(heads, texts), data)
    model = pack(heads, calibration)
    manifest = {
        "version": VERSION,
        "files": {MODEL_FILE: {"sha256": hashlib.sha256(model).hexdigest(), "bytes": len(model)}},
        "toxic_word_from": TOXIC_WORD_FROM,
        "heads": list(HEADS),
        "seed": seed,
        "data": sets.LICENCES,
        "made_with": {name: version(name) for name in LIBRARIES},
    }
    text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
    files = {MODEL_FILE: model, MANIFEST_FILE: text.encode()}
    reader = FirstFloorReader.from_bytes(files, load_places())
    out.mkdir(parents=True, exist_ok=True)
    (out / MODEL_FILE).write_bytes(model)
    (out / MANIFEST_FILE).write_text(text, encoding="utf-8")
    (out / FIGURES_FILE).write_text(figures(reader, rows.counts(), data), encoding="utf-8")
    return manifest


@dataclass(frozen=True)
class TrainingRows:
    """What each part learns from; no text of a test or validation part is in it."""

    sentiment: list[Labelled]
    toxicity: list[Labelled]
    questions: list[Labelled]

    def counts(self) -> dict[str, Counter[str]]:
        """How many rows of each source, by part."""
        return {part: Counter(row.source for row in rows) for part, rows in vars(self).items()}


def training_rows(data: Path) -> TrainingRows:
    """Raises LeakedTestTextError if a test text is left in them."""
    wall = Wall(sets.test_texts(data))
    parts = [
        wall.without_leaks(rows(data)) for rows in (sentiment_rows, toxicity_rows, question_rows)
    ]
    wall.check(row for part in parts for row in part)
    return TrainingRows(*parts)


def train_heads(data: Path, rows: TrainingRows, settings: Settings, seed: int) -> list[Head]:
    """The parts in the order of HEADS, sentiment's three as one."""
    least, lists = settings.at_least, settings.list_weight
    return [
        fit_texts(rows.sentiment, settings.sentiment_c, least, seed, lists),
        fit_texts(rows.toxicity, settings.toxic_c, least, seed),
        fit_texts(rows.questions, settings.question_c, least, seed),
        fit_words(data, settings.word_c, seed),
    ]


def logits_of(heads: Sequence[Head], texts: Sequence[str]) -> np.ndarray:
    """Uncalibrated logits, texts x HEADS."""
    weights = np.hstack([head.weights for head in heads])
    return feature_rows(texts, BITS) @ weights + np.concatenate([head.bias for head in heads])


def sentiment_rows(data: Path) -> list[Labelled]:
    """Tweets in nine languages' sets, and sentences of Norwegian reviews."""
    return sets.semeval(data) + sets.xlmt(data, "train") + sets.norec(data, "train")


def toxicity_rows(data: Path) -> list[Labelled]:
    """Toxic and civil texts in English, German and Polish, agents' replies in three languages,
    and customers' plain questions as civil ones."""
    sentences = [
        row
        for text, places in sets.toxic_spans(data, "train")
        for row in toxic_sentences(text, places)
    ]
    judged = sets.germeval(data, "training") + sets.poleval(data, "train")
    civil = [Labelled(text, 0, "customers") for text in sets.questions_to_firms(data)[::5]]
    reviews = [Labelled(row.text, 0, "norec") for row in sets.norec(data, "train")[::3]]
    return (
        sets.davidson(data, "train")
        + [row for row in judged if not sets.held_back(row.text)]
        + sets.wiki(data)
        + sets.agent_replies(data, "train")
        + group_sentences()
        + sentences
        + civil
        + reviews
    )


_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def toxic_sentences(text: str, places: Collection[int]) -> list[Labelled]:
    """The sentences of a toxic comment, 1 where a toxic place is in them: so what surrounds an
    insult teaches the model what is civil.

    >>> [row.label for row in toxic_sentences("You fool. I live in Oslo now.", {4, 5, 6, 7})]
    [1, 0]
    """
    return [
        Labelled(
            part.group().strip(),
            int(any(place in places for place in range(*part.span()))),
            "spans",
        )
        for part in _SENTENCE.finditer(text)
        if len(part.group().strip()) >= 10 or any(p in places for p in range(*part.span()))
    ]


_QUESTION_MARK = re.compile(r"[?¿؟？]+")


def question_rows(data: Path) -> list[Labelled]:
    """Texts without their question marks; 1 if there was one. The marks are the labels, so
    questions that nobody marked are found in every language of the sets."""
    rows = (
        sets.xlmt(data, "train")
        + sets.norec(data, "train")
        + sets.poleval(data, "train")
        + sets.germeval(data, "training")
        + sets.davidson(data, "train")
        + [Labelled(text, 0, "firms") for text in sets.questions_to_firms(data)]
    )
    stripped = [(row, _QUESTION_MARK.sub(" ", row.text)) for row in rows]
    return [
        Labelled(text, int(text != row.text), row.source)
        for row, text in stripped
        if row.source != "firms" or text != row.text
    ]


def fit_texts(
    rows: Sequence[Labelled],
    strength: float,
    at_least: int,
    seed: int,
    list_weight: float | None = None,
) -> Head:
    """Logistic regression on features weighted by their rarity, those of the word lists by
    `list_weight`; these factors end up in the weights, so the reader need not know them."""
    matrix = feature_rows([row.text for row in rows], BITS)
    rarity = _rarity(matrix, at_least)
    if list_weight is not None:
        rarity[_list_buckets()] = list_weight
    model = _regression(strength, seed)
    labels = np.array([row.label for row in rows])
    model.fit(csr_matrix(matrix @ diags(rarity)), labels, sample_weight=fair_weights(rows))
    return Head((model.coef_ * rarity).T, model.intercept_)


def fair_weights(rows: Sequence[Labelled]) -> np.ndarray:
    """Weights under which the labels of each source weigh the same, so that the model cannot
    take a language or a medium for a label. A source's weights sum to its size."""
    sizes = Counter(row.source for row in rows)
    counts = Counter((row.source, row.label) for row in rows)
    labels = Counter(source for source, _ in counts)
    return np.array([sizes[r.source] / labels[r.source] / counts[r.source, r.label] for r in rows])


def fit_words(data: Path, strength: float, seed: int) -> Head:
    """Is a single word toxic? From the marked places in English comments."""
    wall = Wall(sets.test_texts(data))
    marked: Counter[tuple[str, bool]] = Counter()
    for text, places in sets.toxic_spans(data, "train"):
        if text in wall:
            continue
        for match in find_tokens(text):
            marked[match.group(), match.start() in places] += 1
    tokens, labels = zip(*sorted(marked), strict=True)
    counts = np.array([marked[key] for key in sorted(marked)], dtype=np.float64)
    model = _regression(strength, seed)
    model.fit(token_rows(tokens, BITS), np.array(labels), sample_weight=counts)
    return Head(model.coef_.T, model.intercept_)


def pack(heads: Sequence[Head], calibration: Calibration) -> bytes:
    """The .npz of the heads, rounded to whole numbers with one scale a head, and the calibration.

    The scale suits common weights, within 127; the few of the word lists are much larger and
    must not be clipped, hence int16.
    """
    weights = np.hstack([head.weights for head in heads])
    bias = np.concatenate([head.bias for head in heads])
    scale = np.quantile(np.abs(weights), 0.99995, axis=0) / 127
    rounded = np.clip(np.rint(weights / scale), -32767, 32767).astype(np.int16)
    file = io.BytesIO()
    np.savez_compressed(file, weights=rounded, scale=scale, bias=bias, **calibration.arrays())
    return file.getvalue()


def _rarity(matrix: csr_matrix, at_least: int) -> np.ndarray:
    texts = np.bincount(matrix.indices, minlength=matrix.shape[1])
    return np.where(texts >= at_least, np.log(matrix.shape[0] / (texts + 1.0)), 0.0)


def _list_buckets() -> np.ndarray:
    names = hash_words([name for _, name in LISTED])
    return np.concatenate([to_buckets(names, salt, BITS) for salt in (WORD_SALT, NEGATED_SALT)])


def _regression(strength: float, seed: int) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=200, tol=1e-3, random_state=seed)
