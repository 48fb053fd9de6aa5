"""A search walked through, a bounded step at a time: from any place on, older or newer."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firebell.desk.queries.searching.tested import meeting
from firebell.desk.queries.searching.wanted import Wanted
from firebell.listening import full_text
from firebell.listening.full_text import Span

TESTED_AT_ONCE = 250
FIRST_TESTED = 100  # few, because most searches find a page's worth among them


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be tested: candidates, and seconds after which no further step begins."""

    candidates: int
    seconds: float


A_PAGE = Budget(candidates=4_000, seconds=0.035)


A_FILE = Budget(candidates=5_000, seconds=0.5)
IN_A_FILE = 500


@dataclass(frozen=True, slots=True)
class Stretch:
    """Places that were found, in the order of the walk. `reached`: where it stopped because the
    budget was spent; None where it came to the end, or found as many as were asked for."""

    places: list[int]
    reached: int | None = None


def walk(
    wanted: Wanted,
    span: Span,
    limit: int,
    *,
    oldest_first: bool = False,
    budget: Budget = A_PAGE,
) -> Stretch:
    """The first `limit` places within `span`, the newest first or the oldest."""
    span = both(wanted.span, span)
    if wanted.rest is None:
        return Stretch(_candidates(wanted, span, limit, oldest_first))
    return _tested(wanted, span, limit, oldest_first, budget)


def everything(wanted: Wanted) -> Iterator[list[int]]:
    """All places, the newest first, some at a time: for a file, however long it takes."""
    span = Span()
    while True:
        stretch = walk(wanted, span, IN_A_FILE, budget=A_FILE)
        if stretch.places:
            yield stretch.places
        if stretch.reached is None and len(stretch.places) < IN_A_FILE:
            return
        ends = [*stretch.places[-1:], *([] if stretch.reached is None else [stretch.reached])]
        span = span.below(min(ends))


def both(one: Span, other: Span) -> Span:
    return Span(max(one.first, other.first), min(one.last, other.last))


def _tested(wanted: Wanted, span: Span, limit: int, oldest_first: bool, budget: Budget) -> Stretch:
    assert wanted.rest is not None
    found: list[int] = []
    began, tested, size = time.monotonic(), 0, FIRST_TESTED
    while True:
        some = _candidates(wanted, span, size, oldest_first)
        found += meeting(wanted.workspace_id, some, wanted.rest)
        if len(found) >= limit or len(some) < size:
            return Stretch(found[:limit])
        tested, size = tested + size, TESTED_AT_ONCE
        if tested >= budget.candidates or time.monotonic() - began > budget.seconds:
            return Stretch(found, some[-1])
        span = span.above(some[-1]) if oldest_first else span.below(some[-1])


def _candidates(wanted: Wanted, span: Span, limit: int, oldest_first: bool) -> list[int]:
    if wanted.places is not None:
        return _of_these(wanted.places, span, limit, oldest_first)
    return full_text.places(
        wanted.workspace_id, wanted.find, span, limit=limit, oldest_first=oldest_first
    )


def _of_these(places: Sequence[int], span: Span, limit: int, oldest_first: bool) -> list[int]:
    """From `places`, the newest first."""
    start = bisect_left(places, -span.last, key=lambda place: -place)
    end = bisect_left(places, -span.first + 1, key=lambda place: -place)
    inside = places[start:end]
    return list(inside[::-1][:limit] if oldest_first else inside[:limit])
