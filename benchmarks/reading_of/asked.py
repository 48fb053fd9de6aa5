"""Does a post need an answer? Against labels of our own, made twice (see needs_answer.md)."""

from __future__ import annotations

import csv
import html
from pathlib import Path

from sklearn.metrics import f1_score

from benchmarks.reading_of.judges import readings
from benchmarks.reading_of.scores import percent
from firebell.core.understanding import Reader

LABELLED = Path(__file__).parents[1] / "needs_answer.csv"
AIRLINE, TWCS = Path("airline") / "Tweets.csv", Path("twcs") / "twcs_5k.csv"


def needs_answer_f1(data: Path, reader: Reader) -> dict[str, float]:
    """F1 on the test half of 600 posts that were labelled twice, against either
    pass, and of the passes against each other."""
    known = {("airline", row["tweet_id"]): row["text"] for row in _rows(data / AIRLINE)}
    known |= {("twcs", row["tweet_id"]): row["text"] for row in _rows(data / TWCS)}
    with LABELLED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == "test"]
    texts = [html.unescape(known[row["set"], row["id"]]) for row in rows]
    ours = readings(reader, texts).column("needs_answer").to_pylist()
    first, second = ([row[which] == "1" for row in rows] for which in ("first", "second"))
    pairs = {"first_pass": first, "second_pass": second}
    scores = {name: percent(f1_score(labels, ours)) for name, labels in pairs.items()}
    return scores | {"between_passes": percent(f1_score(first, second)), "posts": len(rows)}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
