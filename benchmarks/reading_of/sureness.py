"""Is a reader as sure as it is right? Expected calibration error in per cent, set by set."""

from __future__ import annotations

from pathlib import Path

from benchmarks.reading_of.judges import Ours
from benchmarks.reading_of.mood import late_airline
from benchmarks.reading_of.scores import labels_of, percent, texts_of
from firebell.understanding.training import sets
from firebell.understanding.training.measures import calibration_error


def calibration_errors(data: Path, ours: Ours) -> dict[str, float]:
    mood = {f"xlmt_{name}": sets.xlmt(data, "test", [name]) for name in sets.LANGUAGES} | {
        "tweeteval": sets.tweeteval_sentiment(data),
        "norec": sets.norec(data, "test"),
        "airline_from_22_february": late_airline(data),
    }
    offence = {
        "tweeteval_offensive": sets.tweeteval(data, "offensive", "test"),
        "davidson": sets.davidson(data, "test"),
        "germeval": sets.germeval(data, "test"),
        "poleval": sets.poleval(data, "test"),
        "hatecheck": sets.hatecheck(data),
    }
    return {
        name: percent(calibration_error(judge(texts_of(rows)), labels_of(rows)))
        for judge, parts in (
            (ours.sentiment_probabilities, mood),
            (ours.toxicity_probabilities, offence),
        )
        for name, rows in parts.items()
    }
