"""Conditions and effects are read, kept and listed alike: by name, from what their fields say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from firebell.core.triggers.rules.fields import Field, RuleError


class Rule(Protocol):
    """A frozen dataclass whose attributes are its `fields`."""

    name: ClassVar[str]
    fields: ClassVar[tuple[Field, ...]]


Kind = TypeVar("Kind", bound=Rule)


class Family(Generic[Kind]):
    """The registry of all conditions, or of all effects."""

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self._known: dict[str, type[Kind]] = {}

    def register(self, *rules: type[Kind]) -> None:
        """In the order in which people are offered them. ValueError for a name that is taken."""
        for rule in rules:
            if rule.name in self._known:
                raise ValueError(f"there is a {self.noun} {rule.name!r} already")
            self._known[rule.name] = rule

    def names(self) -> tuple[str, ...]:
        return tuple(self._known)

    def known(self, name: str) -> type[Kind]:
        if name not in self._known:
            raise RuleError(self.noun, name, "unknown")
        return self._known[name]

    def read(self, row: Mapping[str, Any]) -> Kind:
        """A rule from a row `{"name": ..., field: value}`; what is left out has its default."""
        made = self.known(str(row.get("name", "")))
        values = {
            field.name: field.read(made.name, row.get(field.name, field.default))
            for field in made.fields
        }
        return made(**values)


def row(rule: Rule) -> dict[str, Any]:
    """What `Family.read` takes, fit for JSON."""
    return {"name": rule.name, **asdict(rule)}  # type: ignore[call-overload]
