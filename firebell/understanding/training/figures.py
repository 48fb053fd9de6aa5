"""The figures of a model card that training itself can tell, as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from sklearn.metrics import f1_score, recall_score

from firebell.core.understanding import Reader
from firebell.understanding.training.calibrating import sentiment_validation, toxicity_validation
from firebell.understanding.training.measures import calibration_error
from firebell.understanding.training.sets import SENTIMENTS, Labelled

BATCH = 1_000
Counts = Mapping[str, Mapping[str, int]]


def figures(reader: Reader, counts: Counts, data: Path) -> str:
    """Rows that it learnt from, and scores on validation parts as the reader gives them."""
    lines = [f"Version `{reader.version}`.", "", "| part | source | rows |", "| --- | --- | --- |"]
    for part, sources in counts.items():
        lines += [f"| {part} | {name} | {rows:,} |" for name, rows in sorted(sources.items())]
    lines += ["", "| validation part | macro-recall | macro-F1 | calibration error |"]
    lines += ["| --- | --- | --- | --- |"]
    moods, toxic = sentiment_validation(data), toxicity_validation(data)
    lines += [
        _line(f"sentiment {code}", rows, _moods(reader, rows)) for code, rows in moods.items()
    ]
    lines += [_line(f"toxicity {code}", rows, _toxic(reader, rows)) for code, rows in toxic.items()]
    return "\n".join(lines) + "\n"


def _line(name: str, rows: Sequence[Labelled], probabilities: np.ndarray) -> str:
    labels, found = [row.label for row in rows], probabilities.argmax(axis=1)
    scores = (
        recall_score(labels, found, average="macro"),
        f1_score(labels, found, average="macro"),
        calibration_error(probabilities, labels),
    )
    return f"| {name} ({len(rows):,}) | " + " | ".join(f"{100 * s:.1f}" for s in scores) + " |"


def _moods(reader: Reader, rows: Sequence[Labelled]) -> np.ndarray:
    found = _readings(reader, rows)
    return np.column_stack([found.column(name).to_numpy() for name in SENTIMENTS])


def _toxic(reader: Reader, rows: Sequence[Labelled]) -> np.ndarray:
    toxicity = _readings(reader, rows).column("toxicity").to_numpy()
    return np.column_stack([1 - toxicity, toxicity])


def _readings(reader: Reader, rows: Sequence[Labelled]) -> pa.Table:
    texts = [row.text for row in rows]
    parts = [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)]
    return pa.Table.from_batches([reader.read(pa.table({"text": part})) for part in parts])
