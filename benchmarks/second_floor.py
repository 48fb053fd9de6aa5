"""Reading, second floor: what a transformer adds, and how much of it a small share of posts buys.

Test parts only. The model saw none of these texts (training fails if it did), and nothing was
chosen on them. Each set's share is its own: 5 % of its posts, those that the order puts first.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from sklearn.metrics import f1_score, recall_score

from benchmarks.reading_of.finer import finer_scores
from benchmarks.reading_of.judges import Ours
from benchmarks.reading_of.offence import by_function
from firebell.core.understanding.second_floor.heads import softmax
from firebell.core.understanding.second_floor.reader import SecondFloorReader
from firebell.core.understanding.second_floor.router import margins
from firebell.runners.reading import load_reader, load_second_floor, second_floor_missing
from firebell.understanding.training import sets
from firebell.understanding.training.sets import SENTIMENTS, Labelled

SHARES = (0.0, 0.02, 0.05, 0.2, 1.0)
BATCH = 1_000
STEPS = 15
Floats = np.ndarray


@dataclass(frozen=True)
class Found:
    """A set's gold labels, both floors' probabilities (rows x 3, and of toxicity), and the orders
    in which the second floor would be asked."""

    gold: Floats
    first: Floats
    second: Floats
    first_toxic: Floats
    second_toxic: Floats
    orders: dict[str, Floats]

    def labels(self, order: str, share: float) -> Floats:
        """Sentiments when the second floor reads the first ``share`` of ``order``."""
        labels = self.first.argmax(axis=1)
        chosen = self.orders[order][: round(share * len(labels))]
        labels[chosen] = self.second[chosen].argmax(axis=1)
        return labels


def run(data: Path) -> dict[str, Any]:
    """Scores in per cent. `data` is the folder of public sets."""
    reader = load_second_floor()
    if reader is None:
        return {"missing": second_floor_missing()}
    sentiment = {name: read(reader, rows) for name, rows in sentiment_sets(data).items()}
    toxic = {name: read(reader, rows) for name, rows in toxic_sets(data).items()}
    return {
        "version": reader.version,
        "curve": {order: curve(sentiment, order) for order in ("router", "margin", "chance")},
        "neutral_recall": neutral_recall(sentiment["tweeteval"]),
        "toxicity_macro_f1": {name: toxicity(found) for name, found in toxic.items()},
        "poleval_harmful_f1": harmful(toxic["poleval"]),
        "calibration_error": {name: sureness(found) for name, found in sentiment.items()},
        "calibration_error_toxic": {name: toxic_sureness(found) for name, found in toxic.items()},
        "hatecheck_right_by_function": by_function(data, Ours(BothFloors(reader)).toxic),
        "finer": finer_scores(data, BothFloors(reader)),
        "posts_per_cpu_second": speed(reader, data),
    }


class BothFloors:
    """Every post read by the second floor too, irony and emotion as well, which the product leaves
    to the first. Implements Reader."""

    def __init__(self, second: SecondFloorReader) -> None:
        self.version = second.version
        self._second = second

    def read(self, batch: pa.RecordBatch | pa.Table) -> pa.RecordBatch:
        readings = self._second.revise(batch, load_reader().read(batch))
        found = [self._second.look(text or "").logits for text in batch.column("text").to_pylist()]
        more = {
            "irony": [softmax(row["irony"])[1] for row in found],
            "emotion": [self._second.likeliest("emotion", row["emotion"]) for row in found],
        }
        for name, values in more.items():
            place = readings.schema.get_field_index(name)
            field = readings.schema.field(place)
            readings = readings.set_column(place, field, pa.array(values, field.type))
        return readings


def sentiment_sets(data: Path) -> dict[str, list[Labelled]]:
    late = [
        Labelled(text, label, "airline")
        for text, label, at in sets.airline(data)
        if at >= "2015-02-22"
    ]
    languages = {f"xlmt_{name}": sets.xlmt(data, "test", [name]) for name in sets.LANGUAGES}
    return {
        "tweeteval": sets.tweeteval_sentiment(data),
        **languages,
        "norec": sets.norec(data, "test"),
        "airline_from_22_february": late,
    }


def toxic_sets(data: Path) -> dict[str, list[Labelled]]:
    return {
        "davidson_held_out": sets.davidson(data, "test"),
        "tweeteval_offensive": sets.tweeteval(data, "offensive", "test"),
        "germeval": sets.germeval(data, "test"),
        "poleval": sets.poleval(data, "test"),
        "hatecheck": sets.hatecheck(data),
        "agent_replies": sets.agent_replies(data, "test"),
    }


def read(reader: SecondFloorReader, rows: Sequence[Labelled]) -> Found:
    """Both floors over one set."""
    parts = []
    for start in range(0, len(rows), BATCH):
        batch = pa.table({"text": [row.text for row in rows[start : start + BATCH]]})
        first = load_reader().read(batch)
        parts.append((first, reader.revise(batch, first), reader.router.doubt(batch, first)))
    first, second = (pa.Table.from_batches([part[at] for part in parts]) for at in (0, 1))
    chance = np.random.default_rng(1).permutation(len(rows))
    orders = {
        "router": np.argsort(-np.concatenate([part[2] for part in parts]), kind="stable"),
        "margin": np.argsort(margins(first), kind="stable"),
        "chance": chance,
    }
    gold = np.array([row.label for row in rows])
    toxic = (column(first, "toxicity"), column(second, "toxicity"))
    return Found(gold, feelings(first), feelings(second), *toxic, orders)


def column(readings: pa.Table, name: str) -> Floats:
    return np.array(readings.column(name).to_pylist())


def feelings(readings: pa.Table) -> Floats:
    return np.column_stack([column(readings, name) for name in SENTIMENTS])


def curve(found: dict[str, Found], order: str) -> dict[str, dict[str, float]]:
    """Each set's score at each share: TweetEval's macro-recall, the others' macro-F1."""
    scores: dict[str, dict[str, float]] = {}
    for share in SHARES:
        name = f"{share:.0%}"
        row = {key: score(key, one.gold, one.labels(order, share)) for key, one in found.items()}
        languages = [value for key, value in row.items() if key.startswith("xlmt")]
        scores[name] = row | {"xlmt_mean": round(sum(languages) / len(languages), 1)}
    return scores


