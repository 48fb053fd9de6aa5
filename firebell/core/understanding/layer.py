"""A workspace's own layer: a small correction of what a reader says, learnt from its people.

To the logits of sentiment and of "needs an answer" it adds a linear function of those same
readings, the language, the channel and 256 hashed words of the text. A layer of zeros changes
nothing, and all learning pulls towards zero. Sums of words are of whole numbers and everything else
is done number by number, so that a reading depends on its row alone, to the last bit.
"""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zipfile import BadZipFile

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firebell.core.schema import READING, Sentiment
from firebell.core.text.hashing import Ints, hash_words, to_buckets
from firebell.core.text.tokens import is_word, normal_form, split_tokens
from firebell.core.understanding.contract import Reader

Floats = NDArray[np.float64]

SENTIMENTS = (Sentiment.NEGATIVE.value, Sentiment.NEUTRAL.value, Sentiment.POSITIVE.value)
HEADS = (*SENTIMENTS, "needs_answer")
NEEDS = 3
DENSE = ("one", "negative", "neutral", "positive", "needs_answer")
WORD_BITS = 8
MAX_READ = 10_000
SETTLED = 1e-8
"""Below this probability a rule has settled that nobody is to be answered; a layer leaves it."""
_SALT = 9
_LEAST = 1e-4  # a probability below this is as good as this
_FARTHEST = 9.0  # of the logit of "needs an answer"
_UNIT = 4.0  # what logits are divided by, so that all features are of one size


@dataclass(frozen=True)
class Features:
    """What a layer looks at of some posts: ``dense`` (posts x DENSE), the place of language and
    channel (-1: not one that the layer knows), and for each different word of a post its
    ``owner`` and ``bucket``; ``share`` is what a word of the post counts."""

    dense: Floats
    language: Ints
    channel: Ints
    owner: Ints
    bucket: Ints
    share: Floats


@dataclass(frozen=True)
class Layer:
    """Weights for each of HEADS: ``dense`` (DENSE, then languages, then channels; float64),
    ``words`` (2**WORD_BITS; int16, each worth ``scale`` of its head)."""

    dense: Floats
    words: NDArray[np.int16]
    scale: Floats
    languages: tuple[str, ...]
    channels: tuple[str, ...]

    def __post_init__(self) -> None:
        rows = len(DENSE) + len(self.languages) + len(self.channels)
        shapes = (self.dense.shape, self.words.shape, self.scale.shape)
        expected = ((rows, len(HEADS)), (1 << WORD_BITS, len(HEADS)), (len(HEADS),))
        kinds = (self.dense.dtype, self.words.dtype, self.scale.dtype)
        if shapes != expected or [str(kind) for kind in kinds] != ["float64", "int16", "float64"]:
            raise ValueError(f"this is no layer: {shapes} of {kinds}, expected {expected}")
        if not (np.isfinite(self.dense).all() and np.isfinite(self.scale).all()):
            raise ValueError("this is no layer: its weights are not all finite")

    def to_npz(self) -> bytes:
        """The same layer always gives the same bytes."""
        file = io.BytesIO()
        names = {
            "languages": np.array(self.languages, "U8"),
            "channels": np.array(self.channels, "U40"),
        }
        np.savez(file, dense=self.dense, words=self.words, scale=self.scale, **names)  # type: ignore[arg-type]
        return file.getvalue()

    @classmethod
    def from_npz(cls, data: bytes) -> Layer:
        """Read what ``to_npz`` wrote; no pickle. Raises ValueError for anything else."""
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
                return cls(
                    arrays["dense"],
                    arrays["words"],
                    arrays["scale"],
                    tuple(arrays["languages"].tolist()),
                    tuple(arrays["channels"].tolist()),
                )
        except (OSError, KeyError, EOFError, AttributeError, TypeError, BadZipFile) as error:
            raise ValueError(f"this is no layer: {error}") from error

    @cached_property
    def digest(self) -> str:
        """Names the content: the first eight letters of its SHA-256."""
        return hashlib.sha256(self.to_npz()).hexdigest()[:8]

    def changes(self, head: int) -> bool:
        return bool(self.dense[:, head].any() or (self.words[:, head].any() and self.scale[head]))

    def deltas(self, found: Features) -> Floats:
        """What is added to the logits, posts x HEADS."""
        total = np.zeros((len(found.dense), len(HEADS)))
        for place in range(len(DENSE)):
            total += found.dense[:, place : place + 1] * self.dense[place]
        first = len(DENSE)
        for places, number in (
            (found.language, len(self.languages)),
            (found.channel, len(self.channels)),
        ):
            own = np.vstack([self.dense[first : first + number], np.zeros(len(HEADS))])
            total += own[places]
            first += number
        sums = np.zeros((len(found.dense), len(HEADS)), dtype=np.int64)
        np.add.at(sums, found.owner, self.words[found.bucket].astype(np.int64))
        total += sums * self.scale * found.share[:, None]
        return total


def features(
    readings: pa.RecordBatch,
    texts: Sequence[str],
    channels: Sequence[str | None],
    known: tuple[Sequence[str], Sequence[str]],
) -> Features:
    """``readings`` of schema READING, one for each text; ``known``: languages and channels."""
    owner, bucket, share = _words(texts)
    languages, known_channels = known
    return Features(
        _dense(readings),
        _places(readings.column("language").to_pylist(), languages),
        _places(channels, known_channels),
        owner,
        bucket,
        share,
    )


def logits_of(readings: pa.RecordBatch) -> Floats:
    """The logits that the readings' probabilities stand for, posts x HEADS."""
    columns = [[math.log(max(p, _LEAST)) for p in _column(readings, name)] for name in SENTIMENTS]
    columns.append([_logit(p) for p in _column(readings, "needs_answer_p")])
    return np.array(columns, dtype=np.float64).T.reshape(-1, len(HEADS))


