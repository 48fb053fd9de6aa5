"""How many posts a second one core matches against a thousand boolean queries.

Posts: the public airline and customer-support sets where they are at hand, otherwise made-up posts
of the same length with Zipf-distributed words. Queries: a seeded thousand, built from the words of
those posts so that a fifth of their terms are frequent, the rest ever rarer, in the shapes that
listening teams save. Beside it, in the same run, the plain loop that most people would write:
every query tried on every post, each of its terms a compiled regular expression.
"""

from __future__ import annotations

import csv
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa

from firebell.core.query import Matcher, parse
from firebell.core.query.ast import And, Exact, Field, Measure, Near, Node, Not, Or, Prefix, Words
from firebell.core.query.folding import fold, fold_tags, plain
from firebell.core.schema import INTERACTION

SEED = 20150222
QUERIES = 1_000
SUBSET = 400  # posts that the plain loop gets, too
REPEATS = 5
BRANDS = ["united", "delta", "jetblue", "americanair", "usairways", "southwestair", "virginamerica"]
COMPANIES = "amazonhelp applesupport sprintcare spotifycares tesco comcastcares british_airways"

Post = dict[str, object]
Test = Callable[[Post], bool]


def run(data: Path | None) -> dict[str, object]:
    """Posts a CPU second for whole table and smaller batches, best and median of five, and the
    plain loop's. Raises RuntimeError if the two ways disagree on the subset."""
    rng = random.Random(SEED)
    posts = _posts(data, rng)
    queries = _queries([str(post["text"]) for post in posts], rng)
    table = _table(posts)
    started = time.process_time()
    matcher = Matcher(queries)
    compiled = time.process_time() - started
    matched = matcher.match(table)
    speeds = {str(size): _speed(matcher, table, size) for size in (len(posts), 1_000, 100)}
    plain_loop = _compare(matcher, queries, rng.sample(posts, SUBSET))
    return {
        "benchmark": "matcher",
        "posts_from": "airline and twcs" if data else "made up",
        "posts": len(posts),
        "mean_length": round(sum(len(str(post["text"])) for post in posts) / len(posts), 1),
        "queries": len(queries),
        "compile_seconds": round(compiled, 3),
        "matches": matched.num_rows,
        "posts_matched": len(set(matched.column("row").to_pylist())),
        "queries_matched": len(set(matched.column("query").to_pylist())),
        "posts_per_second": speeds[str(len(posts))]["best"],
        "by_batch_size": speeds,
        "plain_loop": plain_loop,
        "ratio": round(speeds[str(len(posts))]["best"] / plain_loop["posts_per_second"], 1),
    }


def _speed(matcher: Matcher, table: pa.Table, size: int) -> dict[str, int]:
    """CPU seconds of the whole process, so that helper threads would count."""
    batches = [table.slice(start, size) for start in range(0, table.num_rows, size)]
    speeds = []
    for _ in range(REPEATS):
        started = time.process_time()
        for batch in batches:
            matcher.match(batch)
        speeds.append(table.num_rows / (time.process_time() - started))
    return {"best": round(max(speeds)), "median": round(float(np.median(speeds)))}


def _compare(matcher: Matcher, queries: dict[int, str], posts: list[Post]) -> dict[str, float]:
    tests = {number: _test(parse(text)) for number, text in queries.items()}
    started = time.process_time()
    expected = [
        (row, number)
        for row, post in enumerate(map(_prepared, posts))
        for number, test in tests.items()
        if test(post)
    ]
    seconds = time.process_time() - started
    found = matcher.match(_table(posts))
    pairs = list(zip(*(column.to_pylist() for column in found.columns), strict=True))
    if pairs != expected:
        wrong = sorted(set(pairs) ^ set(expected))[:3]
        raise RuntimeError(f"Matcher and plain loop disagree on (post, query) {wrong}.")
    return {
        "posts": len(posts),
        "matches": len(expected),
        "posts_per_second": round(len(posts) / seconds, 1),
    }


# ---- posts


def _posts(data: Path | None, rng: random.Random) -> list[Post]:
    texts = _public(data) if data else _made_up(rng)
    return [_post(author, text, rng) for author, text in texts]


def _public(data: Path) -> list[tuple[str, str]]:
    found = []
    columns = (("airline/Tweets.csv", "name"), ("twcs/twcs_5k.csv", "author_id"))
    for name, author in columns:
        with (data / name).open(encoding="utf-8", newline="") as file:
            found += [(row[author], row["text"]) for row in csv.DictReader(file) if row["text"]]
    return found


def _made_up(rng: random.Random, count: int = 20_000) -> list[tuple[str, str]]:
    """Posts of about 100 characters; word r is 1/r as frequent as the first; every eighth post
    has an emoji or a letter beyond ASCII."""
    syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
    words = [
        "".join(rng.choices(syllables, k=rng.choice((1, 2, 2, 3, 3, 4)))) for _ in range(9_000)
    ]
    odds = np.cumsum([1 / rank for rank in range(1, len(words) + 1)]).tolist()
    posts = []
    for number in range(count):
        body = rng.choices(words, cum_weights=odds, k=rng.randint(8, 25))
        body[rng.randrange(len(body))] = rng.choice(("#", "")) + rng.choice(BRANDS)
        end = rng.choice(("😡", "…", "é", "😭😭")) if number % 8 == 0 else rng.choice(".!?")
        posts.append(
            (f"user{rng.randrange(5_000)}", f"@{rng.choice(BRANDS)} {' '.join(body)}{end}")
        )
    return posts


