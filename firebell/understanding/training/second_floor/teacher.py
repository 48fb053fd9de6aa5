"""What the second floor says of many texts, for a smaller model to learn from.

Distillation as in Hinton et al. 2015 (arXiv:1503.02531): the pupil learns the teacher's logits.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from firebell.core.text.tokens import comparison_key
from firebell.core.understanding.second_floor.reader import SecondFloorReader
from firebell.understanding.training import sets
from firebell.understanding.training.second_floor import mixture
from firebell.understanding.training.sets import Labelled, Wall

FEWER = {"customers": 5, "spans": 3}
"""Of some sources only so many are worth the teacher's time: one in five, one in three."""

RESEARCH_TASKS = ("offensive", "hate", "irony", "emotion")


def teacher_texts(data: Path, research: bool = False) -> list[Labelled]:
    """Every training text of the sets that may ship, each once; label 0 says nothing. With
    ``research`` also the training texts of TweetEval's other tasks, whose source starts with
    "tweeteval": a model that ships may not learn from these."""
    wall = Wall([*sets.test_texts(data), *(row.text for row in mixture.validation_rows(data))])
    found: dict[str, Labelled] = {}
    for row in _rows(data, research):
        if row.text not in wall:
            found.setdefault(comparison_key(row.text), Labelled(row.text, 0, row.source))
    return list(found.values())


def _rows(data: Path, research: bool) -> Iterator[Labelled]:
    yield from sets.semeval(data)
    yield from sets.xlmt(data, "train")
    yield from sets.norec(data, "train")
    for row in mixture.toxicity(data):
        if zlib.crc32(row.text.encode()) % FEWER.get(row.source, 1) == 0:
            yield row
    if research:
        for task in RESEARCH_TASKS:
            yield from sets.tweeteval(data, task, "train")


def export_logits(reader: SecondFloorReader, rows: list[Labelled], out: Path) -> None:
    """Write an .npz: ``texts``, ``sources``, ``sentiment`` (rows x 3, tempered logits of negative,
    neutral, positive) and ``toxic`` (tempered logit of toxic)."""
    found = [reader.look(row.text).logits for row in rows]
    partial = out.with_suffix(".partial.npz")
    np.savez_compressed(
        partial,
        texts=np.array([row.text for row in rows]),
        sources=np.array([row.source for row in rows]),
        sentiment=np.array([row["sentiment"] for row in found], dtype=np.float32),
        toxic=np.array([row["toxic"][1] - row["toxic"][0] for row in found], dtype=np.float32),
    )
    partial.replace(out)