def _dense(readings: pa.RecordBatch) -> Floats:
    logits = logits_of(readings) / _UNIT
    return np.column_stack([np.ones(len(logits)), logits])


def _column(readings: pa.RecordBatch, name: str) -> list[float]:
    values: list[Any] = readings.column(name).to_pylist()
    return values


def _logit(p: float) -> float:
    if p <= 0 or p >= 1:
        return -_FARTHEST if p <= 0 else _FARTHEST
    return max(-_FARTHEST, min(_FARTHEST, math.log(p / (1 - p))))


def _places(values: Sequence[str | None], known: Sequence[str]) -> Ints:
    place = {name: number for number, name in enumerate(known)}
    return np.array([place.get(value or "", -1) for value in values], dtype=np.int64)


def word_forms(text: str) -> list[str]:
    """The different words and signs of a text as a layer knows them, in their order."""
    tokens = split_tokens(text[:MAX_READ])
    return list(dict.fromkeys(normal_form(t) for t in tokens if is_word(t) or not t.isspace()))


def buckets_of(forms: Sequence[str]) -> Ints:
    return to_buckets(hash_words(forms), _SALT, WORD_BITS)


def _words(texts: Sequence[str]) -> tuple[Ints, Ints, Floats]:
    split = [word_forms(text) for text in texts]
    sizes = np.array([len(forms) for forms in split], dtype=np.int64)
    owner = np.repeat(np.arange(len(texts), dtype=np.int64), sizes)
    bucket = buckets_of([form for forms in split for form in forms])
    share = 1.0 / np.sqrt(np.maximum(sizes, 1).astype(np.float64))
    return owner, bucket, share


class LayeredReader:
    """A reader with a workspace's own layer on it. Implements Reader.

    ``name`` says whose layer it is; the version holds it and the layer's digest. The column
    ``channel`` is looked at besides READABLE.
    """

    def __init__(self, reader: Reader, layer: Layer, name: str) -> None:
        self.version = f"{reader.version}+{name}-{layer.digest}"
        self._reader = reader
        self._layer = layer

    def read(self, batch: pa.RecordBatch | pa.Table) -> pa.RecordBatch:
        """Read each row of ``batch``; see Reader.read."""
        base = self._reader.read(batch)
        texts = [text or "" for text in batch.column("text").to_pylist()]
        return relayed(base, texts, _channels(batch), self._layer)


def _channels(batch: pa.RecordBatch | pa.Table) -> list[str | None]:
    if "channel" not in batch.schema.names:
        return [None] * batch.num_rows
    return batch.column("channel").to_pylist()


def relayed(
    base: pa.RecordBatch, texts: Sequence[str], channels: Sequence[str | None], layer: Layer
) -> pa.RecordBatch:
    """These readings with the layer's corrections; heads that it leaves alone stay to the bit."""
    found = features(base, texts, channels, (layer.languages, layer.channels))
    logits = logits_of(base) + layer.deltas(found)
    columns: dict[str, Any] = {name: base.column(name) for name in base.schema.names}
    if any(layer.changes(head) for head in range(NEEDS)):
        columns |= _feelings(base, logits, texts, layer)
    if layer.changes(NEEDS):
        columns |= _asking(base, logits[:, NEEDS].tolist())
    arrays = [_array(columns[field.name], field.type) for field in READING]
    return pa.RecordBatch.from_arrays(arrays, schema=READING)


def _array(values: Any, kind: pa.DataType) -> pa.Array[Any]:
    return values if isinstance(values, pa.Array) else pa.array(values, type=kind)


def _feelings(
    base: pa.RecordBatch, logits: Floats, texts: Sequence[str], layer: Layer
) -> dict[str, list[Any]]:
    rows = [_softmax(row) for row in logits[:, :NEEDS].tolist()]
    labels = [row.index(max(row)) for row in rows]
    said: list[Any] = base.column("sentiment").to_pylist()
    because: list[Any] = base.column("because").to_pylist()
    for place, label in enumerate(labels):
        if SENTIMENTS[label] != said[place]:
            because[place] = _moved(texts[place], layer, label, SENTIMENTS.index(said[place]))
    parts = {name: [row[place] for row in rows] for place, name in enumerate(SENTIMENTS)}
    return parts | {"sentiment": [SENTIMENTS[label] for label in labels], "because": because}


def _softmax(row: Sequence[float]) -> list[float]:
    powers = [math.exp(value - max(row)) for value in row]
    return [power / sum(powers) for power in powers]


def _moved(text: str, layer: Layer, to: int, away: int) -> str:
    """At most three words that pulled a post from one sentiment to another, in their order."""
    forms = [form for form in word_forms(text) if is_word(form)]
    if not forms:
        return ""
    weights = layer.words[buckets_of(forms)].astype(np.float64) * layer.scale
    pull = (weights[:, to] - weights[:, away]).tolist()
    best = sorted(range(len(forms)), key=lambda place: (-pull[place], place))[:3]
    return ", ".join(forms[place] for place in sorted(best) if pull[place] > 0)[:120]


def _asking(base: pa.RecordBatch, logits: Sequence[float]) -> dict[str, list[Any]]:
    before = _column(base, "needs_answer_p")
    ps = [
        p if p < SETTLED else 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, z))))
        for p, z in zip(before, logits, strict=True)
    ]
    # A sensitive matter goes to a person, whatever was learnt.
    matters: list[Any] = base.column("sensitive").to_pylist()
    needs = [p >= 0.5 or bool(matter) for p, matter in zip(ps, matters, strict=True)]
    return {"needs_answer_p": ps, "needs_answer": needs}
