"""Sentiment: TweetEval, eight languages, Norwegian, tweets to airlines, our own sentences."""

from __future__ import annotations

import csv
from pathlib import Path

from benchmarks.reading_of.judges import Judge
from benchmarks.reading_of.scores import macro_f1, percent, recalls
from firebell.understanding.training import sets
from firebell.understanding.training.sets import SENTIMENTS, Labelled

BY_HAND = Path(__file__).parents[1] / "by_hand.csv"


def sentiment_scores(data: Path, judge: Judge) -> dict[str, float]:
    """TweetEval's own measure is macro-recall, the others' macro-F1."""
    found = recalls(sets.tweeteval_sentiment(data), judge)
    scores = {
        "tweeteval_macro_recall": percent(sum(found) / len(found)),
        "tweeteval_neutral_recall": percent(found[SENTIMENTS.index("neutral")]),
    }
    languages = {name: macro_f1(sets.xlmt(data, "test", [name]), judge) for name in sets.LANGUAGES}
    scores |= {f"xlmt_{name}": score for name, score in languages.items()}
    scores["xlmt_mean"] = round(sum(languages.values()) / len(languages), 1)
    scores["norec_three_classes"] = macro_f1(sets.norec(data, "test"), judge)
    scores["airline_from_22_february"] = macro_f1(late_airline(data), judge)
    return scores


def by_hand_scores(judge: Judge) -> dict[str, float]:
    """Sentences beside this folder, written for it: a smoke test for languages without a set, by
    the hand that wrote the word lists (without looking), not evidence."""
    with BY_HAND.open(encoding="utf-8", newline="") as file:
        rows = [
            Labelled(row["text"], SENTIMENTS.index(row["label"]), row["lang"])
            for row in csv.DictReader(file)
        ]
    languages = sorted({row.source for row in rows})
    return {name: macro_f1([r for r in rows if r.source == name], judge) for name in languages}


def late_airline(data: Path) -> list[Labelled]:
    rows = sets.airline(data)
    return [Labelled(text, label, "airline") for text, label, at in rows if at >= "2015-02-22"]
