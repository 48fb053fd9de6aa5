"""A query compiled: steps that answer for a whole page at once with a set of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from firebell.core.query.ast import (
    About,
    And,
    Exact,
    Field,
    FieldName,
    Measure,
    Near,
    Node,
    Not,
    Or,
    Prefix,
    Words,
)
from firebell.core.query.automaton import Hits, literal
from firebell.core.query.conditions import Posts
from firebell.core.query.folding import UNSPACED, fold, fold_tags, plain
from firebell.core.query.rows import Ints, Rows, of_numbers, to_mask, to_numbers

Clause = frozenset[int]
"""Literals of which at least one stands in every post that the query matches."""


@dataclass
class Scan:
    """One page under way: its columns, its hits, and what has been worked out already."""

    posts: Posts
    hits: Hits
    tags: dict[int, str] = field(default_factory=dict)
    near: dict[NearStep, Rows] = field(default_factory=dict)

    def tag_text(self, row: int) -> str:
        if row not in self.tags:
            self.tags[row] = fold_tags(self.hits.page.texts[row])
        return self.tags[row]


class Step(Protocol):
    """`rows` need be right only for rows in `within`; `dear` steps run after the others."""

    @property
    def dear(self) -> bool: ...

    def rows(self, scan: Scan, within: Rows) -> Rows: ...

    def clauses(self, wanted: bool) -> list[Clause]: ...


@dataclass(frozen=True, slots=True)
class TermStep:
    """A term: one literal, with its number of words, and its cased form if the case matters."""

    number: int
    length: int
    cased: bytes = b""

    @property
    def dear(self) -> bool:
        return bool(self.cased)

    def rows(self, scan: Scan, within: Rows) -> Rows:
        fired = scan.hits.fired(self.number)
        if not self.cased or not fired & within:
            return fired
        page, mine = scan.hits.page, scan.hits.of(self.number)
        rows, places = scan.hits.rows[mine], scan.hits.places[mine]
        asked = to_mask(within, len(page))[rows]
        right = page.cased_as(page.words_at(places[asked]), self.cased)
        return of_numbers(rows[asked][right], len(page))

    def clauses(self, wanted: bool) -> list[Clause]:
        return [frozenset({self.number})] if wanted else []

    def words(self, hits: Hits) -> tuple[Ints, Ints]:
        """Rows and numbers of the first words of all occurrences in the page."""
        mine = hits.of(self.number)
        rows, words = hits.rows[mine], hits.page.words_at(hits.places[mine])
        if not self.cased:
            return rows, words
        right = hits.page.cased_as(words, self.cased)
        return rows[right], words[right]


@dataclass(frozen=True, slots=True)
class NearStep:
    left: tuple[TermStep, ...]
    right: tuple[TermStep, ...]
    distance: int
    dear: bool = True

    def rows(self, scan: Scan, within: Rows) -> Rows:
        if self not in scan.near:
            left, right = (_occurrences(scan.hits, side) for side in (self.left, self.right))
            near = (_followed(left, right, self.distance), _followed(right, left, self.distance))
            scan.near[self] = of_numbers(np.concatenate(near), len(scan.hits.page))
        return scan.near[self]

    def clauses(self, wanted: bool) -> list[Clause]:
        sides = (frozenset(term.number for term in side) for side in (self.left, self.right))
        return list(sides) if wanted else []


@dataclass(frozen=True, slots=True)
class TagStep:
    """A hashtag or a mention: its words by the automaton, its sign by a look at the post."""

    number: int
    pattern: re.Pattern[str]
    dear: bool = True

    def rows(self, scan: Scan, within: Rows) -> Rows:
        asked = to_numbers(scan.hits.fired(self.number) & within, len(scan.hits.page))
        found = [row for row in asked.tolist() if self.pattern.search(scan.tag_text(row))]
        return of_numbers(np.array(found, dtype=np.int64), len(scan.hits.page))

    def clauses(self, wanted: bool) -> list[Clause]:
        return [frozenset({self.number})] if wanted else []


@dataclass(frozen=True, slots=True)
class ColumnStep:
    condition: Field | Measure | About
    dear: bool = False

    def rows(self, scan: Scan, within: Rows) -> Rows:
        return scan.posts.meeting(self.condition)

    def clauses(self, wanted: bool) -> list[Clause]:
        return []


@dataclass(frozen=True, slots=True)
class NotStep:
    child: Step

    @property
    def dear(self) -> bool:
        return self.child.dear

    def rows(self, scan: Scan, within: Rows) -> Rows:
        return within & ~self.child.rows(scan, within)

    def clauses(self, wanted: bool) -> list[Clause]:
        return self.child.clauses(not wanted)


@dataclass(frozen=True, slots=True)
class JoinStep:
    """AND (`every`) or OR over `children`, cheap ones first."""

    every: bool
    children: tuple[Step, ...]
    dear: bool

    def rows(self, scan: Scan, within: Rows) -> Rows:
        return self._every(scan, within) if self.every else self._any(scan, within)

    def _every(self, scan: Scan, within: Rows) -> Rows:
        for child in self.children:
            within &= child.rows(scan, within)
            if not within:
                break
        return within

    def _any(self, scan: Scan, within: Rows) -> Rows:
        found = 0
        for child in self.children:
            found |= child.rows(scan, within)
        return found

    def clauses(self, wanted: bool) -> list[Clause]:
        below = [child.clauses(wanted) for child in self.children]
        if self.every == wanted:
            return [clause for clauses in below for clause in clauses]
        # One of the children holds: some literal out of one clause of each stands in the post.
        if not all(below):
            return []
        return [frozenset().union(*(min(clauses, key=len) for clauses in below))]


class Compiler:
    """Turns trees into steps, and gives every distinct literal a number."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}

    @property
    def literals(self) -> list[bytes]:
        return list(self._numbers)

    def step(self, node: Node) -> Step:
        match node:
            case Words() | Prefix() | Exact():
                return self._term(node)
            case Near(left, right, distance):
                return NearStep(tuple(self._side(left)), tuple(self._side(right)), distance)
            case Field(name) if name in (FieldName.HASHTAG, FieldName.MENTION):
                return self._tag(node)
            case Field() | Measure() | About():
                return ColumnStep(node)
            case Not(child):
                return NotStep(self.step(child))
            case And(children) | Or(children):
                steps = sorted(map(self.step, children), key=lambda step: step.dear)
                return JoinStep(isinstance(node, And), tuple(steps), steps[-1].dear)

    def _number(self, wanted: bytes) -> int:
        return self._numbers.setdefault(wanted, len(self._numbers))

    def _term(self, node: Words | Prefix | Exact) -> TermStep:
        number = self._number(literal(node.text, open_end=isinstance(node, Prefix)))
        length = len(fold(node.text).split(" "))
        cased = f" {plain(node.text)} ".encode() if isinstance(node, Exact) else b""
        return TermStep(number, length, cased)

    def _side(self, node: Node) -> Iterable[TermStep]:
        if isinstance(node, Or):
            for child in node.children:
                yield from self._side(child)
        else:
            assert isinstance(node, Words | Prefix | Exact)  # the parser lets nothing else in
            yield self._term(node)

    def _tag(self, node: Field) -> TagStep:
        value = fold_tags(node.value).strip()
        number = self._number(literal(value, open_end=node.prefix))
        return TagStep(number, _tag_pattern(node, value))