def score(name: str, gold: Floats, labels: Floats) -> float:
    if name == "tweeteval":
        return percent(recall_score(gold, labels, average="macro"))
    return percent(f1_score(gold, labels, average="macro"))


def neutral_recall(found: Found) -> dict[str, float]:
    shares = {f"{share:.0%}": found.labels("router", share) for share in (0.0, 1.0)}
    return {
        name: percent(recall_score(found.gold, labels, labels=[1], average="macro"))
        for name, labels in shares.items()
    }


def toxicity(found: Found) -> dict[str, float]:
    """At one half."""
    floors = {"first": found.first_toxic, "second": found.second_toxic}
    return {
        name: percent(f1_score(found.gold, chances >= 0.5, average="macro"))
        for name, chances in floors.items()
    }


def harmful(found: Found) -> dict[str, float]:
    """F1 of the harmful alone, PolEval's own measure."""
    floors = {"first": found.first_toxic, "second": found.second_toxic}
    return {name: percent(f1_score(found.gold, p >= 0.5)) for name, p in floors.items()}


def sureness(found: Found) -> dict[str, float]:
    floors = {"first": found.first, "second": found.second}
    return {name: calibration_error(p, found.gold) for name, p in floors.items()}


def toxic_sureness(found: Found) -> dict[str, float]:
    floors = {"first": found.first_toxic, "second": found.second_toxic}
    return {
        name: calibration_error(np.column_stack([1 - p, p]), found.gold)
        for name, p in floors.items()
    }


def calibration_error(chances: Floats, gold: Floats) -> float:
    """Expected calibration error of the likeliest class in STEPS equal steps, in per cent."""
    sure, right = chances.max(axis=1), chances.argmax(axis=1) == gold
    steps = np.minimum((sure * STEPS).astype(int), STEPS - 1)
    gaps = [
        abs(float(right[steps == step].mean() - sure[steps == step].mean())) * (steps == step).sum()
        for step in np.unique(steps)
    ]
    return percent(float(sum(gaps)) / len(sure))


def speed(reader: SecondFloorReader, data: Path) -> int:
    """One thread, real tweets to airlines, cutting into pieces included."""
    texts = [text for text, _, _ in sets.airline(data)][:1_000]
    started = time.process_time()
    for text in texts:
        reader.look(text)
    return round(len(texts) / (time.process_time() - started))


def percent(share: float) -> float:
    return round(100 * float(share), 1)
