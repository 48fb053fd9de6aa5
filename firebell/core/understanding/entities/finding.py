"""Entities of one text: tried where a number begins, or where a word announces one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from firebell.core.understanding.entities import patterns
from firebell.core.understanding.entities.gazetteer import NOWHERE, Gazetteer
from firebell.core.understanding.entities.places import find_places
from firebell.core.understanding.entities.traces import Trace

MAX_FOUND = 40
MAX_SEARCHED = 5_000
"""Only the first MAX_SEARCHED code points are looked at: a long letter names them at its head."""

_CLOSERS = ".,;:!?)\"'…»”"
_RUNS = re.compile(r"\d+")
_BLANKS = (" ", "\u00a0")
_BEFORE = re.compile(r"([^\W\d_]{1,12})(?:\.?[ ]|\.)$")
_ANNOUNCED = (
    (Trace.PARCEL, patterns.TRACKING, "tracking"),
    (Trace.CODE, patterns.PARCEL_CODE, "tracking"),
    (Trace.ORDER, patterns.ORDER, "order"),
    (Trace.FLIGHT, patterns.FLIGHT, "flight"),
)
_START = attrgetter("start")

Found = tuple[str, int, int]


class Entity(NamedTuple):
    """``kind``: order, flight, tracking, amount, date, time, place, link or handle; start and
    end in code points of the text."""

    kind: str
    text: str
    start: int
    end: int


def find_entities(text: str, traces: int, known: Gazetteer = NOWHERE) -> list[Entity]:
    """The entities of a text in the order of their places, none over another; at most MAX_FOUND.

    ``traces``: those of all of the text's tokens, or-ed; see ``traces_of``. ``known``: the names of
    places.
    """
    if not traces & (Trace.DIGIT | Trace.MENTION | Trace.LINK | Trace.PLACE):
        return []
    found: list[Entity] = []
    for kind, start, end in _all_of(text[:MAX_SEARCHED], traces, known):
        if _is_free(found, start, end):
            found.append(Entity(kind, text[start:end], start, end))
            if len(found) == MAX_FOUND:
                break
    return sorted(found, key=_START) if len(found) > 1 else found


def _is_free(found: list[Entity], start: int, end: int) -> bool:
    """Whether nothing found stands there. A plain loop: it runs for every entity."""
    for other in found:  # noqa: SIM110
        if start < other.end and end > other.start:
            return False
    return True


def _all_of(text: str, traces: int, known: Gazetteer) -> Iterator[Found]:
    if traces & Trace.MENTION:
        for match in patterns.HANDLE.finditer(text):
            yield "handle", *match.span()
    if traces & Trace.LINK:
        yield from _links(text)
    if traces & Trace.DIGIT:
        yield from _announced(text, traces)
        yield from _numbers(text)
    if traces & Trace.PLACE:
        for start, end in find_places(text, known):
            yield "place", start, end


def _announced(text: str, traces: int) -> Iterator[Found]:
    for trace, pattern, kind in _ANNOUNCED:
        if traces & trace:
            for match in pattern.finditer(text):
                yield kind, *match.span("code" if "code" in pattern.groupindex else 0)


def _links(text: str) -> Iterator[Found]:
    for pattern in (patterns.LINK, patterns.BARE_LINK):
        for match in pattern.finditer(text):
            yield "link", match.start(), match.start() + len(match.group().rstrip(_CLOSERS))


def _numbers(text: str) -> Iterator[Found]:
    last = 0
    for run in _RUNS.finditer(text):
        if run.start() >= last:
            for found in _at(text, run.start()):
                yield found
                last = found[2]


def _at(text: str, start: int) -> Iterator[Found]:
    """What the number that begins here is part of: the first that fits."""
    before = text[start - 1] if start else " "
    if (before.isalnum() or before in " -") and (flight := _flight(text, start)):
        yield "flight", *flight
        return
    if before.isalnum() or before in "_.,:/@":
        return
    if before == "#":
        if match := patterns.HASH_NUMBER.match(text, start):
            yield "order", start, match.end()
        return
    for kind, pattern in (
        ("date", patterns.DATE),
        ("time", patterns.TIME),
        ("amount", patterns.AMOUNT),
    ):
        if match := pattern.match(text, start):
            yield kind, start, match.end()
            return
    yield from _after_a_word(text, start)


def _after_a_word(text: str, start: int) -> Iterator[Found]:
    blank = text[start - 1 : start] in _BLANKS
    sign = start - 1 - blank
    if sign >= 0 and text[sign] in patterns.SIGNS:
        if match := patterns.NUMBER.match(text, start):
            yield "amount", sign, match.end()
        return
    word = _BEFORE.search(text, max(0, start - 14), start)
    if word is None:
        return
    begins, lower = word.start(1), word.group(1).lower()
    for words, pattern, kind in (
        (patterns.MONTHS, patterns.DAY_AND_YEAR, "date"),
        (patterns.HOURS, patterns.HOUR, "time"),
        (patterns.CURRENCIES, patterns.NUMBER, "amount"),
    ):
        if lower in words and (match := pattern.match(text, start)):
            yield kind, begins, match.end()
            return


def _flight(text: str, start: int) -> tuple[int, int] | None:
    """An airline's code and a number: "UA123", "B6 123", "W61234"."""
    apart = text[start - 1 : start] in (" ", "-")
    # Where the code's second half is a digit, it is the first of the number's.
    for number in (start,) if apart else (start, start + 1):
        code = number - apart - 2
        if code < 0 or text[code : code + 2] not in patterns.AIRLINES or not _is_edge(text, code):
            continue
        if match := patterns.FLIGHT_NUMBER.match(text, number):
            return code, match.end()
    return None


def _is_edge(text: str, place: int) -> bool:
    """Nothing before a place makes what begins there the tail of something else."""
    return not place or not (text[place - 1].isalnum() or text[place - 1] in "_#@/.-")
