"""Who speaks: made-up people with a handle, an audience and habits of writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from unicodedata import combining, normalize


@dataclass(frozen=True, slots=True)
class Habits:
    """How somebody types: each the chance, 0 to 1, that a text of theirs shows it."""

    lower: float = 0.0  # no capitals at all
    plain: float = 0.0  # no accents (usual on Polish phones)
    typo: float = 0.0
    emoji: float = 0.0
    stretch: float = 0.0  # sooo
    shout: float = 0.0  # A WORD in capitals
    hashtag: float = 0.0


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up person or account; `followers` counts on networks that show it."""

    handle: str
    name: str
    language: str
    followers: int
    habits: Habits = Habits()

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]


@dataclass(frozen=True, slots=True)
class Crowd:
    """The ordinary customers of one language; a few speak often, most hardly ever."""

    people: tuple[Person, ...]
    _until: tuple[float, ...]

    def somebody(self, rng: Random) -> Person:
        return rng.choices(self.people, cum_weights=self._until)[0]


def crowd(
    language: str, first_names: Sequence[str], last_names: Sequence[str], size: int, rng: Random
) -> Crowd:
    """`size` people with distinct handles; the weight of the k-th to speak falls as 1 / sqrt(k)."""
    people: dict[str, Person] = {}
    while len(people) < size:
        person = _person(language, rng.choice(first_names), rng.choice(last_names), rng)
        people.setdefault(person.handle, person)
    weights = accumulate((rank + 1) ** -0.5 for rank in range(size))
    return Crowd(tuple(people.values()), tuple(weights))


def _person(language: str, first: str, last: str, rng: Random) -> Person:
    followers = int(rng.lognormvariate(4.7, 1.3))
    return Person(
        _handle(_ascii(first), _ascii(last), rng),
        f"{first} {last}",
        language,
        followers,
        _habits(rng),
    )


def _handle(first: str, last: str, rng: Random) -> str:
    year, number = rng.randint(60, 99), rng.randint(2, 999)
    return rng.choice(
        (
            f"{first}{last}",
            f"{first}_{last}",
            f"{first}.{last}",
            f"{first}{year}",
            f"{first[0]}{last}{number}",
            f"{last}{first[0]}{year}",
            f"{first}{number}",
            f"{first}.{last[0]}{number}",
        )
    )


def _ascii(name: str) -> str:
    folded = name.lower().translate(str.maketrans("øłæ", "olä"))
    return "".join(c for c in normalize("NFKD", folded) if not combining(c) and c.isalnum())


def _habits(rng: Random) -> Habits:
    """Most people type in one way nearly always; habits are therefore near 0 or near 1."""
    sloppy = rng.random() < 0.35
    return Habits(
        lower=0.9 if rng.random() < 0.18 else 0.02,
        plain=0.95 if rng.random() < 0.2 else 0.01,
        typo=0.45 if sloppy else 0.05,
        emoji=0.7 if rng.random() < 0.3 else 0.08,
        stretch=0.25 if sloppy else 0.03,
        shout=0.3 if rng.random() < 0.15 else 0.02,
        hashtag=0.5 if rng.random() < 0.2 else 0.03,
    )
