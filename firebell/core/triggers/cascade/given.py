"""Cascades as others hand them to us: checked at the border, with the remedy in every error."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from firebell.core.triggers.cascade.memory import Numbers


class GivenError(ValueError):
    """What was given is no cascade; says what to give instead."""


@dataclass(frozen=True, slots=True)
class Given:
    """A cascade. `at` in seconds since its first post, which is among them; followers NaN: unknown.

    `users` and `start` (seconds since 1970) only where the giver knows them.
    """

    id: str
    at: Numbers
    followers: Numbers
    users: tuple[str, ...] | None = None
    start: float | None = None


def from_object(row: Any, number: int) -> Given:
    """From `{id, times, followers or null}`, perhaps with `users` and `start`."""
    if not isinstance(row, Mapping):
        raise GivenError("not an object; give {id, times, followers}")
    times, followers, users = row.get("times"), row.get("followers"), row.get("users")
    if not isinstance(times, list) or not times:
        raise GivenError("no times; give a list of seconds since the first post")
    for name, found in (("followers", followers), ("users", users)):
        if found is not None and (not isinstance(found, list) or len(found) != len(times)):
            raise GivenError(f"{name} must be null or a list as long as times ({len(times)})")
    start = row.get("start")
    return Given(
        id=str(row.get("id", number)),
        at=checked_times([_number(time, "times", n) for n, time in enumerate(times)]),
        followers=checked_followers(followers or [None] * len(times)),
        users=None if users is None else tuple(map(str, users)),
        start=None if start is None else _number(start, "start", 0),
    )


def checked_times(times: Sequence[float]) -> Numbers:
    """Rising from 0."""
    at = np.array(times, dtype=np.float64)
    if at[0] != 0:
        raise GivenError(f"the first time is {at[0]:g}; count from the first post, which is at 0")
    falls = np.nonzero(np.diff(at) < 0)[0]
    if len(falls):
        raise GivenError(f"time {falls[0] + 2} is before the one above it; sort by time")
    return at


def checked_followers(followers: Sequence[Any]) -> Numbers:
    found = [
        math.nan if many is None else _number(many, "followers", n)
        for n, many in enumerate(followers)
    ]
    for n, many in enumerate(found, 1):
        if many < 0:
            raise GivenError(f"followers {n} is {many:g}; give a count, or null if not known")
    return np.array(found, dtype=np.float64)


def _number(value: Any, name: str, place: int) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise GivenError(f"{name} {place + 1} is {value!r}; give a number")
    return float(value)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number of posts, or a multiple of what is seen."""

    number: float
    times_seen: bool

    @classmethod
    def parse(cls, text: str) -> Threshold:
        """
        >>> Threshold.parse("2x"), Threshold.parse("1000").of(np.array([7.0]))
        (Threshold(number=2.0, times_seen=True), array([1000.]))
        """
        found = re.fullmatch(r"(\d{1,12}(?:\.\d+)?)(x?)", text.strip().lower())
        if found is None or float(found[1]) <= 0:
            raise GivenError(f"{text!r} is no threshold; give a number of posts or a multiple, 2x")
        return cls(float(found[1]), bool(found[2]))

    def of(self, seen: Numbers) -> Numbers:
        """In posts, for each of so many seen."""
        return seen * self.number if self.times_seen else np.full(len(seen), self.number)
