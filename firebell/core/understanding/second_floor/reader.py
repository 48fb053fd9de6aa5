"""The second floor's reader: it reads again what the first floor has read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from firebell.core.schema import Sentiment
from firebell.core.understanding.second_floor.because import because
from firebell.core.understanding.second_floor.heads import Heads, softmax
from firebell.core.understanding.second_floor.router import Router
from firebell.core.understanding.second_floor.session import Session
from firebell.core.understanding.second_floor.tokens import PieceTokenizer
from firebell.core.understanding.stars import star_of, star_shift

MODEL_FILE = "second-floor.onnx"
TOKENS_FILE = "tokens.json"
MANIFEST_FILE = "manifest.json"
FILES = (MANIFEST_FILE, MODEL_FILE, TOKENS_FILE)

RULES = "2"
"""Raised whenever code, and not a file, may change a reading."""

_SENTIMENTS = (Sentiment.NEGATIVE.value, Sentiment.NEUTRAL.value, Sentiment.POSITIVE.value)


@dataclass(frozen=True)
class Second:
    """What the transformer says of one text: the logits of each task's classes, tempered, and the
    words that moved each sentiment."""

    logits: Mapping[str, list[float]]
    because: tuple[str, ...]


class SecondFloorReader:
    """Reads with a transformer of six layers, int8, one text at a time: some hundreds of posts a
    second and thread. Safe to share between threads.

    A reading depends on its text (and stars) alone, to the last bit on one machine; processors
    with other vector units may differ in the last digits.
    """

    def __init__(
        self, session: Session, cut: PieceTokenizer, heads: Heads, router: Router, version: str
    ) -> None:
        self.version = version
        self.router = router
        self._session, self._cut, self._heads = session, cut, heads

    @classmethod
    def from_bytes(cls, files: Mapping[str, bytes]) -> SecondFloorReader:
        """Build from FILES by name.

        Raises ValueError where one is missing or its SHA-256 is not the manifest's.
        """
        missing = [name for name in FILES if name not in files]
        if missing:
            raise ValueError(f"{missing[0]} of the second floor is missing; reinstall firebell")
        manifest = json.loads(files[MANIFEST_FILE])
        for name in (MODEL_FILE, TOKENS_FILE):
            if hashlib.sha256(files[name]).hexdigest() != manifest["files"][name]["sha256"]:
                raise ValueError(f"{name} is not the file that {MANIFEST_FILE} names")
        digest = manifest["files"][MODEL_FILE]["sha256"][:8]
        return cls(
            Session(files[MODEL_FILE]),
            PieceTokenizer.from_bytes(files[TOKENS_FILE]),
            Heads.from_manifest(manifest),
            Router.from_manifest(manifest),
            f"second-floor-{manifest['version']}-{digest}-rules-{RULES}",
        )

    def look(self, text: str) -> Second:
        """Read one text. No Unicode text raises."""
        numbers, owners = self._cut.pieces(text)
        votes = self._session.votes(numbers)
        logits = self._heads.logits(votes)
        said = because(text, owners, self._heads.of(votes, "sentiment"))
        return Second(logits, said)

    def likeliest(self, task: str, logits: Sequence[float]) -> str:
        """The class of a task with the largest of `look`'s logits, the first of equals."""
        return self._heads.likeliest(task, logits)

    def revise(
        self, batch: pa.RecordBatch | pa.Table, readings: pa.RecordBatch | pa.Table
    ) -> pa.RecordBatch:
        """``readings`` of the rows of ``batch``, in their order, with sentiment, toxicity and
        reasons read again.

        Everything else is kept: needs_answer, and irony, emotion and intent, which ``look`` says
        too and, on people's posts, not better than the first floor. Raises ValueError where the
        two differ in length or ``text`` is missing.
        """
        if "text" not in batch.schema.names:
            raise ValueError('a batch to read needs a column "text"')
        if batch.num_rows != readings.num_rows:
            raise ValueError(f"{batch.num_rows} rows with {readings.num_rows} readings")
        texts = [text or "" for text in batch.column("text").to_pylist()]
        known = {text: self.look(text) for text in dict.fromkeys(texts)}
        found = [known[text] for text in texts]
        columns = self._columns(found, _shifts(batch), readings)
        arrays = [
            pa.array(columns[field.name], type=field.type)
            if field.name in columns
            else _one(readings.column(field.name))
            for field in readings.schema
        ]
        return pa.RecordBatch.from_arrays(arrays, schema=readings.schema)

    def _columns(
        self,
        found: Sequence[Second],
        shifts: Sequence[tuple[float, float]],
        readings: pa.RecordBatch | pa.Table,
    ) -> dict[str, list[Any]]:
        feelings = [
            _sentiment(second.logits["sentiment"], shift)
            for second, shift in zip(found, shifts, strict=True)
        ]
        labels = [row.index(max(row)) for row in feelings]
        toxicity = [softmax(second.logits["toxic"])[1] for second in found]
        spans = readings.column("toxic_spans").to_pylist()
        columns: dict[str, list[Any]] = {
            "sentiment": [_SENTIMENTS[label] for label in labels],
            "negative": [row[0] for row in feelings],
            "neutral": [row[1] for row in feelings],
            "positive": [row[2] for row in feelings],
            "toxicity": toxicity,
            # Only texts that are more likely toxic than not show toxic words.
            "toxic_spans": [s if p >= 0.5 else [] for s, p in zip(spans, toxicity, strict=True)],
            "because": [second.because[label] for second, label in zip(found, labels, strict=True)],
        }
        return columns


def _sentiment(logits: Sequence[float], shift: tuple[float, float]) -> list[float]:
    negative, neutral, positive = logits
    return softmax([negative + shift[0], neutral, positive + shift[1]])


def _shifts(batch: pa.RecordBatch | pa.Table) -> list[tuple[float, float]]:
    if "rating" not in batch.schema.names:
        return [(0.0, 0.0)] * batch.num_rows
    return [star_shift(star_of(rating)) for rating in batch.column("rating").to_pylist()]


def _one(column: pa.Array[Any] | pa.ChunkedArray[Any]) -> pa.Array[Any]:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
