"""What people may set in a condition or an effect, described well enough to draw a form from it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class FieldType(StrEnum):
    WHOLE = "whole"  # a whole number
    NUMBER = "number"
    PERCENT = "percent"  # kept as a share, 0 to 1; people see percent
    CHOICES = "choices"  # some of `choices`, at least one
    NAMES = "names"  # names as people know them, at least one
    KINDS = "kinds"  # kinds of facts, at least one
    FILTERS = "filters"  # what the data of a fact must hold: key, comparison, value
    TARGETS = "targets"  # ids of those who are told; none: everybody
    TEXT = "text"


MANY = 50  # names, kinds or filters in one rule
LONG = 200  # characters of one of them


class RuleError(ValueError):
    """A rule that cannot be: which field, why, and the number that it should keep to.

    `reason` is one of unknown, missing, number, least, most, choice, long, comparison, own, mixed,
    nothing.
    """

    def __init__(self, rule: str, field: str, reason: str, limit: Any = None) -> None:
        self.rule, self.field, self.reason, self.limit = rule, field, reason, limit
        said = f": {limit}" if limit is not None else ""
        super().__init__(f"{rule}.{field}: {reason}{said}")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. `least` and `most` hold for numbers, both included."""

    name: str
    type: FieldType
    default: Any
    least: float = 0
    most: float = 1e9
    choices: tuple[str, ...] = ()

    def read(self, rule: str, value: Any) -> Any:
        """The value as its rule keeps it; RuleError where it cannot be one."""
        if self.type in (FieldType.WHOLE, FieldType.NUMBER, FieldType.PERCENT):
            return self._number(rule, value)
        if self.type == FieldType.TEXT:
            return _short(rule, self.name, str(value or "").strip())
        if self.type == FieldType.TARGETS:
            return tuple(sorted({int(one) for one in value or ()}))
        if self.type == FieldType.FILTERS:
            return tuple(_filter(rule, self.name, one) for one in list(value or ())[:MANY])
        return self._some(rule, value)

    def _number(self, rule: str, value: Any) -> float:
        try:
            number = float(value)
        except (TypeError, ValueError):
            raise RuleError(rule, self.name, "number") from None
        if math.isnan(number) or (self.type == FieldType.WHOLE and number != int(number)):
            raise RuleError(rule, self.name, "number")
        if number < self.least:
            raise RuleError(rule, self.name, "least", self.least)
        if number > self.most:
            raise RuleError(rule, self.name, "most", self.most)
        return int(number) if self.type == FieldType.WHOLE else number

    def _some(self, rule: str, value: Any) -> tuple[str, ...]:
        given = [value] if isinstance(value, str) else list(value or ())
        kept = tuple(dict.fromkeys(str(one).strip() for one in given if str(one).strip()))
        if not kept:
            raise RuleError(rule, self.name, "missing")
        if len(kept) > MANY:
            raise RuleError(rule, self.name, "most", MANY)
        wrong = [one for one in kept if self.choices and one not in self.choices]
        if wrong:
            raise RuleError(rule, self.name, "choice", wrong[0])
        return tuple(_short(rule, self.name, one) for one in kept)


COMPARISONS = ("is", "is_not", "at_least", "at_most")


def _filter(rule: str, field: str, given: Iterable[Any]) -> tuple[str, str, str]:
    key, comparison, value = (str(part).strip() for part in given)
    if comparison not in COMPARISONS:
        raise RuleError(rule, field, "comparison", comparison)
    if not key:
        raise RuleError(rule, field, "missing")
    if comparison in ("at_least", "at_most"):
        Field(field, FieldType.NUMBER, 0, least=-1e12, most=1e12).read(rule, value)
    return _short(rule, field, key), comparison, _short(rule, field, value)


def _short(rule: str, field: str, text: str) -> str:
    if len(text) > LONG:
        raise RuleError(rule, field, "long", LONG)
    return text
