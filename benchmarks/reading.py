"""Reading beside VADER, AFINN and a linear model in one run: both floors, topics, and what may be
taught by examples; scores on test parts.

Test parts only. The models saw none of these texts (training fails if they did), and nothing was
chosen on them. The linear models are trained in the run, on the rows that ours was trained on.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks import second_floor, topics
from benchmarks.reading_of.asked import needs_answer_f1
from benchmarks.reading_of.bias import flagged_by_group
from benchmarks.reading_of.by_examples import by_examples
from benchmarks.reading_of.finer import finer_scores, label_tags_f1
from benchmarks.reading_of.intents import intent_scores
from benchmarks.reading_of.judges import AfinnWords, Ours, Vader, linear_baselines, readings
from benchmarks.reading_of.mood import by_hand_scores, sentiment_scores
from benchmarks.reading_of.offence import agents_scores, offence_scores, toxic_words_f1
from benchmarks.reading_of.scores import percent
from benchmarks.reading_of.sureness import calibration_errors
from benchmarks.reading_of.table import table
from firebell.core.understanding import Reader
from firebell.runners.reading import load_reader
from firebell.understanding.training import sets
from firebell.understanding.training.sets import SENTIMENTS


def run(data: Path) -> dict[str, Any]:
    """Scores in per cent; "table" has the figures that are aimed at, line by line. `data` is the
    folder of public sets."""
    found = first_floor(data) | {
        "second_floor": second_floor.run(data),
        "topics": topics.run(data),
        "by_examples": by_examples(data),
    }
    return found | {"table": table(found)}


def first_floor(data: Path) -> dict[str, Any]:
    """The first floor alone, beside the others."""
    reader = load_reader()
    ours, (mood, offence) = Ours(reader), linear_baselines(data)
    moods = {"firebell": ours.sentiments, "vader": Vader(), "afinn": AfinnWords(), "linear": mood}
    offences = {"firebell": ours.toxic, "linear": offence}
    return {
        "version": reader.version,
        "sentiment": {name: sentiment_scores(data, judge) for name, judge in moods.items()},
        "by_hand_macro_f1": by_hand_scores(ours.sentiments),
        "offence": {name: offence_scores(data, judge) for name, judge in offences.items()},
        "agents": {name: agents_scores(data, judge) for name, judge in offences.items()},
        "civil_sentences_flagged_by_group": flagged_by_group(ours.toxic),
        "toxic_words_f1": toxic_words_f1(data, reader),
        "finer": finer_scores(data, reader),
        "label_tags_f1": label_tags_f1(data),
        "intents": intent_scores(data),
        "needs_answer_share": needs_answer_shares(data, reader),
        "needs_answer_f1": needs_answer_f1(data, reader),
        "calibration_error": calibration_errors(data, ours),
    }


def needs_answer_shares(data: Path, reader: Reader) -> dict[str, float]:
    """Share of tweets that need an answer, by gold sentiment, and of inbound support tweets."""
    rows = sets.airline(data)
    needs = readings(reader, [text for text, _, _ in rows]).column("needs_answer").to_pylist()
    shares = {}
    for label, name in enumerate(SENTIMENTS):
        chosen = [need for need, row in zip(needs, rows, strict=True) if row[1] == label]
        shares[f"airline_{name}"] = percent(sum(chosen) / len(chosen))
    support = sets.support_texts(data, inbound=True)
    needs = readings(reader, support).column("needs_answer").to_pylist()
    shares["support_inbound"] = percent(sum(needs) / len(needs))
    return shares