def _post(author: str, text: str, rng: random.Random) -> Post:
    """What the files do not say is drawn: language hint, followers."""
    return {
        "channel": "twitter",
        "kind": "reply" if text.startswith("@") else "post",
        "text": text,
        "author": author,
        "language_hint": rng.choice(("en", "en", "en", "en", "es", None)),
        "followers": int(rng.lognormvariate(5.5, 1.8)),
        "has_link": "http" in text,
    }


def _table(posts: list[Post]) -> pa.Table:
    schema = pa.schema([INTERACTION.field(name) for name in posts[0]])
    return pa.Table.from_pylist(posts, schema=schema)


# ---- queries


def _queries(texts: list[str], rng: random.Random) -> dict[int, str]:
    counts = Counter(word for text in texts for word in fold(text).split())
    ranked = [word for word, _ in counts.most_common() if word.isalpha() and len(word) > 2]
    return {number: _query(ranked, texts, rng) for number in range(QUERIES)}


def _query(ranked: list[str], texts: list[str], rng: random.Random) -> str:
    def word() -> str:
        """A fifth from the 150 most frequent, a third from the next 2,000, else the long tail."""
        draw, edges = rng.random(), (0, 150, 2_000, len(ranked))
        part = 0 if draw < 0.2 else 1 if draw < 0.53 else 2
        return rng.choice(ranked[edges[part] : edges[part + 1]])

    def phrase() -> str:
        """Two or three words that stand together in some post."""
        words = [word for word in fold(rng.choice(texts)).split() if word.isalnum()]
        start = rng.randrange(max(1, len(words) - 2))
        return f'"{" ".join(words[start : start + rng.choice((2, 2, 3))]) or word()}"'

    def several(count: int) -> str:
        return f"({' OR '.join(rng.choice((word, word, phrase))() for _ in range(count))})"

    brand = rng.choice((*BRANDS, *COMPANIES.split()))
    shapes: list[tuple[int, Callable[[], str]]] = [
        (20, lambda: f"{brand} AND {several(rng.randint(2, 6))} NOT {several(2)}"),
        (14, lambda: several(rng.randint(3, 12))),
        (10, lambda: f"(@{brand} OR #{brand} OR {phrase()}) AND {several(3)}"),
        (10, lambda: f"{several(2)} NEAR/{rng.randint(2, 8)} {several(2)}"),
        (8, lambda: f"{brand} NEAR/5 {word()} NOT {word()}"),
        (8, lambda: f"{word()[:5]}* {word()} AND NOT {several(3)}"),
        (8, lambda: f"{phrase()} OR {phrase()}"),
        (6, lambda: f"{{{word().title()}}} AND {several(3)}"),
        (5, lambda: f"{several(4)} lang:en NOT is:repost"),
        (5, lambda: f"@{brand} {several(3)} followers:>={rng.choice((100, 1_000, 10_000))}"),
        (3, lambda: f"{brand} has:link NOT {several(2)}"),
        (2, lambda: f"author:{rng.choice(COMPANIES.split())} {several(3)}"),
        (1, lambda: f"followers:>={rng.choice((20_000, 100_000))} lang:en"),
    ]
    weights, makers = zip(*shapes, strict=True)
    return rng.choices(makers, weights)[0]()


# ---- the plain loop


def _prepared(post: Post) -> Post:
    text = str(post["text"])
    return {**post, "folded": fold(text), "plain": plain(text), "tags": fold_tags(text)}


def _test(node: Node) -> Test:
    match node:
        case And(children):
            tests = list(map(_test, children))
            return lambda post: all(test(post) for test in tests)
        case Or(children):
            tests = list(map(_test, children))
            return lambda post: any(test(post) for test in tests)
        case Not(child):
            test = _test(child)
            return lambda post: not test(post)
        case Near(left, right, distance):
            between = rf"(?: \S+){{0,{distance - 1}}} "
            one, other = _pattern(left), _pattern(right)
            return _search("folded", f"{one}{between}{other}|{other}{between}{one}")
        case Exact(text):
            return _search("plain", re.escape(plain(text)))
        case Words() | Prefix():
            return _search("folded", _pattern(node))
        case Field():
            return _field(node)
        case Measure(name, _, number):  # only >= is in the queries above
            return lambda post: float(str(post[name])) >= number


def _pattern(node: Node) -> str:
    match node:
        case Or(children):
            return f"(?:{'|'.join(map(_pattern, children))})"
        case Prefix(text):
            return re.escape(fold(text)) + r"[^ ]*"
        case Words(text):
            return re.escape(fold(text))
    raise TypeError(node)


def _search(column: str, pattern: str) -> Test:
    search = re.compile(rf"(?<![^ ])(?:{pattern})(?![^ ])").search
    return lambda post: search(str(post[column])) is not None


def _field(node: Field) -> Test:
    value = fold(node.value)
    signs = {"hashtag": "#", "mention": "@"}
    if node.name in signs:
        search = re.compile(rf"(?<!\w){signs[node.name]}{value}(?!\w)").search
        return lambda post: search(str(post["tags"])) is not None
    if node.name == "has":
        return lambda post: post["has_link"] is True
    column = {"lang": "language_hint", "is": "kind"}.get(node.name, node.name)
    return lambda post: str(post[column]).lower() == value


if __name__ == "__main__":
    import json

    print(json.dumps(run(Path(sys.argv[1]) if len(sys.argv) > 1 else None), indent=2))
