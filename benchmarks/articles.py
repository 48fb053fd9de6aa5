"""How often the article that is suggested first is the right one, by how well it is said to fit.

Nobody publishes a house's articles with the questions that they answer. So each intent of Banking77
and CLINC150 is one, called by its name, with some of its training questions as its text or none;
the questions of the test parts are asked, those out of scope too. A house has an article for every
matter, or for three in ten: how often a fit is right depends on that, so both are told, beside
cosines of TF-IDF.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.topics import Rows, banking
from firebell.core.knowledge.ranking import Passage, Shelf
from firebell.runners.topics import load_embedding

SEED = 1
COVERED = (1.0, 0.3)  # of the matters, by an article
EXAMPLES = (8, 2, 0)  # training questions in an article's text
FITS = 0.5  # share from which triage takes an article for an answer
TENTHS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6)
Found = tuple[float, bool]  # how well the first fits, and whether it is the right one


def run(data: Path) -> dict[str, Any]:
    """Shares 0 to 1. `data` is the folder of public sets."""
    sets = {
        "banking77": (banking(data, "train"), banking(data, "test")),
        "clinc150": (_clinc(data, "train"), _clinc(data, "test") + _clinc(data, "oos_test")),
    }
    return {
        f"{name}, {covered:.0%} covered, {examples} questions": _measured(
            _articles(train, covered, examples), test
        )
        for name, (train, test) in sets.items()
        for covered in COVERED
        for examples in EXAMPLES
    }


def _clinc(data: Path, part: str) -> list[tuple[str, str]]:
    sets = json.loads((data / "clinc150" / "data_full.json").read_text(encoding="utf-8"))
    return [(text, name) for text, name in sets[part]]


def _articles(train: Rows, covered: float, examples: int) -> dict[str, str]:
    """Title -> text, for a part of the intents."""
    said: dict[str, list[str]] = defaultdict(list)
    for text, name in train:
        said[name].append(text)
    held = random.Random(SEED).sample(sorted(said), round(covered * len(said)))
    return {name: " ".join(said[name][:examples]) or _title(name) for name in held}


def _title(name: str) -> str:
    return name.replace("_", " ")


def _measured(articles: Mapping[str, str], test: Rows) -> dict[str, Any]:
    names = list(articles)
    passages = [Passage(at, _title(name), articles[name], "en") for at, name in enumerate(names)]
    ours = list(_first(Shelf(passages, load_embedding()), names, test))
    fit = [right for share, right in ours if share >= FITS]
    answerable = sum(name in articles for _text, name in test)
    return {
        "suggested": _share([share > 0 for share, _right in ours]),
        "right_by_fit": _by_tenths(ours),
        "right_where_it_fits": _share(fit),
        "found_where_there_is_one": round(sum(fit) / answerable, 3),
        "first_is_right": round(sum(right for _share, right in ours) / answerable, 3),
        "first_is_right_tfidf": round(sum(_by_tfidf(articles, test)) / answerable, 3),
    }


def _first(shelf: Shelf, names: Sequence[str], test: Rows) -> Iterator[Found]:
    for text, name in test:
        found = shelf.rank(text, "en", 1)
        yield (found[0].share, names[found[0].id] == name) if found else (0.0, False)


def _by_tenths(found: Sequence[Found]) -> dict[str, float | None]:
    ends = (*TENTHS[1:], 1.01)
    return {
        f"from {start}": _share([right for share, right in found if start <= share < end])
        for start, end in zip(TENTHS, ends, strict=True)
    }


def _by_tfidf(articles: Mapping[str, str], test: Rows) -> list[bool]:
    names = list(articles)
    vectors = TfidfVectorizer(sublinear_tf=True)
    held = vectors.fit_transform([f"{_title(name)} {articles[name]}" for name in names])
    near = (vectors.transform([text for text, _name in test]) @ held.T).toarray()
    best = near.argmax(axis=1).tolist()
    return [names[at] == name for at, (_text, name) in zip(best, test, strict=True)]


def _share(right: Sequence[bool]) -> float | None:
    return round(sum(right) / len(right), 3) if right else None
