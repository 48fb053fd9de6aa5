"""What the second floor learns from, and what it is chosen on."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from firebell.core.text.tokens import comparison_key
from firebell.understanding.training import sets
from firebell.understanding.training.first_floor import toxic_sentences
from firebell.understanding.training.sets import SENTIMENTS, Labelled, Wall

WRITTEN = Path(__file__).parents[1] / "written"
WRITTEN_TASKS = ("irony", "emotion", "intent")
EMOTIONS = ("anger", "fear", "hope", "joy", "none", "sadness")
FEELS = {"anger": 0, "fear": 0, "sadness": 0, "none": 1, "joy": 2}
"""What an emotion of a text written for firebell says of its sentiment; hope says nothing."""
CLASSES = {"sentiment": SENTIMENTS, "toxic": ("civil", "toxic")}

FEW, FEW_WEIGHT = ("xlmt", "norec", "ours"), 1.5
"""Sources of languages with few rows, and how much more these weigh."""

Most = Mapping[tuple[str, int], int]
SENTIMENT_MOST: Most = {("semeval", 1): 12_000, ("semeval", 2): 9_000}
"""At most so many rows of a source and label: SemEval has few negative tweets and many positive,
and all labels count the same."""
TOXIC_MOST: Most = {
    ("davidson", 0): 1_500,
    ("davidson", 1): 1_500,
    ("germeval", 0): 2_000,
    ("poleval", 0): 2_500,
    ("spans", 0): 800,
    ("spans", 1): 1_200,
    ("wiki", 0): 400,
    ("customers", 0): 700,
    ("norec", 0): 300,
}


@dataclass(frozen=True)
class Row:
    """A text and its class in one task."""

    text: str
    task: str
    label: int
    source: str
    weight: float = 1.0


def training_rows(data: Path, written: Sequence[Row], seed: int) -> list[Row]:
    """The shipping mixture, ``written`` twice. No text of a test or validation part is in it."""
    wall = Wall([*sets.test_texts(data), *(row.text for row in validation_rows(data))])
    sentiment = sets.semeval(data) + sets.xlmt(data, "train") + sets.norec(data, "train")
    rows = _some(wall.without_leaks(sentiment), "sentiment", SENTIMENT_MOST, seed)
    rows += _some(wall.without_leaks(toxicity(data)), "toxic", TOXIC_MOST, seed)
    taught = [row for row in written if row.text not in wall and not sets.held_back(row.text)]
    rows += 2 * taught + feelings(taught)
    wall.check(Labelled(row.text, row.label, row.source) for row in rows)
    return rows


def validation_rows(data: Path) -> list[Row]:
    """Parts on which epochs, rates, temperatures and the router are chosen."""
    sentiment = (
        sets.tweeteval_sentiment(data, "val") + sets.xlmt(data, "val") + sets.norec(data, "dev")
    )
    held = sets.germeval(data, "training") + sets.poleval(data, "train") + sets.wiki(data)
    toxic = sets.davidson(data, "val")[::2] + [row for row in held if sets.held_back(row.text)]
    tests = sets.tweeteval_sentiment(data) + sets.xlmt(data, "test") + sets.norec(data, "test")
    wall = Wall(row.text for row in tests)
    return _rows(wall.without_leaks(sentiment), "sentiment") + _rows(toxic, "toxic")


def written_rows(folder: Path) -> tuple[list[Row], dict[str, tuple[str, ...]]]:
    """Rows of firebell's own files ``irony.jsonl``, ``emotion.jsonl`` and ``intent.jsonl``, where
    they are there, and the classes of each. A line is {"text", "lang", "label"}."""
    rows: list[Row] = []
    classes: dict[str, tuple[str, ...]] = {}
    for task in WRITTEN_TASKS:
        path = folder / f"{task}.jsonl"
        if not path.is_file():
            continue
        found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
        classes[task] = tuple(sorted({str(row["label"]) for row in found}))
        rows += [
            Row(row["text"], task, classes[task].index(str(row["label"])), f"ours {row['lang']}")
            for row in found
        ]
    return rows, classes


def feelings(written: Iterable[Row], classes: Sequence[str] = EMOTIONS) -> list[Row]:
    """Rows with an emotion as rows of sentiment: the only ones in Polish."""
    return [
        Row(row.text, "sentiment", FEELS[classes[row.label]], row.source)
        for row in written
        if row.task == "emotion" and classes[row.label] in FEELS
    ]


def coverage_texts(data: Path) -> list[str]:
    """Texts without labels whose pieces the vocabulary must hold."""
    return sets.questions_to_firms(data)


def fair_weights(rows: Sequence[Row]) -> list[float]:
    """Half-way between how often a label is met in its source and equal shares, mean 1: so no
    language stands for a label, and rare labels do not shout."""
    counts = Counter((row.task, row.source, row.label) for row in rows)
    labels = Counter((task, source) for task, source, _ in counts)
    sizes = Counter((row.task, row.source) for row in rows)

    def weight(row: Row) -> float:
        key = (row.task, row.source)
        share = float((sizes[key] / labels[key] / counts[*key, row.label]) ** 0.5)
        return share * (FEW_WEIGHT if row.source.startswith(FEW) else 1.0)

    found = [weight(row) for row in rows]
    mean = sum(found) / len(found)
    return [some / mean for some in found]


def toxicity(data: Path) -> list[Labelled]:
    """All that teaches what is toxic and what is civil, before rows are drawn."""
    sentences = [
        row
        for text, places in sets.toxic_spans(data, "train")
        for row in toxic_sentences(text, places)
    ]
    return (
        sets.davidson(data, "train")
        + sets.germeval(data, "training")
        + sets.poleval(data, "train")
        + sets.wiki(data)
        + sets.agent_replies(data, "train")
        + sentences
        + [Labelled(text, 0, "customers") for text in sets.questions_to_firms(data)]
        + [Labelled(row.text, 0, "norec") for row in sets.norec(data, "train")]
    )


def _some(rows: Iterable[Labelled], task: str, most: Most, seed: int) -> list[Row]:
    """At most ``most`` of each source and label, drawn by ``seed``; each text once."""
    groups: dict[tuple[str, int], dict[str, Labelled]] = defaultdict(dict)
    for row in rows:
        groups[row.source, row.label].setdefault(comparison_key(row.text), row)
    chosen: list[Labelled] = []
    for key, group in groups.items():
        found = list(group.values())
        random.Random(f"{seed} {task} {key}").shuffle(found)
        chosen += found[: most.get(key)]
    return _rows(chosen, task)


def _rows(rows: Iterable[Labelled], task: str) -> list[Row]:
    return [Row(row.text, task, row.label, row.source) for row in rows]
