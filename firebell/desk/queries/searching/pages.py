"""A page of a search: from a place on, of a number, at a day; and how many hits there are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from firebell.common import clock
from firebell.desk.queries.searching.tallies import TALLIES, Tally
from firebell.desk.queries.searching.walking import Budget, Stretch, both, walk
from firebell.desk.queries.searching.wanted import Wanted
from firebell.listening import full_text
from firebell.listening.full_text import Span

PAGE_SIZE = 25
COUNTED = 1_000  # hits that a page counts by itself; beyond, it says "more than"
COUNTED_AT_ONCE = 10_000
A_COUNT = Budget(candidates=20_000, seconds=0.25)
LAST_PAGE = 10_000_000


@dataclass(frozen=True, slots=True)
class Count:
    """How many hits: exactly so many, or (`more`) more than that. `at`: as of when it was counted,
    None for now. `above`: how many of them are newer than a page, None if that is not known."""

    hits: int
    more: bool = False
    at: datetime | None = None
    above: int | None = None
    reached: int | None = None  # the place down to which was counted so far

    @property
    def pages(self) -> int:
        return -(-self.hits // PAGE_SIZE)


@dataclass(frozen=True, slots=True)
class Page:
    """Places, the newest first. `newer` and `older` are where the next pages begin: below and
    above these places; None where there are none. `reached`: looking stopped there to be quick,
    and goes on by `older` (or `newer`)."""

    places: list[int]
    newer: int | None = None
    older: int | None = None
    reached: int | None = None


def first_page(wanted: Wanted) -> Page:
    return older_page(wanted, None)


def older_page(wanted: Wanted, below: int | None, size: int = PAGE_SIZE) -> Page:
    """The page of hits before a place; from the newest on if that is None."""
    span = Span() if below is None else Span().below(below)
    stretch = walk(wanted, span, size + 1)
    places = stretch.places[:size]
    newer = None if below is None else (places[0] if places else below - 1)
    return Page(places, newer, _goes_on(stretch, size), stretch.reached)


def newer_page(wanted: Wanted, above: int) -> Page:
    """The page of hits after a place, those next to it."""
    stretch = walk(wanted, Span().above(above), PAGE_SIZE + 1, oldest_first=True)
    places, newer = stretch.places[:PAGE_SIZE], _goes_on(stretch, PAGE_SIZE)
    if newer is None and len(places) < PAGE_SIZE:
        return first_page(wanted)
    older = places[0] if places else above + 1
    return Page(places[::-1], newer, older, stretch.reached)


def _goes_on(stretch: Stretch, size: int) -> int | None:
    """Where the walk is to go on, if there is or may be more."""
    if len(stretch.places) > size:
        return stretch.places[size - 1]
    return stretch.reached


def numbered_page(wanted: Wanted, number: int, size: int = PAGE_SIZE) -> Page | None:
    """Page `number`, from 1; None where it has to be counted first: go on with `count_on`."""
    skip = (number - 1) * size
    if number == 1:
        return older_page(wanted, None, size)
    if at_once(wanted):
        span = wanted.span
        places = full_text.places(wanted.workspace_id, wanted.find, span, limit=size + 1, skip=skip)
        return _whole(places, size)
    if wanted.places is not None and wanted.rest is None:
        span = wanted.span
        inside = [one for one in wanted.places if span.first <= one <= span.last]
        return _whole(inside[skip:][: size + 1], size)
    return _tallied(wanted, skip, size)


def _whole(places: list[int], size: int) -> Page:
    older = places[size - 1] if len(places) > size else None
    return Page(places[:size], places[0] if places else None, older)


def _tallied(wanted: Wanted, skip: int, size: int) -> Page | None:
    tally = tally_of(wanted)
    beginning = tally.beginning(skip)
    if beginning is None:
        return Page([]) if tally.complete else None
    place, rest = beginning
    span = both(wanted.span, Span(0, place))
    if wanted.by_index:
        places = full_text.places(wanted.workspace_id, wanted.find, span, limit=size + 1, skip=rest)
        return _whole(places, size)
    stretch = walk(wanted, span, rest + size + 1, budget=A_COUNT)
    page = _whole(stretch.places[rest:], size)
    return replace(page, older=page.older or stretch.reached, reached=stretch.reached)


def at_once(wanted: Wanted) -> bool:
    """Whether everything can be counted and skipped in a moment, and so exactly and as of now."""
    return wanted.by_index and full_text.counts_at_once()


def count_of(wanted: Wanted, page: Page) -> Count:
    """What a page may say of the number of hits without counting for long."""
    if wanted.by_index:
        hits = full_text.count(wanted.workspace_id, wanted.find, wanted.span, up_to=COUNTED + 1)
        if hits <= COUNTED:
            return Count(hits)
    elif wanted.rest is None and wanted.places is not None:
        span = wanted.span
        return Count(sum(span.first <= one <= span.last for one in wanted.places))
    tally = tally_of(wanted)
    if tally.complete:
        return Count(tally.hits, at=tally.at)
    if page.newer is None and page.older is None and page.reached is None:
        return Count(len(page.places))
    known = max(tally.hits, len(page.places), COUNTED if wanted.by_index else 0)
    return Count(known, more=True)


def exact_count(wanted: Wanted, first: int | None) -> Count:
    """All hits, and how many are newer than `first`, where `at_once`."""
    hits = full_text.count(wanted.workspace_id, wanted.find, wanted.span)
    above = None
    if first is not None:
        span = both(wanted.span, Span().above(first))
        above = full_text.count(wanted.workspace_id, wanted.find, span)
    return Count(hits, above=above)


def tally_of(wanted: Wanted) -> Tally:
    return TALLIES.of(wanted.workspace_id, wanted.key, clock.now())


def count_on(wanted: Wanted, up_to: int | None = None) -> Count:
    """One step of counting, until hit number `up_to` is known or all are."""
    tally = tally_of(wanted)
    with tally.lock:
        if not tally.complete and (up_to is None or tally.hits <= up_to):
            _step(wanted, tally)
    return Count(tally.hits, not tally.complete, tally.at, reached=tally.reached)


def _step(wanted: Wanted, tally: Tally) -> None:
    span = Span() if tally.reached is None else Span().below(tally.reached)
    stretch = walk(wanted, span, COUNTED_AT_ONCE, budget=A_COUNT)
    tally.add(stretch.places)
    if stretch.reached is not None:
        tally.reached = stretch.reached
    elif len(stretch.places) == COUNTED_AT_ONCE:
        tally.reached = stretch.places[-1]
    else:
        tally.complete = True
