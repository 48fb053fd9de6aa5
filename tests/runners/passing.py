"""Posts that are passed on, for brands of their own: to be heard among those of `edges`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from tests.runners.edges import DAYS, START, Row

HOUR = timedelta(hours=1)
PHRASE = START + 80 * HOUR  # about Cedar
LINK = PHRASE + HOUR / 4  # about Dune
RIVAL = START + 84 * HOUR  # about Elm, which is not ours
CASCADE = START + 99 * HOUR  # of a post about Bolt
TOLD = START + 110 * HOUR  # of a post about Cedar
# What rings: brand, kind of alert, what spreads (of a text no more than that), what goes viral.
RINGS = {
    ("Cedar", "spread", "text:", None),
    ("Acme", "negative", "", None),
    ("Bolt", "viral", "", "root"),
    ("Cedar", "viral", "", "told"),
    ("Dune", "spread", "//dune.example/wreck", None),
}
SAID = "I love how Cedar painted every one of its trains green and white, lovely work, thank you"
WORDS = (
    "amber", "boulder", "cactus", "dynamo", "engine", "fabric", "garnet", "hollow", "island",
    "jungle", "kettle", "lumber", "magnet", "nephew", "oyster", "pebble", "quiver", "ribbon",
    "saddle", "timber", "umpire", "velvet", "walnut", "yogurt", "zephyr",
)  # fmt: skip


def posts(seed: int = 3) -> list[Row]:
    """A phrase, a link and a rival's hashtag that spread, a post that is passed on until it is
    viral, one of which its network says so; and what must count for nothing."""
    rng = Random(seed)
    return [
        *_chatter(rng),
        *_taken_up("Dune", "https://www.dune.example/wreck?utm_source={n}", LINK, 60, rng),
        *_copied(rng),
        *_shown(_taken_up("Elm", "#dropelm", RIVAL, 60, rng)),
        *_taken_up("Cedar and Dune", "#both", RIVAL + 2 * HOUR, 12, rng),
        *_cascade(rng),
        *_told(rng),
    ]


def _chatter(rng: Random) -> Iterator[Row]:
    for number in range(DAYS * 24 * 3):
        at = START + timedelta(minutes=20 * number, seconds=rng.randrange(600))
        for brand in ("Cedar", "Dune", "Elm"):
            mark = f"#day{int(rng.paretovariate(1.0))}" if rng.random() < 0.5 else ""
            said = _post(f"{brand}{number}", at, f"{_words(rng)} {brand} {mark}", rng)
            yield said | {"followers": 300}


def _taken_up(brand: str, mark: str, begin: datetime, people: int, rng: Random) -> Iterator[Row]:
    """Many in their own words."""
    for number in range(people):
        at = begin + rng.random() * 0.8 * HOUR
        text = f"{_words(rng)}, lovely, thank you {brand} {mark.format(n=number)}"
        yield _post(f"{brand} {mark[:5]} {number}", at, text, rng) | {"author": f"fan {number}"}


def _shown(posts: Iterator[Row]) -> Iterator[Row]:
    """With the same picture, and one of their own."""
    for number, post in enumerate(posts):
        yield post | {"pictures": f"bafkreiburnt bafkreiown{number}"}


def _copied(rng: Random) -> Iterator[Row]:
    """Many in one person's words, evenly as a machine does it; hardly anybody follows them."""
    for number in range(60):
        at = PHRASE + timedelta(seconds=50 * number)
        said = _post(f"copy {number}", at, f"RT @somebody: {SAID}", rng)
        yield said | {"author": f"copier {number}", "followers": 3}


def _cascade(rng: Random) -> Iterator[Row]:
    root = "Bolt has built a lovely bridge of glass over the river, thank you"
    yield _post("ours", CASCADE, f"{root} (we are sorry)", rng) | {"direction": "outbound"}
    yield _post("root", CASCADE, root, rng) | {"author": "ann", "followers": 4_000}
    yield _post("beyond", CASCADE + 5 * HOUR, f"{root} again", rng)
    for number in range(140):
        at = CASCADE + timedelta(seconds=30) + rng.random() ** 2 * 1.5 * HOUR
        named = rng.choice(("root",) * 12 + ("ours", "unknown", "beyond"))
        if number > 60 and rng.random() < 0.2:
            named = f"repost {rng.randrange(number)}"  # heard before or not, a chain or a fork
        # What is said of several brands is nobody's volume, which would be all that rings.
        text = f"I love it, thank you Bolt{' and Elm' if number % 6 else ''}, {_words(rng)}"
        yield _post(f"repost {number}", at, text, rng) | {
            "kind": "repost",
            "in_reply_to": named,
            "author": f"sharer {number}",
            "followers": rng.choice((None, 12, 900)),
        }


def _told(rng: Random) -> Iterator[Row]:
    yield _post("told", TOLD, "Cedar has a new hall", rng) | {"reposts": 250}
    yield _post("few", TOLD, "Cedar has a new roof", rng) | {"reposts": 3}


def _words(rng: Random) -> str:
    return " ".join(rng.choices(WORDS, k=7))


def _post(name: str, at: datetime, text: str, rng: Random) -> Row:
    return {
        "channel": "microblog",
        "external_id": name,
        "at": at.replace(microsecond=0),
        "author": f"person {rng.randrange(40)}",
        "text": text,
    }
