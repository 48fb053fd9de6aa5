"""A phrasebook: how people of one language talk, as rules that expand into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

_SLOT = re.compile(r"\{([^{}]*)\}")
_RANGE = re.compile(r"(\d+)-(\d+)")
_SPACES = re.compile(r"[ \t]+")
_BEFORE_STOP = re.compile(r" +([.,!?;:])(?=\s|$)")
# A number before the stop is an ordinal in Norwegian and Polish, not the end of a sentence.
_SENTENCE = re.compile(r"(?:^|(?<!\d)[.!?…]\s+|\n)(\w)")
_EMPTY = "~"


class PhrasebookError(ValueError):
    """A phrasebook that cannot be used; the message names rule and remedy."""


@dataclass(slots=True)
class _Telling:
    """What holds within one text: the names given and the places already drawn."""

    names: Mapping[str, str]
    rng: Random
    drawn: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Rules by name, each with its alternatives.

    The rule `same` lists stems: within one telling every rule that is called by such a stem, or by
    it and an ending (`town`, `town_loc`), takes the alternative at the same place.

    An alternative holds slots: `{rule}` another rule, `{name}` a name given when it is told,
    `{3-9}` a whole number from the range. The alternative `~` is empty.
    """

    language: str
    rules: Mapping[str, tuple[str, ...]]

    def tell(self, rule: str, names: Mapping[str, str], rng: Random) -> str:
        """One sentence or more, with spaces and capitals put right.

        Raises PhrasebookError for a rule or name that is not there.
        """
        text = self._expand(rule, _Telling(names, rng), 0)
        text = _BEFORE_STOP.sub(r"\1", _SPACES.sub(" ", text)).strip()
        return _SENTENCE.sub(lambda found: found[0][:-1] + found[0][-1].upper(), text)

    def has(self, rule: str) -> bool:
        return rule in self.rules

    def slots(self) -> set[str]:
        """Every slot that is neither a range nor a rule: the names that must be given."""
        found = {slot for options in self.rules.values() for slot in _slots(options)}
        return {slot for slot in found - self.rules.keys() if not _RANGE.fullmatch(slot)}

    def _choose(self, rule: str, telling: _Telling) -> str:
        options = self.rules[rule]
        stem = rule.split("_")[0]
        if stem not in self.rules.get("same", ()):
            return telling.rng.choice(options)
        place = telling.drawn.setdefault(stem, telling.rng.randrange(len(options)))
        return options[place % len(options)]

    def _expand(self, rule: str, telling: _Telling, depth: int) -> str:
        if depth > 12:
            raise PhrasebookError(f"{self.language}: the rule {rule!r} goes round in a circle")
        option = self._choose(rule, telling)

        def fill(slot: re.Match[str]) -> str:
            inside = slot[1]
            if inside in telling.names:
                return telling.names[inside]
            if inside in self.rules:
                return self._expand(inside, telling, depth + 1)
            if span := _RANGE.fullmatch(inside):
                return str(telling.rng.randint(int(span[1]), int(span[2])))
            raise PhrasebookError(
                f"{self.language}: the rule {rule!r} asks for {{{inside}}}, which is neither a rule"
                " nor a given name: add it or correct the spelling"
            )

        return "" if option == _EMPTY else _SLOT.sub(fill, option)


def _slots(options: Sequence[str]) -> Iterator[str]:
    for option in options:
        yield from _SLOT.findall(option)


def phrasebook(language: str, rules: Mapping[str, object]) -> Phrasebook:
    """A checked phrasebook from rules that hold one alternative a line.

    Raises PhrasebookError for a rule without alternatives or one that is no text.
    """
    checked: dict[str, tuple[str, ...]] = {}
    for name, text in rules.items():
        if not isinstance(text, str):
            raise PhrasebookError(
                f"{language}: the rule {name!r} is no text: write one alternative a line"
            )
        options = tuple(line.strip() for line in text.splitlines() if line.strip())
        if not options:
            raise PhrasebookError(f"{language}: the rule {name!r} is empty: add a line, or ~")
        checked[name] = options
    return Phrasebook(language, checked)
