"""Places of one text: names that the gazetteer knows, where spelling and neighbours say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from firebell.core.understanding.entities import place_words
from firebell.core.understanding.entities.gazetteer import MAX_WORDS, Gazetteer, folded

_CAPITALS = "A-Z\u00c0-\u00d6\u00d8-\u00deĄĆĘŁŃÓŚŹŻŒČŠŽİ"
_NAMES = re.compile(rf"(?<![\w@#.&$'’])[{_CAPITALS}][^\W\d_]{{1,30}}(?![\d_@])")
_NEXT = re.compile(r"(?:\.? |[-’'])([^\W\d_]{1,30})(?![\d_@])")
_BEFORE = re.compile(
    r"([^\W\d_]{1,8}|@) (?:(?:the|der|die|den|dem|das|la|el|las|los|les) )?['\"“„(]?$"
)
_AND = re.compile(r", | (?:and|or|og|eller|i|lub|und|oder|y|o|et|ou|&) ")
_STATE = re.compile(r",? ([A-Z]{2,3})(?![\w'’])")
_JOINT = re.compile(r" ?(?:->|[-–—/>→✈]\ufe0f?) ?| (?:to|2|til|do|nach|bis|a|à) ", re.IGNORECASE)
_DASHES = frozenset("-–—/")
_TIGHT = _DASHES | {">"}
_SITE = re.compile(r"\.[^\W_]")
_PERSON = re.compile(rf" [{_CAPITALS}][a-zà-ÿ]")
_INFLECTED = frozenset(map(folded, place_words.INFLECTED))
_INNER = frozenset(
    {"de", "del", "la", "las", "los", "am", "an", "der", "and", "of", "the", "do", "da"}
)
_MARKED = frozenset("#@_'’")
_REACH = 18


class _Name(NamedTuple):
    """A run of words that the gazetteer or the list of codes knows."""

    start: int
    end: int
    name: str
    long: bool


class _Signals(NamedTuple):
    """What the neighbours of a name are: the other end of a journey, a place before it in a
    list."""

    joined: bool
    listed: bool


def may_name_a_place(token: str, known: Gazetteer) -> bool:
    """Whether a place may begin with this token: worked out once a token."""
    if len(token) < 2 or not token[0].isupper():
        return False
    if token in place_words.CODES:
        return True
    word = folded(token).partition(" ")[0]
    return known.begins(word) or _is_name(word, known) or _is_genitive(word, known)


def find_places(text: str, known: Gazetteer) -> Iterator[tuple[int, int]]:
    """Where places stand, in their order."""
    names = list(_names(text, known))
    joined = _joined(text, names)
    last = -1
    for place, one in enumerate(names):
        listed = last >= 0 and _AND.fullmatch(text, last, one.start) is not None
        if _counts(text, one, _Signals(place in joined, listed), known):
            yield one.start, one.end
            last = one.end


def _names(text: str, known: Gazetteer) -> Iterator[_Name]:
    last = 0
    for match in _NAMES.finditer(text):
        if match.start() >= last and (found := _longest(text, match, known)):
            if not _SITE.match(text, found.end):
                yield found
            last = found.end


def _longest(text: str, match: re.Match[str], known: Gazetteer) -> _Name | None:
    """The longest name that begins with a capitalised word."""
    start, end, word = match.start(), match.end(), match.group()
    if text[start - 1 : start] in _TIGHT:
        return _Name(start, end, word, False) if word in place_words.CODES else None
    first = folded(word)
    if known.begins(first):
        for place, name in reversed(_runs(text, end, first)):
            if known.has(name):
                return _Name(start, place, name, True)
    if word in place_words.CODES:
        return _Name(start, end, word, False)
    if len(word) < 4 and word.isupper():
        return None
    if _is_name(first, known) or _is_genitive(first, known):
        return _Name(start, end, first, False)
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


def _is_name(word: str, known: Gazetteer) -> bool:
    if len(word) < 3 or word in place_words.BEGINNINGS:
        return False
    return word in _INFLECTED or known.has(word)


def _is_genitive(word: str, known: Gazetteer) -> bool:
    return len(word) > 4 and word[-1] == "s" and known.has(word[:-1])


def _joined(text: str, names: list[_Name]) -> set[int]:
    """The names that are ends of a journey: "OSL-KRK", "Boston to Denver".

    A dash joins codes only: between names it stands for a match as often."""
    found = set()
    for place, (one, other) in enumerate(pairwise(names)):
        gap = text[one.end : other.start]
        if len(gap) > 6 or not _JOINT.fullmatch(gap):
            continue
        if gap.strip() not in _DASHES or {one.name, other.name} <= place_words.CODES:
            found |= {place, place + 1}
    return found


def _counts(text: str, one: _Name, signals: _Signals, known: Gazetteer) -> bool:
    """Whether enough says that a name is meant as a place."""
    state = _STATE.match(text, one.end)
    sure = signals.joined + (state is not None and state.group(1) in place_words.STATES)
    before = _word_before(text, one.start)
    word = before.lower()
    said = word in place_words.BEFORE
    if one.name in place_words.AMBIGUOUS:
        return sure + said > 1
    if one.long or sure or signals.listed:
        return True
    # Where all is written in capitals, they say nothing; "z Danią" is with Denmark, not from there.
    if not said or (len(before) > 1 and before.isupper()) or text[one.end - 1] == "ą":
        return False
    if one.name in place_words.PEOPLE:
        return word in place_words.INSIDE and not _PERSON.match(text, one.end)
    if one.name in place_words.CODES or _is_name(one.name, known):
        return True
    return word in place_words.GENITIVE_AFTER


def _word_before(text: str, start: int) -> str:
    """The word before a name and its article; "@" stands for "at"."""
    match = _BEFORE.search(text, max(0, start - _REACH), start)
    if match is None or (match.start() and text[match.start() - 1] in _MARKED):
        return ""
    return match.group(1)
