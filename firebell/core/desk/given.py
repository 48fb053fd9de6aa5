"""Settings as people store or type them: plain data, and what is wrong in it named by its place."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

Choice = TypeVar("Choice", bound=StrEnum)


class SettingError(ValueError):
    """A setting that cannot be: where it stands, why, and what stood there.

    `reason` is one of missing, unknown, mapping, list, number, least, most, whole, text, doubled,
    zone, days (of a week, not seven), span (not a span of a day), overlap, date, uncovered (nothing
    is promised), slower (the more urgent has more time), nothing.
    """

    def __init__(self, place: str, reason: str, given: Any = None) -> None:
        self.place, self.reason, self.given = place, reason, given
        said = f": {given}" if given is not None else ""
        super().__init__(f"{place}: {reason}{said}")


def mapping(place: str, given: Any, known: Collection[str] | None = None) -> Mapping[str, Any]:
    """A mapping with names for keys, `known` ones where they are told."""
    if not isinstance(given, Mapping):
        raise SettingError(place, "mapping", given)
    for key in given:
        if not isinstance(key, str) or (known is not None and key not in known):
            raise SettingError(inside(place, key), "unknown")
    return given


def listing(place: str, given: Any) -> Sequence[Any]:
    if not isinstance(given, list | tuple):
        raise SettingError(place, "list", given)
    return given


def needed(place: str, given: Mapping[str, Any], key: str) -> Any:
    if key not in given:
        raise SettingError(inside(place, key), "missing")
    return given[key]


def number(place: str, given: Any, least: float, most: float) -> float:
    """A finite number within bounds, both included; true and false are none."""
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise SettingError(place, "number", given)
    # A whole number may be too large for a float to hold, and is finite in any case.
    if isinstance(given, float) and not math.isfinite(given):
        raise SettingError(place, "number", given)
    if given < least:
        raise SettingError(place, "least", least)
    if given > most:
        raise SettingError(place, "most", most)
    return given


def whole(place: str, given: Any, least: int, most: int) -> int:
    found = number(place, given, least, most)
    if found != int(found):
        raise SettingError(place, "whole", given)
    return int(found)


def text(place: str, given: Any, most: int = 200) -> str:
    if not isinstance(given, str) or not given.strip():
        raise SettingError(place, "text", given)
    if len(given) > most:
        raise SettingError(place, "most", most)
    return given.strip()


def choice(place: str, given: Any, choices: type[Choice]) -> Choice:
    try:
        return choices(given)
    except ValueError:
        raise SettingError(place, "unknown", given) from None


def texts(place: str, given: Any) -> tuple[str, ...]:
    """Names, each once."""
    found = tuple(text(f"{place}[{at}]", one) for at, one in enumerate(listing(place, given)))
    if len(set(found)) < len(found):
        raise SettingError(place, "doubled", given)
    return found


def inside(place: str, key: Any) -> str:
    """The name of a part of a place; the whole has no name."""
    return f"{place}.{key}" if place else str(key)
