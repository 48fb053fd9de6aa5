"""Reading untrusted nested data with errors that name the place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time, timedelta

_OFFSET = re.compile(r"([+-]?)(\d+(?:\.\d+)?)(s|m|h|d)")
_SECONDS = {"s": 1.0, "m": 60.0, "h": 3_600.0, "d": 86_400.0}


class ScenarioError(ValueError):
    """A scenario that cannot be played; the message names the place and the remedy."""


@dataclass(frozen=True, slots=True)
class Node:
    """A mapping of the data and where it stands, for example `parcel_storm: events[2]`."""

    place: str
    data: Mapping[str, object]

    def only(self, *known: str) -> Node:
        """Refuse a key that nobody reads: it is a slip of the pen."""
        for key in self.data:
            if key not in known:
                raise self.wrong(str(key), f"is not known; known are {', '.join(known)}")
        return self

    def wrong(self, key: str, what: str) -> ScenarioError:
        return ScenarioError(f"{self.place}.{key} {what}")

    def text(self, key: str, default: str | None = None) -> str:
        value = self.data.get(key, default)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "is missing or no text: write some words")
        return value.strip()

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "is neither true nor false")
        return value

    def number(
        self, key: str, low: float, high: float = float("inf"), default: float | None = None
    ) -> float:
        return self._number(key, self.data.get(key, default), low, high)

    def numbers(self, key: str, count: int) -> tuple[float, ...]:
        values = self._list(key)
        if len(values) != count:
            raise self.wrong(key, f"has {len(values)} numbers: give {count}")
        found = tuple(self._number(key, value, 0, float("inf")) for value in values)
        if not sum(found):
            raise self.wrong(key, "is all zeros: somebody has to speak")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        values = tuple(value for value in self._list(key) if isinstance(value, str) and value)
        if not values or len(values) != len(self._list(key)):
            raise self.wrong(key, "is not a list of texts: write at least one")
        return values

    def child(self, key: str) -> Node:
        value = self.data.get(key)
        if not isinstance(value, Mapping):
            raise self.wrong(key, "is missing or no table of keys and values")
        return Node(f"{self.place}.{key}", value)

    def children(self, key: str) -> Iterator[Node]:
        for index, value in enumerate(self._list(key)):
            if not isinstance(value, Mapping):
                raise self.wrong(f"{key}[{index}]", "is no table of keys and values")
            yield Node(f"{self.place}.{key}[{index}]", value)

    def weights(self, key: str, known: Sequence[str]) -> dict[str, float]:
        """A table of weights, at least one above zero, whose keys are among `known`."""
        node = self.child(key).only(*known)
        found = {name: node.number(name, 0) for name in node.data}
        if not sum(found.values()):
            raise self.wrong(key, "has no weight above zero")
        return found

    def table(self, key: str) -> dict[str, str]:
        node = self.child(key)
        return {name: node.text(name) for name in node.data}

    def span(self, key: str) -> timedelta:
        return span(self.text(key), f"{self.place}.{key}")

    def clock(self, key: str) -> time | None:
        if key not in self.data:
            return None
        try:
            return time.fromisoformat(self.text(key))
        except ValueError as error:
            raise self.wrong(key, 'is no time of day: write it as "10:20"') from error

    def _number(self, key: str, value: object, low: float, high: float) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(key, "is missing or no number")
        if not low <= value <= high:
            raise self.wrong(key, f"is {value}: keep it from {low:g} to {high:g}")
        return float(value)

    def _list(self, key: str) -> list[object]:
        value = self.data.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(key, "is no list")
        return value


def span(text: str, place: str) -> timedelta:
    """A signed length of time: `70s`, `-5d`, `2.5h`."""
    found = _OFFSET.fullmatch(text)
    if found is None:
        raise ScenarioError(f"{place} is {text!r}: write a number with s, m, h or d, such as -5d")
    seconds = float(found[2]) * _SECONDS[found[3]]
    return timedelta(seconds=-seconds if found[1] == "-" else seconds)
