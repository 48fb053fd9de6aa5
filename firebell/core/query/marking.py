"""Where the words of a search stand in a text, and the part of a long text to show of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from firebell.core.query.findable import LONGEST
from firebell.core.query.folding import places
from firebell.core.query.searching import Term

LOOKED_AT = 20_000  # characters of a text in which words are looked for
_BEFORE = 90  # characters shown before the first word that was found


class Excerpt(NamedTuple):
    """A part of a text; `marks` are (start, end) within it, apart and in order."""

    text: str
    marks: list[tuple[int, int]]


def marked(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """(start, end) of the places where a term stands; where terms overlap, their union."""
    there = [(start, end, word[:LONGEST]) for start, end, word in places(text[:LOOKED_AT])]
    found = sorted(
        (there[place][0], there[place + len(term.words) - 1][1])
        for place in range(len(there))
        for term in terms
        if _stands(term, there, place)
    )
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(apart[-1][1], end)
        else:
            apart.append((start, end))
    return apart


def _stands(term: Term, there: Sequence[tuple[int, int, str]], place: int) -> bool:
    here = [word for _start, _end, word in there[place : place + len(term.words)]]
    if len(here) < len(term.words) or here[:-1] != list(term.words[:-1]):
        return False
    last = term.words[-1]
    return here[-1].startswith(last) if term.open_end else here[-1] == last


def excerpt(text: str, terms: Sequence[Term], most: int) -> Excerpt:
    """At most `most` characters of the text (and an ellipsis at each cut), around what is found."""
    marks = marked(text, terms)
    if len(text) <= most:
        return Excerpt(text, marks)
    start = _beginning(text, marks[0][0] if marks else 0, most)
    end = min(len(text), start + most)
    before, after = "…" * (start > 0), "…" * (end < len(text))
    shift = len(before) - start
    inside = [(a + shift, b + shift) for a, b in marks if start <= a and b <= end]
    return Excerpt(f"{before}{text[start:end]}{after}", inside)


def _beginning(text: str, first: int, most: int) -> int:
    """Where to begin, so that the first mark is seen: after a space, if one is near."""
    start = max(0, min(first - _BEFORE, len(text) - most))
    if start == 0:
        return 0
    space = text.find(" ", start, max(start + _BEFORE // 2, 0))
    return space + 1 if 0 <= space < first else start
