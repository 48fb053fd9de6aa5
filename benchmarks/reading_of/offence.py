"""Offence: sets of several languages, HateCheck by function, toxic words, agents' replies."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.reading_of.judges import Judge, readings
from benchmarks.reading_of.scores import f1_of_ones, labels_of, macro_f1, percent, texts_of
from firebell.core.understanding import Reader
from firebell.understanding.training import sets


def offence_scores(data: Path, judge: Judge) -> dict[str, Any]:
    """A probability of one half and more counts as toxic."""
    return {
        "tweeteval_offensive_macro_f1": macro_f1(sets.tweeteval(data, "offensive", "test"), judge),
        "davidson_held_out_macro_f1": macro_f1(sets.davidson(data, "test"), judge),
        "germeval_macro_f1": macro_f1(sets.germeval(data, "test"), judge),
        "poleval_macro_f1": macro_f1(sets.poleval(data, "test"), judge),
        "poleval_harmful_f1": f1_of_ones(sets.poleval(data, "test"), judge),
        "hatecheck_macro_f1": macro_f1(sets.hatecheck(data), judge),
        "hatecheck_right_by_function": by_function(data, judge),
    }


def by_function(data: Path, judge: Judge) -> dict[str, float]:
    """Share of HateCheck's cases that are judged right, by what they test."""
    rows = sets.hatecheck(data)
    right: dict[str, list[bool]] = defaultdict(list)
    functions = sets.hatecheck_functions(data)
    for found, label, function in zip(
        judge(texts_of(rows)), labels_of(rows), functions, strict=True
    ):
        right[function].append(found == label)
    return {name: percent(sum(found) / len(found)) for name, found in sorted(right.items())}


def agents_scores(data: Path, judge: Judge) -> dict[str, float]:
    """Agents' replies: hostile against firm and kind (rude ones are left out); and the share of
    real agents' replies that is flagged, nearly always wrongly."""
    flagged = judge(sets.support_texts(data, inbound=False))
    return {
        "agent_replies_macro_f1": macro_f1(sets.agent_replies(data, "test"), judge),
        "real_agent_replies_flagged": percent(sum(flagged) / len(flagged)),
    }


def toxic_words_f1(data: Path, reader: Reader) -> float:
    """Mean F1 of toxic characters over comments, as in SemEval-2021 task 5; 1 if both are empty."""
    rows = sets.toxic_spans(data, "test")
    spans = readings(reader, [text for text, _ in rows]).column("toxic_spans").to_pylist()
    scores = []
    for (_, gold), found in zip(rows, spans, strict=True):
        ours = {place for start, end in found for place in range(start, end)}
        both = len(gold) + len(ours)
        scores.append(2 * len(gold & ours) / both if both else 1.0)
    return percent(sum(scores) / len(scores))
