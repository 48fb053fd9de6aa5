"""One line a measure: what is aimed at, what was found, and what others find in the same run.

    firebell bench reading --data DIR > run.json
    python -m benchmarks.reading_of.table < run.json

writes the table of docs/explanation/measurements.md.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

Path = tuple[str, ...]

_CURVE = ("second_floor", "curve", "router")


def _mood(measure: str, curve: str) -> dict[str, Path]:
    judges = {name: ("sentiment", name, measure) for name in ("vader", "afinn", "linear")}
    shares = ("2%", "5%", "20%", "100%")
    ours = {f"second_floor_{share}": (*_CURVE, share, curve) for share in shares}
    return judges | {"first_floor": ("sentiment", "firebell", measure)} | ours


def _offence(measure: str, name: str) -> dict[str, Path]:
    return {
        "linear": ("offence", "linear", measure),
        "first_floor": ("offence", "firebell", measure),
        "second_floor_100%": ("second_floor", "toxicity_macro_f1", name, "second"),
    }


def _taught(name: str, figure: str = "test") -> dict[str, Path]:
    return {
        f"taught_{which.removeprefix('firebell_')}": ("by_examples", name, which, figure)
        for which in ("linear", "firebell_small", "firebell_whole")
    }


def _shipped(measure: str) -> dict[str, Path]:
    return {
        "first_floor": ("finer", measure),
        "second_floor_100%": ("second_floor", "finer", measure),
    }


LINES: Mapping[str, tuple[str, Mapping[str, Path]]] = {
    "sentiment: TweetEval, macro-recall": (
        "first floor 66, 67 at 3 %, 73 at 100 %",
        _mood("tweeteval_macro_recall", "tweeteval"),
    ),
    "sentiment: xlmt, mean macro-F1": (
        "first floor 58, 69 at 100 %",
        _mood("xlmt_mean", "xlmt_mean"),
    ),
    "sentiment: NoReC, macro-F1": ("", _mood("norec_three_classes", "norec")),
    "sentiment: airlines, macro-F1": (
        "66; taught 77",
        _mood("airline_from_22_february", "airline_from_22_february")
        | _taught("research_airline_macro_f1"),
    ),
    "offence: TweetEval, macro-F1": (
        "79",
        _offence("tweeteval_offensive_macro_f1", "tweeteval_offensive")
        | _taught("research_offensive_macro_f1"),
    ),
    "offence: HateCheck, macro-F1": (
        "65",
        _offence("hatecheck_macro_f1", "hatecheck")
        | _taught("research_hate", "hatecheck_macro_f1"),
    ),
    "offence: GermEval, macro-F1": ("", _offence("germeval_macro_f1", "germeval")),
    "offence: PolEval, macro-F1": ("", _offence("poleval_macro_f1", "poleval")),
    "irony: TweetEval without hashtags that tell, F1": (
        "68",
        _shipped("irony_f1_without_label_tags")
        | _taught("research_irony_f1", "test_without_label_tags"),
    ),
    "irony: TweetEval as it is at hand (hashtags tell), F1": (
        "",
        _shipped("irony_f1") | _taught("research_irony_f1") | {"hashtags": ("label_tags_f1",)},
    ),
    "emotion: TweetEval, macro-F1": (
        "74",
        _shipped("emotion_macro_f1") | _taught("research_emotion_macro_f1"),
    ),
    "intent: banking77, accuracy": (
        "93",
        {"topics": ("topics", "banking77", "accuracy")} | _taught("banking77_accuracy"),
    ),
    "intent: clinc150, accuracy in scope, never refusing": (
        "",
        {"topics": ("topics", "clinc150", "accuracy")} | _taught("clinc150", "test_never_refusing"),
    ),
    "intent: clinc150, accuracy in scope, refusing": (
        "",
        {"topics": ("topics", "clinc150", "accuracy_refusing")}
        | _taught("clinc150", "test_in_scope_accuracy"),
    ),
    "intent: clinc150, out-of-scope recall": (
        "",
        {"topics": ("topics", "clinc150", "out_of_scope_recall")}
        | _taught("clinc150", "test_out_of_scope_recall"),
    ),
}
"""What is aimed at, and where in the figures of a run each column's figure stands.

Taught columns of offence, irony and emotion learnt from TweetEval's training parts: research, in
no shipped model.
"""


def table(found: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """By line: the aim, and each column's figure; columns that a run does not have are left out.

    >>> lines = table({"finer": {"emotion_macro_f1": 12.5}})
    >>> lines["emotion: TweetEval, macro-F1"]
    {'aim': '74', 'first_floor': 12.5}
    """
    lines = {}
    for line, (aim, columns) in LINES.items():
        figures = {name: _at(found, path) for name, path in columns.items()}
        told = {name: figure for name, figure in figures.items() if figure is not None}
        lines[line] = {"aim": aim} | told
    return lines


def _at(found: Any, path: Path) -> Any:
    """None where there is nothing at this path."""
    for key in path:
        if not isinstance(found, Mapping) or key not in found:
            return None
        found = found[key]
    return found


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "VADER": ("vader",),
    "AFINN": ("afinn",),
    "linear": ("linear",),
    "first floor": ("first_floor",),
    "second floor": tuple(f"second_floor_{share}" for share in ("2%", "5%", "20%", "100%")),
    "topics": ("topics",),
    "hashtags alone": ("hashtags",),
    "taught: linear": ("taught_linear",),
    "taught: firebell": ("taught_small", "taught_whole"),
}


def markdown(lines: Mapping[str, Mapping[str, Any]]) -> str:
    """The lines of `table` under COLUMNS; several figures stand in a cell in the order there.

    >>> line = {"aim": "68", "taught_small": 1.5, "taught_whole": 2.5}
    >>> print(markdown({"irony": line}).splitlines()[-1])
    | irony | 68 |  |  |  |  |  |  |  |  | 1.5, 2.5 |
    """
    rows = [("measure", "aim", *COLUMNS), ("---",) * (len(COLUMNS) + 2)]
    for line, figures in lines.items():
        cells = (
            ", ".join(str(figures[name]) for name in names if name in figures)
            for names in COLUMNS.values()
        )
        rows.append((line, str(figures["aim"]), *cells))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    print(markdown(json.load(sys.stdin)["table"]))
