"""Fitting the care heads: intent, emotion and irony, from texts written for this project.

    python -m firebell.understanding.training.care --written DIR

DIR holds `intent.jsonl`, `emotion.jsonl` and `irony.jsonl` with rows of `text`, `lang` and `label`.
The fit begins from the weights set by hand and is held to them, so that what the few texts do not
tell stays as it was. Every fifth text, by its hash, takes no part and is what the score is of.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import f1_score

from firebell.core.understanding.batch import TokenBatch
from firebell.core.understanding.care.cues import CueBatch, KnownCues
from firebell.core.understanding.care.features import NAMES, ONE, Said, features
from firebell.core.understanding.care.reading import CareReader
from firebell.core.understanding.care.weights import EMOTION, INTENT, IRONY, Table
from firebell.runners.reading import load_reader

OUT = Path(__file__).parents[2] / "core" / "understanding" / "care" / "fitted.py"
HELD = 0.002
"""How strongly weights are held to those set by hand, for each text that is trained on."""

FROZEN = (
    "MENTION",
    "LINK",
    "addressed",
    "numbers",
    "short",
    "long",
    "shouts",
    "OWN",
    "YOU",
    "WILL",
)
"""Features that tell how the texts were written, not what they mean: they stay as set by hand."""

# The texts were written in equal numbers; posts are not, so bases move by how usual a label is.
USUAL: dict[str, dict[str, float]] = {
    "INTENT": {
        "complaint": 0.25,
        "question": 0.22,
        "praise": 0.12,
        "suggestion": 0.05,
        "cancellation": 0.04,
        "legal_threat": 0.02,
        "press_threat": 0.015,
        "compensation": 0.05,
        "noise": 0.08,
        "other": 0.175,
    },
    "EMOTION": {
        "anger": 0.15,
        "fear": 0.04,
        "sadness": 0.08,
        "joy": 0.18,
        "hope": 0.06,
        "none": 0.49,
    },
    "IRONY": {"irony": 0.2},
}
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Written:
    texts: list[str]
    labels: list[str]

    @property
    def held_back(self) -> NDArray[np.bool_]:
        digests = (hashlib.sha256(text.encode()).hexdigest() for text in self.texts)
        return np.array([int(digest, 16) % 5 == 0 for digest in digests])


def written(path: Path) -> Written:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return Written([row["text"] for row in rows], [str(row["label"]) for row in rows])


class _Recording(CareReader):
    """Keeps the features of the batch that it read."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Floats = np.zeros((0, len(NAMES)))

    def columns(
        self,
        texts: Sequence[str],
        split: Sequence[Sequence[str]],
        batch: TokenBatch,
        said: Said,
        languages: Sequence[str],
    ) -> dict[str, Any]:
        words = KnownCues().of([token for tokens in split for token in tokens])
        self.rows = features(CueBatch(batch, words), said) / ONE
        return super().columns(texts, split, batch, said, languages)


def rows_of(texts: Sequence[str]) -> Floats:
    """Features of texts as the shipped reader sees them, and a last column of ones."""
    reader, recording = copy(load_reader()), _Recording()
    reader._care = recording
    reader.read(pa.RecordBatch.from_pydict({"text": list(texts)}))
    return np.column_stack([recording.rows, np.ones(len(texts))])


def weights_of(table: Table) -> Floats:
    """A table as a matrix, features and a last row of bases x labels."""
    names = [*NAMES, "base"]
    return np.array([[row.get(name, 0.0) for row in table.values()] for name in names])


def fit(rows: Floats, labels: NDArray[np.int64], begin: Floats) -> Floats:
    """Maximum a posteriori: multinomial logistic regression (of two labels where there is one
    column) with a normal prior around ``begin``. Deterministic: L-BFGS from ``begin``."""
    classes = max(begin.shape[1], 2)
    wanted = np.eye(classes)[labels]
    frozen = [place for place, name in enumerate(NAMES) if name in FROZEN]

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(begin.shape)
        logits = rows @ weights
        if begin.shape[1] == 1:
            logits = np.column_stack([np.zeros(len(rows)), logits])
        logits -= logits.max(axis=1, keepdims=True)
        chances = np.exp(logits)
        chances /= chances.sum(axis=1, keepdims=True)
        wrong = (chances - wanted)[:, -begin.shape[1] :]
        away = weights - begin
        likely = -np.log(np.maximum(chances[wanted == 1], 1e-12)).mean()
        slope = rows.T @ wrong / len(rows) + HELD * 2 * away
        slope[frozen] = 0.0
        return float(likely + HELD * (away**2).sum()), slope.ravel()

    found = minimize(loss, begin.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    weights: Floats = found.x.reshape(begin.shape)
    return weights


def predicted(rows: Floats, weights: Floats) -> NDArray[np.int64]:
    logits = rows @ weights
    if weights.shape[1] == 1:
        return (logits[:, 0] >= 0).astype(np.int64)
    return np.asarray(logits.argmax(axis=1))


def fit_head(name: str, begin: Table, known: Written) -> tuple[Table, list[float]]:
    """The fitted table; macro-F1 on the texts held back: as it ships, before labels were weighed
    by how usual they are, and as set by hand."""
    labels = list(begin) if len(begin) > 1 else ["0", "1"]
    wanted = np.array([labels.index(label) for label in known.labels])
    rows, held = rows_of(known.texts), known.held_back
    start = weights_of(begin)
    weights = fit(rows[~held], wanted[~held], start)
    balanced = weights.copy()
    usual = np.array([USUAL[name][label] for label in begin])
    weights[-1] += np.log(usual * len(begin)) if len(begin) > 1 else np.log(usual / (1 - usual))
    scores = [
        f1_score(wanted[held], predicted(rows[held], some), average="macro")
        for some in (weights, balanced, start)
    ]
    return _table(begin, weights), scores


def _table(begin: Table, weights: Floats) -> Table:
    names = [*NAMES, "base"]
    return {
        label: {
            name: float(weight)
            for name, weight in zip(names, weights[:, place].round(2).tolist(), strict=True)
            if abs(weight) >= 0.05 or name == "base"
        }
        for place, label in enumerate(begin)
    }


def source(tables: dict[str, Table]) -> str:
    """The module that holds the fitted tables."""
    head = (
        '"""Weights fitted by ``firebell.understanding.training.care``; not to be changed by hand.'
        '"""\n\nfrom __future__ import annotations\n\n'
        "from firebell.core.understanding.care.weights import Table\n"
    )
    parts = [head]
    for name, table in tables.items():
        parts.append(f"\n{name}: Table = {{\n")
        for label, row in table.items():
            parts.append(f'    "{label}": {{\n')
            parts += [f'        "{feature}": {weight},\n' for feature, weight in row.items()]
            parts.append("    },\n")
        parts.append("}\n")
    return "".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--written", type=Path, required=True, help="the folder of the texts")
    parser.add_argument("--out", type=Path, default=OUT, help="where the weights go")
    chosen = parser.parse_args()
    tables = {}
    for name, begin in (("INTENT", INTENT), ("EMOTION", EMOTION), ("IRONY", IRONY)):
        known = written(chosen.written / f"{name.lower()}.jsonl")
        tables[name], scores = fit_head(name, begin, known)
        ships, balanced, by_hand = scores
        sys.stdout.write(
            f"{name.lower()}: macro-F1 {ships:.3f}; balanced {balanced:.3f}, by hand {by_hand:.3f}"
            f" on {known.held_back.sum()} of {len(known.texts)} texts\n"
        )
    chosen.out.write_text(source(tables), "utf-8")


if __name__ == "__main__":
    main()
