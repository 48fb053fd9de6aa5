"""A fact of the ledger happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.rules.facts import Happened
from firebell.core.triggers.rules.fields import Field, FieldType, RuleError
from firebell.core.triggers.rules.scene import Scene

OWN_VOICE = "alert_"  # facts that the bell itself appends: it would ring for its ringing


@dataclass(frozen=True, slots=True)
class Fact:
    """One of these `kinds`, whose data fulfils every one of `filters`: (key, comparison, value).

    Comparisons: `is`, `is_not` (as text), `at_least`, `at_most` (as numbers). Data without the key
    fulfils `is_not` only.
    """

    kinds: tuple[str, ...]
    filters: tuple[tuple[str, str, str], ...] = ()

    name: ClassVar[str] = "fact"
    looks_beyond: ClassVar[bool] = True
    fields: ClassVar[tuple[Field, ...]] = (
        Field("kinds", FieldType.KINDS, ()),
        Field("filters", FieldType.FILTERS, ()),
    )

    def __post_init__(self) -> None:
        if any(kind.startswith(OWN_VOICE) for kind in self.kinds):
            raise RuleError(self.name, "kinds", "own")

    def holds(self, sound: Sound, scene: Scene, part: float = 1.0) -> bool:
        return False

    def holds_of(self, fact: Happened) -> bool:
        return fact.kind in self.kinds and all(_fulfils(fact.data, *one) for one in self.filters)


def _fulfils(data: Mapping[str, Any], key: str, comparison: str, value: str) -> bool:
    found = data.get(key)
    if comparison in ("is", "is_not"):
        same = found is not None and _text(found) == value.casefold()
        return same == (comparison == "is")
    try:
        number = float(found)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
    return number >= float(value) if comparison == "at_least" else number <= float(value)


def _text(found: Any) -> str:
    return str(found).casefold()
