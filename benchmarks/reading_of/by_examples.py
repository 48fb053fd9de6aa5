"""How well are labels of one's own told apart, once firebell is taught them by examples?

What ships stays as it is; a light linear head learns from a set's training part. A linear model on
TF-IDF learns from the same rows beside it. Each chooses its strength among STRENGTHS on the
validation part; the test part is asked once. TweetEval may not be trained on for what ships: its
figures tell what the features are worth, and no shipped model has them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC
from threadpoolctl import threadpool_limits

from benchmarks.reading_of.features import features
from benchmarks.reading_of.finer import without_label_tags
from benchmarks.reading_of.scores import percent
from firebell.understanding.training import sets
from firebell.understanding.training.sets import Labelled, Wall

STRENGTHS = (0.3, 1.0, 3.0)
OUTSIDE = -1
LAST_DAY, SINCE = "2015-02-21", "2015-02-22"
Texts = Sequence[str]
Rows = tuple[list[str], NDArray[np.int64]]
"""Texts and their classes; OUTSIDE for what is in none."""
Score = Callable[[Any, Any], float]
Model = LogisticRegression | LinearSVC


@dataclass(frozen=True)
class Task:
    """``taught`` teaches, ``chosen_on`` chooses the strength; ``model`` makes an unfitted head of
    a strength; ``score`` compares true with found classes."""

    taught: Rows
    chosen_on: Rows
    test: Rows
    model: Callable[[float], Model]
    score: Score


@dataclass(frozen=True)
class Head:
    """A fitted head on fitted features."""

    features: FeatureUnion
    model: Model

    def classes(self, texts: Texts) -> NDArray[np.int64]:
        found: NDArray[np.int64] = self.model.predict(self.features.transform(texts))
        return found

    def margins(self, texts: Texts) -> NDArray[np.float64]:
        """Texts x classes; the largest is the class."""
        found: NDArray[np.float64] = self.model.decision_function(self.features.transform(texts))
        return found


def by_examples(data: Path) -> dict[str, dict[str, Any]]:
    """By set, by features: the strength, and validation and test scores in per cent."""
    with threadpool_limits(1):
        return {
            "banking77_accuracy": _each(lambda make: _banking(data, make)),
            "clinc150": _each(lambda make: _clinc(data, make)),
            "research_airline_macro_f1": _each(lambda make: _airline(data, make)),
            "research_irony_f1": _each(lambda make: _irony(data, make)),
            "research_emotion_macro_f1": _each(
                lambda make: _scores(_tweets(data, "emotion"), make)
            ),
            "research_offensive_macro_f1": _each(
                lambda make: _scores(_tweets(data, "offensive"), make)
            ),
            "research_hate": _each(lambda make: _hate(data, make)),
        }


def _each(measure: Callable[[Callable[[], FeatureUnion]], dict[str, Any]]) -> dict[str, Any]:
    return {name: measure(make) for name, make in features().items()}


def chosen(task: Task, make: Callable[[], FeatureUnion]) -> tuple[Head, dict[str, float]]:
    """The head of the strength that is best on ``chosen_on``, the smallest of equals."""
    made = make()
    (texts, labels), (asked, wanted) = task.taught, task.chosen_on
    rows, trial = made.fit_transform(texts), made.transform(asked)
    models = {strength: task.model(strength).fit(rows, labels) for strength in STRENGTHS}
    found = {s: percent(task.score(wanted, model.predict(trial))) for s, model in models.items()}
    best = max(STRENGTHS, key=lambda strength: found[strength])
    return Head(made, models[best]), {"strength": best, "validation": found[best]}


def _scores(task: Task, make: Callable[[], FeatureUnion]) -> dict[str, float]:
    head, told = chosen(task, make)
    return told | {"test": _test(task, head)}


def _test(task: Task, head: Head) -> float:
    texts, labels = task.test
    return percent(task.score(labels, head.classes(texts)))


def _banking(data: Path, make: Callable[[], FeatureUnion]) -> dict[str, float]:
    """The set has no validation part: a tenth of the training part, by the text's hash, chooses
    the strength, and then teaches too."""
    rows, test = sets.banking77(data, "train"), sets.banking77(data, "test")
    names = sorted({name for _, name in rows})
    kept, back = ([row for row in rows if sets.held_back(row[0]) == out] for out in (False, True))
    taught, held, asked = (numbered(part, names) for part in (kept, back, test))
    return _with_all(
        Task(taught, held, asked, _support, accuracy_score), numbered(rows, names), make
    )


def _airline(data: Path, make: Callable[[], FeatureUnion]) -> dict[str, float]:
    """Taught by the tweets before 22 February, of which the last day chooses the strength and then
    teaches too; asked for those since. No text of the test part teaches."""
    rows = sets.airline(data)
    test = [Labelled(text, label, "airline") for text, label, at in rows if at >= SINCE]
    wall = Wall(row.text for row in test)
    days = [
        wall.without_leaks(
            Labelled(text, label, "airline") for text, label, at in rows if since <= at < until
        )
        for since, until in (("", LAST_DAY), (LAST_DAY, SINCE))
    ]
    taught, held, asked = (_labelled(part) for part in (*days, test))
    task = Task(taught, held, asked, _logistic, _macro_f1)
    return _with_all(task, _labelled([row for day in days for row in day]), make)


def _with_all(task: Task, rows: Rows, make: Callable[[], FeatureUnion]) -> dict[str, float]:
    """The strength is chosen as always; then all ``rows`` teach."""
    _, told = chosen(task, make)
    texts, labels = rows
    again = make()
    model = task.model(told["strength"]).fit(again.fit_transform(texts), labels)
    return told | {"test": _test(task, Head(again, model))}


def _clinc(data: Path, make: Callable[[], FeatureUnion]) -> dict[str, float]:
    """A text whose largest margin is below a threshold is in no class. In-scope accuracy with the
    threshold counts a text so refused as wrong; "never refusing" has no threshold."""
    parts = {part: sets.clinc150(data, part) for part in ("train", "val", "test")}
    strange = {part: sets.clinc150(data, f"oos_{part}") for part in ("val", "test")}
    names = sorted({name for _, name in parts["train"]})
    taught, held, asked = (numbered(part, names) for part in parts.values())
    task = Task(taught, held, asked, _support, accuracy_score)
    head, told = chosen(task, make)
    found = {part: _refusing(head, parts[part], strange[part], names) for part in strange}
    threshold = best_threshold(*found["val"])
    scores = refused(*found["test"], threshold)
    return (
        told
        | {"threshold": round(threshold, 3), "test_never_refusing": _test(task, head)}
        | {
            "test_in_scope_accuracy": percent(scores[0]),
            "test_out_of_scope_recall": percent(scores[1]),
        }
    )


def _refusing(
    head: Head,
    inside: Sequence[tuple[str, str]],
    outside: Sequence[tuple[str, str]],
    names: Sequence[str],
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Margins, and classes with OUTSIDE, of both parts together."""
    texts, labels = numbered([*inside, *((text, "") for text, _ in outside)], names)
    return head.margins(texts), labels


