"""Texts with variables, "Dear {{ customer }},": filled from what a case knows, never half.

A variable that nobody can fill stays in the text, marked as such, and its name is told: a
placeholder must never leave the house unseen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

VARIABLES = ("customer", "handle", "agent", "brand", "case", "channel")
_PLACE = re.compile(r"\{\{\s*([^{}]{0,60}?)\s*\}\}")


class TemplateError(ValueError):
    """A text that cannot be a template: `place` is where in it, `found` what stands there."""

    def __init__(self, place: int, found: str) -> None:
        super().__init__(f"at character {place + 1}: {found!r} is none of {', '.join(VARIABLES)}")
        self.place, self.found = place, found


@dataclass(frozen=True, slots=True)
class Filled:
    """`missing` are the variables that stay as they are, each once, in their order."""

    text: str
    missing: tuple[str, ...] = ()


def check(text: str) -> None:
    """Raises TemplateError at the first variable that there is not, or the first odd brace."""
    for found in _PLACE.finditer(text):
        if found[1] not in VARIABLES:
            raise TemplateError(found.start(), found[0])
    rest = _PLACE.sub(lambda found: " " * len(found[0]), text)
    for braces in ("{{", "}}"):
        if (place := rest.find(braces)) >= 0:
            raise TemplateError(place, text[place : place + 12])


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """The text with what is known in the place of each variable.

    >>> fill("Dear {{ customer }}, case {{case}}.", {"customer": "Ann"})
    Filled(text='Dear Ann, case {{case}}.', missing=('case',))
    """
    missing: dict[str, None] = {}

    def value(found: re.Match[str]) -> str:
        known = values.get(found[1], "")
        if not known:
            missing[found[1]] = None
        return known or found[0]

    return Filled(_PLACE.sub(value, text), tuple(missing))
