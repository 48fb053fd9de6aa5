"""Places of one text: names that the gazetteer knows, where spelling and neighbours say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from firebell.core.understanding.entities import place_words
from firebell.core.understanding.entities.gazetteer import MAX_WORDS, Gazetteer, Word, folded

_CAPITALS = "A-Z\u00c0-\u00d6\u00d8-\u00deĄĆĘŁŃÓŚŹŻŒČŠŽİ"
# The capital first, which the search jumps to; then what stands before it.
_NAMES = re.compile(rf"[{_CAPITALS}](?<![\w@#.&$'’].)[^\W\d_]{{1,30}}(?![\d_@])")
_NEXT = re.compile(r"(?:\.? |[-’'])([^\W\d_]{1,30})(?![\d_@])")
_AND = re.compile(r", | (?:and|or|og|eller|i|lub|und|oder|y|o|et|ou|&) ")
_STATE = re.compile(r",? ([A-Z]{2,3})(?![\w'’])")
_JOINT = re.compile(r" ?(?:->|[-–—/>→✈]\ufe0f?) ?| (?:to|2|til|do|nach|bis|a|à) ", re.IGNORECASE)
_DASHES = frozenset("-–—/")
_TIGHT = _DASHES | {">"}
_APOSTROPHE = re.compile(r"['’*$]")
_SITE = re.compile(r"\.[^\W_]")
_PERSON = re.compile(rf" [{_CAPITALS}][a-zà-ÿ]")
_INNER = frozenset(
    {"de", "del", "la", "las", "los", "am", "an", "der", "and", "of", "the", "do", "da"}
)
_OPENERS = "'\"“„«("
_REACH = 18


class _Name(NamedTuple):
    """A run of words that the gazetteer or the list of codes knows."""

    start: int
    end: int
    name: str  # folded, a code as it is
    told: int  # which bit of Word it was found by


class _Signals(NamedTuple):
    """What the neighbours of a name are: the other end of a journey, a place before it in a
    list."""

    joined: bool
    listed: bool


def may_name_a_place(token: str, known: Gazetteer) -> bool:
    """Whether a place may begin with this token: worked out once a token."""
    if len(token) < 2 or not token[0].isupper():
        return False
    word = token if token.isalpha() else _APOSTROPHE.split(token, maxsplit=1)[0]
    return len(word) > 1 and known.told_by(word) != 0


def find_places(text: str, known: Gazetteer) -> Iterator[tuple[int, int]]:
    """Where places stand, in their order."""
    names = list(_names(text, known))
    joined = _joined(text, names)
    last = -1
    for place, one in enumerate(names):
        listed = 0 < last >= one.start - 8 and _AND.fullmatch(text, last, one.start) is not None
        if _counts(text, one, _Signals(place in joined, listed)):
            yield one.start, one.end
            last = one.end


def _names(text: str, known: Gazetteer) -> Iterator[_Name]:
    last = 0
    for match in _NAMES.finditer(text):
        word = match.group()
        told = known.told_by(word)
        if not told or match.start() < last:
            continue
        found = _longest(text, match, told, known)
        if found and not _SITE.match(text, found.end):
            last = found.end
            yield found


def _longest(text: str, match: re.Match[str], told: int, known: Gazetteer) -> _Name | None:
    """The longest name that begins with a capitalised word."""
    (start, end), word = match.span(), match.group()
    if start and text[start - 1] in _TIGHT:
        return _Name(start, end, word, Word.CODE) if told & Word.CODE else None
    if told & Word.BEGINS:
        for place, name in reversed(_runs(text, end, folded(word))):
            if known.has(name):
                return _Name(start, place, name, Word.BEGINS)
    if told & Word.CODE:
        return _Name(start, end, word, Word.CODE)
    if told & (Word.NAME | Word.GENITIVE):
        return _Name(start, end, folded(word), told & ~Word.BEGINS)
    return None


def _runs(text: str, end: int, name: str) -> list[tuple[int, str]]:
    """Names of two words and more: small words may stand within, not at the end."""
    runs = []
    for _ in range(MAX_WORDS - 1):
        match = _NEXT.match(text, end)
        if match is None:
            break
        word, end = folded(match.group(1)), match.end()
        name = f"{name} {word}"
        if match.group(1)[0].isupper():
            runs.append((end, name))
        elif word not in _INNER:
            break
    return runs


def _joined(text: str, names: list[_Name]) -> set[int]:
    """The names that are ends of a journey: "OSL-KRK", "Boston to Denver".

    A dash joins codes only: between names it stands for a match as often."""
    found = set()
    for place, (one, other) in enumerate(pairwise(names)):
        gap = text[one.end : other.start]
        if len(gap) > 6 or not _JOINT.fullmatch(gap):
            continue
        if gap.strip() not in _DASHES or one.told & other.told & Word.CODE:
            found |= {place, place + 1}
    return found


def _counts(text: str, one: _Name, signals: _Signals) -> bool:
    """Whether enough says that a name is meant as a place."""
    state = _STATE.match(text, one.end)
    sure = signals.joined + (state is not None and state.group(1) in place_words.STATES)
    before = _word_before(text, one.start)
    word = before.lower()
    said = word in place_words.BEFORE
    if one.name in place_words.AMBIGUOUS:
        return sure + said > 1
    if one.told & Word.BEGINS or sure or signals.listed:
        return True
    # Where all is written in capitals, they say nothing; "z Danią" is with Denmark, not from there.
    if not said or (len(before) > 1 and before.isupper()) or text[one.end - 1] == "ą":
        return False
    if one.name in place_words.PEOPLE:
        return word in place_words.INSIDE and not _PERSON.match(text, one.end)
    return not one.told & Word.GENITIVE or word in place_words.GENITIVE_AFTER


def _word_before(text: str, start: int) -> str:
    """The word before a name and its article; "@" stands for "at"."""
    head = text[max(0, start - _REACH) : start].rstrip(_OPENERS)
    if head[-1:] != " ":
        return ""
    words = head.split()
    if len(words) > 1 and words[-1] in place_words.ARTICLES:
        words.pop()
    return words[-1].lstrip(_OPENERS) if words else ""