def best_threshold(margins: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """The largest margin below which a text is refused, such that the mean of in-scope accuracy and
    out-of-scope recall is best; among 200 quantiles, the smallest of equals."""
    tried = np.quantile(margins.max(axis=1), np.linspace(0, 1, 200))
    best: float = max(tried.tolist(), key=lambda at: sum(refused(margins, labels, at)))
    return best


def refused(
    margins: NDArray[np.float64], labels: NDArray[np.int64], threshold: float
) -> tuple[float, float]:
    """In-scope accuracy, refused texts being wrong, and the share of OUTSIDE that is refused."""
    kept, inside = margins.max(axis=1) >= threshold, labels != OUTSIDE
    right = kept & (margins.argmax(axis=1) == labels)
    return float(right[inside].mean()), float((~kept)[~inside].mean())


def numbered(rows: Sequence[tuple[str, str]], names: Sequence[str]) -> Rows:
    places: Mapping[str, int] = {name: place for place, name in enumerate(names)}
    return [text for text, _ in rows], np.array([places.get(name, OUTSIDE) for _, name in rows])


def _tweets(data: Path, name: str) -> Task:
    """Training tweets that stand in the validation or test part are left out."""
    parts = {part: sets.tweeteval(data, name, part) for part in ("train", "val", "test")}
    wall = Wall(row.text for part in ("val", "test") for row in parts[part])
    kept = wall.without_leaks(parts["train"])
    taught, held, asked = (_labelled(part) for part in (kept, parts["val"], parts["test"]))
    return Task(taught, held, asked, _logistic, _f1 if name == "irony" else _macro_f1)


def _irony(data: Path, make: Callable[[], FeatureUnion]) -> dict[str, float]:
    """Asked for the test tweets as they are, and without hashtags that tell the label."""
    task = _tweets(data, "irony")
    head, told = chosen(task, make)
    texts, labels = _labelled(without_label_tags(sets.tweeteval(data, "irony", "test")))
    untold = percent(_f1(labels, head.classes(texts)))
    return told | {"test": _test(task, head), "test_without_label_tags": untold}


def _hate(data: Path, make: Callable[[], FeatureUnion]) -> dict[str, Any]:
    """Taught by TweetEval's hate, asked HateCheck too, which has no other training rows."""
    task = _tweets(data, "hate")
    head, told = chosen(task, make)
    rows = sets.hatecheck(data)
    texts, labels = _labelled(rows)
    found = head.classes(texts)
    return told | {
        "test": _test(task, head),
        "hatecheck_macro_f1": percent(_macro_f1(labels, found)),
        "hatecheck_right_by_function": _by_function(
            sets.hatecheck_functions(data), labels == found
        ),
    }


def _by_function(functions: Sequence[str], right: NDArray[np.bool_]) -> dict[str, float]:
    return {
        name: percent(right[np.array(functions) == name].mean()) for name in sorted(set(functions))
    }


def _labelled(rows: Sequence[Labelled]) -> Rows:
    return [row.text for row in rows], np.array([row.label for row in rows])


def _logistic(strength: float) -> LogisticRegression:
    """All labels weigh the same."""
    return LogisticRegression(C=strength, class_weight="balanced", max_iter=300, tol=1e-3)


def _support(strength: float) -> LinearSVC:
    """For dozens of classes, one against the rest."""
    return LinearSVC(C=strength, tol=1e-2, random_state=1)


def _f1(wanted: Any, found: Any) -> float:
    return float(f1_score(wanted, found))


def _macro_f1(wanted: Any, found: Any) -> float:
    return float(f1_score(wanted, found, average="macro"))
