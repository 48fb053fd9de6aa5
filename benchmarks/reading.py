"""Reading, first floor, beside VADER in one run: scores on test parts, and posts per CPU second.

Test parts only. The model saw none of these texts (training fails if it did), and nothing was
chosen on them.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from sklearn.metrics import f1_score, recall_score
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from firebell.core.understanding import Reader
from firebell.runners.reading import load_reader
from firebell.understanding.training import sets
from firebell.understanding.training.sets import SENTIMENTS, Labelled

BATCH = 1_000
BY_HAND = Path(__file__).with_name("by_hand.csv")
Judge = Callable[[Sequence[str]], list[int]]


def run(data: Path) -> dict[str, Any]:
    """Scores in per cent. `data` is the folder of public sets."""
    reader, vader = load_reader(), Vader()
    judges: dict[str, Judge] = {"firebell": lambda texts: sentiments(reader, texts), "vader": vader}
    return {
        "version": reader.version,
        "sentiment": {name: sentiment_scores(data, judge) for name, judge in judges.items()},
        "by_hand_macro_f1": by_hand_scores(judges["firebell"]),
        "toxicity_macro_f1": toxicity_scores(data, reader),
        "toxic_words_f1": toxic_words_f1(data, reader),
        "needs_answer_share": needs_answer_shares(data, reader),
        "posts_per_cpu_second": speeds(data, judges),
    }


class Vader:
    """VADER with its authors' thresholds: -0.05 and 0.05 of the compound score."""

    def __init__(self) -> None:
        self._analyser = SentimentIntensityAnalyzer()

    def __call__(self, texts: Sequence[str]) -> list[int]:
        scores = [self._analyser.polarity_scores(text)["compound"] for text in texts]
        return [0 if score <= -0.05 else 2 if score >= 0.05 else 1 for score in scores]


def readings(reader: Reader, texts: Sequence[str]) -> pa.Table:
    parts = [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)]
    return pa.Table.from_batches([reader.read(pa.table({"text": part})) for part in parts])


def sentiments(reader: Reader, texts: Sequence[str]) -> list[int]:
    found = readings(reader, texts).column("sentiment").to_pylist()
    return [SENTIMENTS.index(label) for label in found]


def sentiment_scores(data: Path, judge: Judge) -> dict[str, float]:
    """TweetEval's own measure is macro-recall, the others' macro-F1."""
    tweets = sets.tweeteval_sentiment(data)
    recall = recall_score(_labels(tweets), judge(_texts(tweets)), average="macro")
    scores = {"tweeteval_macro_recall": _percent(recall)}
    languages = {name: _macro_f1(sets.xlmt(data, "test", [name]), judge) for name in sets.LANGUAGES}
    scores |= {f"xlmt_{name}": score for name, score in languages.items()}
    scores["xlmt_mean"] = round(sum(languages.values()) / len(languages), 1)
    scores["norec_three_classes"] = _macro_f1(sets.norec(data, "test"), judge)
    scores["airline_from_22_february"] = _macro_f1(_late_airline(data), judge)
    return scores


def by_hand_scores(judge: Judge) -> dict[str, float]:
    """Sentences beside this file, written for it: a smoke test for languages without a set, by
    the hand that wrote the word lists (without looking), not evidence."""
    with BY_HAND.open(encoding="utf-8", newline="") as file:
        rows = [
            Labelled(row["text"], SENTIMENTS.index(row["label"]), row["lang"])
            for row in csv.DictReader(file)
        ]
    languages = sorted({row.source for row in rows})
    return {name: _macro_f1([r for r in rows if r.source == name], judge) for name in languages}


def toxicity_scores(data: Path, reader: Reader) -> dict[str, float]:
    """Probability of one half and more counts as toxic. Agents' rude replies are left out. Also
    the share of real agents' replies that is flagged, nearly always wrongly."""
    parts = {
        "davidson_held_out": sets.davidson(data, "test"),
        "germeval": sets.germeval(data, "test"),
        "poleval": sets.poleval(data, "test"),
        "hatecheck": sets.hatecheck(data),
        "agent_replies": sets.agent_replies(data, "test"),
    }

    def judge(texts: Sequence[str]) -> list[int]:
        return [int(p >= 0.5) for p in readings(reader, texts).column("toxicity").to_pylist()]

    scores = {name: _macro_f1(rows, judge) for name, rows in parts.items()}
    flagged = judge(sets.support_texts(data, inbound=False))
    return scores | {"real_agent_replies_flagged": _percent(sum(flagged) / len(flagged))}


def toxic_words_f1(data: Path, reader: Reader) -> float:
    """Mean F1 of toxic characters over comments, as in SemEval-2021 task 5; 1 if both are empty."""
    rows = sets.toxic_spans(data, "test")
    spans = readings(reader, [text for text, _ in rows]).column("toxic_spans").to_pylist()
    scores = []
    for (_, gold), found in zip(rows, spans, strict=True):
        ours = {place for start, end in found for place in range(start, end)}
        both = len(gold) + len(ours)
        scores.append(2 * len(gold & ours) / both if both else 1.0)
    return _percent(sum(scores) / len(scores))


def needs_answer_shares(data: Path, reader: Reader) -> dict[str, float]:
    """Share of tweets that need an answer, by gold sentiment, and of inbound support tweets."""
    rows = sets.airline(data)
    needs = readings(reader, [text for text, _, _ in rows]).column("needs_answer").to_pylist()
    shares = {}
    for label, name in enumerate(SENTIMENTS):
        chosen = [need for need, row in zip(needs, rows, strict=True) if row[1] == label]
        shares[f"airline_{name}"] = _percent(sum(chosen) / len(chosen))
    support = sets.support_texts(data, inbound=True)
    needs = readings(reader, support).column("needs_answer").to_pylist()
    shares["support_inbound"] = _percent(sum(needs) / len(needs))
    return shares


def speeds(data: Path, judges: dict[str, Judge]) -> dict[str, int]:
    """One thread, real tweets to airlines. Ours reads everything, VADER sentiment only."""
    texts = [text for text, _, _ in sets.airline(data)]
    return {name: _speed(judge, texts) for name, judge in judges.items()}


def _speed(judge: Judge, texts: Sequence[str]) -> int:
    started = time.process_time()
    judge(texts)
    return round(len(texts) / (time.process_time() - started))


def _late_airline(data: Path) -> list[Labelled]:
    rows = sets.airline(data)
    return [Labelled(text, label, "airline") for text, label, at in rows if at >= "2015-02-22"]


def _macro_f1(rows: Sequence[Labelled], judge: Judge) -> float:
    return _percent(f1_score(_labels(rows), judge(_texts(rows)), average="macro"))


def _texts(rows: Sequence[Labelled]) -> list[str]:
    return [row.text for row in rows]


def _labels(rows: Sequence[Labelled]) -> list[int]:
    return [row.label for row in rows]


def _percent(share: float) -> float:
    return round(100 * float(share), 1)