TAG_SIGNS = r"\s#@.\-"
BEFORE_A_TAG = rf"(?<![^{TAG_SIGNS}{UNSPACED}])"


def _tag_pattern(node: Field, value: str) -> re.Pattern[str]:
    """A hashtag runs through script borders; a handle ends where text without spaces begins."""
    if node.name is FieldName.HASHTAG:
        sign, after = "#", rf"(?![^{TAG_SIGNS}])"
    else:
        sign, after = "@", rf"(?![^{TAG_SIGNS}{UNSPACED}])"
    return re.compile(f"{BEFORE_A_TAG}{sign}{re.escape(value)}{'' if node.prefix else after}")


def _occurrences(hits: Hits, side: tuple[TermStep, ...]) -> tuple[Ints, Ints, Ints]:
    """Rows, first and last words of all occurrences of any of the terms, sorted by first word."""
    found = [(*term.words(hits), term.length) for term in side]
    rows = np.concatenate([rows for rows, _, _ in found])
    firsts = np.concatenate([words for _, words, _ in found])
    lasts = np.concatenate([words + (length - 1) for _, words, length in found])
    order = np.argsort(firsts, kind="stable")
    return rows[order], firsts[order], lasts[order]


def _followed(
    first: tuple[Ints, Ints, Ints], second: tuple[Ints, Ints, Ints], distance: int
) -> Ints:
    """Rows in which an occurrence of `second` begins within `distance` words after one of `first`
    ends. The nearest one decides, and that is the next to begin."""
    rows, _, lasts = first
    next_rows, starts, _ = second
    following = np.searchsorted(starts, lasts, side="right")
    inside = following < len(starts)
    rows, lasts, following = rows[inside], lasts[inside], following[inside]
    near = (starts[following] - lasts <= distance) & (next_rows[following] == rows)
    found: Ints = rows[near]
    return found
