"""Topics: from plain descriptions alone, and from many examples; test parts, one core.

Airline reasons are for measuring only: nothing that ships was trained on them.
"""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import f1_score
from threadpoolctl import threadpool_limits

from firebell.core.text.tokens import split_tokens
from firebell.core.understanding.topics import Topic, TopicJudge
from firebell.core.understanding.topics.head import learn
from firebell.runners.topics import load_embedding

REASONS = {
    "Customer Service Issue": "Customer service does not help: nobody answers, a long time on hold "
    "on the phone, calls are cut off, agents are unhelpful, no reply to messages.",
    "Late Flight": "The flight is late or delayed: hours of waiting at the gate or on the plane, "
    "a connection missed because of the delay.",
    "Cancelled Flight": "The flight was cancelled: people are stranded, must be rebooked or need "
    "another flight.",
    "Lost Luggage": "Luggage is lost or missing: a bag did not arrive, nobody knows where the "
    "suitcase is.",
    "Damaged Luggage": "Luggage was damaged: a suitcase is broken or torn, things in the bag were "
    "broken or stolen.",
    "Bad Flight": "The flight itself was bad: uncomfortable or broken seats, a dirty plane, no "
    "food, drinks, wifi or entertainment on board.",
    "Flight Booking Problems": "Problems with booking: the website or app does not work, a "
    "reservation, seat, ticket or check-in cannot be made, changed or paid, fees, points and "
    "miles.",
    "Flight Attendant Complaints": "Flight attendants, crew or gate agents were rude, unfriendly "
    "or unprofessional.",
    "longlines": "Long lines: people stand in a queue at check-in, security or the counter with "
    "too few staff.",
    "Can't Tell": "Angry or disappointed without saying why: the worst airline ever, never again.",
}
PRODUCTS = {
    "debt_collection": "Debt collection: a collector calls about a debt that is not mine or that "
    "was paid already.",
    "mortgages_and_loans": "Mortgages and loans: a home, student or car loan, its payments, "
    "interest, escrow or foreclosure.",
    "retail_banking": "Bank accounts: a checking or savings account, deposits, cheques, transfers, "
    "an account closed or frozen.",
    "credit_card": "Credit cards: charges, fees, limits, rewards and applications for a card.",
    "credit_reporting": "Credit reports: wrong entries, inquiries or identity theft on the report "
    "of a bureau, and a damaged score.",
}
Rows = Sequence[tuple[str, str]]


def run(data: Path) -> dict[str, Any]:
    """Scores in per cent. `data` is the folder of public sets."""
    with threadpool_limits(1):
        early, late = airline(data)
        return {
            "version": load_embedding().version,
            "airline_reasons_from_descriptions": described(REASONS, late),
            "cfpb_from_descriptions": described(PRODUCTS, cfpb(data)),
            "airline_reasons_learnt": learnt(early, late),
            "clinc150": clinc(data),
            "banking77": learnt(*(banking(data, part) for part in ("train", "test"))),
        }


def described(topics: dict[str, str], rows: Rows) -> dict[str, float]:
    """The likeliest topic; how often anything is likely, and right then; microseconds a post."""
    names = list(topics)
    judge = TopicJudge(
        load_embedding(), [Topic(k, "", text) for k, text in enumerate(topics.values())]
    )
    texts = [text for text, _ in rows]
    started = time.process_time()
    parts = [judge.probabilities(texts[k : k + 1_000]) for k in range(0, len(texts), 1_000)]
    spent = time.process_time() - started
    chances = np.concatenate(parts)
    return _scores(names, chances, rows) | {"microseconds": round(1e6 * spent / len(texts), 1)}


def learnt(train: Rows, test: Rows) -> dict[str, float]:
    names = sorted({name for _, name in train})
    return _scores(names, _taught(train, names, [text for text, _ in test]), test)


def clinc(data: Path) -> dict[str, float]:
    sets = json.loads((data / "clinc150" / "data_full.json").read_text(encoding="utf-8"))
    train, test = ([tuple(row) for row in sets[part]] for part in ("train", "test"))
    names = sorted({name for _, name in train})
    chances = _taught(train, names, [text for text, _ in test])
    scores = _scores(names, chances, test)
    right = chances.argmax(axis=1) == np.array([names.index(name) for _, name in test])
    strangers = _taught(train, names, [text for text, _ in sets["oos_test"]])
    return scores | {
        "accuracy_refusing": _percent((right & (chances.max(axis=1) >= 0.5)).mean()),
        "out_of_scope_recall": _percent((strangers.max(axis=1) < 0.5).mean()),
    }


_HEADS: dict[int, Any] = {}


def _taught(train: Rows, names: Sequence[str], texts: Sequence[str]) -> np.ndarray:
    """Probabilities by all examples at once, more than a workspace would be let learn from."""
    if id(train) not in _HEADS:
        labels = [names.index(name) for _, name in train]
        _HEADS[id(train)] = learn(load_embedding(), [t for t, _ in train], labels, len(names))
    head, ((a, b), *_) = _HEADS[id(train)]
    split = [split_tokens(text) for text in texts]
    return 1 / (1 + np.exp(-(a * head.margins(split, load_embedding().embed_tokens(split)) + b)))


def _scores(names: Sequence[str], chances: np.ndarray, rows: Rows) -> dict[str, float]:
    wanted = np.array([names.index(name) for _, name in rows])
    found, best = chances.argmax(axis=1), chances.max(axis=1)
    sure = best >= 0.5
    return {
        "macro_f1": _percent(f1_score(wanted, found, average="macro")),
        "accuracy": _percent((wanted == found).mean()),
        "likely": _percent(sure.mean()),
        "right_where_likely": _percent((wanted == found)[sure].mean() if sure.any() else 0.0),
        "calibration_error": _percent(_calibration(best, wanted == found)),
    }


def _calibration(chances: np.ndarray, right: np.ndarray) -> float:
    tenth = np.minimum((chances * 10).astype(int), 9)
    return sum(
        abs(chances[tenth == k].mean() - right[tenth == k].mean()) * (tenth == k).mean()
        for k in range(10)
        if (tenth == k).any()
    )


def airline(data: Path) -> tuple[Rows, Rows]:
    """Complaints before 22 February and since, each tweet once."""
    once: dict[str, dict[str, str]] = {}
    for row in _table(data / "airline" / "Tweets.csv"):
        once.setdefault(row["tweet_id"], row)
    rows = [row for row in once.values() if row["negativereason"]]
    return tuple(  # type: ignore[return-value]
        [(r["text"], r["negativereason"]) for r in rows if (r["tweet_created"] < "2015-02-22") == e]
        for e in (True, False)
    )


def banking(data: Path, part: str) -> Rows:
    return [(r["text"], r["category"]) for r in _table(data / "banking77" / f"{part}.csv")]


def cfpb(data: Path) -> Rows:
    return [(r["narrative"], r["product"]) for r in _table(data / "cfpb_1000" / "dataset.csv")]


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, restval=""))


def _percent(share: float) -> float:
    return round(100 * float(share), 1)
