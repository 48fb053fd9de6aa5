"""Everything that was heard and noted in a workspace, found again.

A search is first *understood* (`wanted`), which refuses it where it is wrong. Then it is *walked*
(`walking`): the index gives candidates in the order of time, and what it does not know is *tested*
post by post (`tested`), within a budget. So every page says what is true: all of it, or how far
was looked. Everything is asked of one workspace and of nothing else.
"""

from firebell.desk.queries.searching.found import Found, found_at
from firebell.desk.queries.searching.noted import all_notes, entry_of
from firebell.desk.queries.searching.pages import (
    LAST_PAGE,
    PAGE_SIZE,
    Count,
    Page,
    at_once,
    count_of,
    count_on,
    exact_count,
    first_page,
    newer_page,
    numbered_page,
    older_page,
)
from firebell.desk.queries.searching.walking import everything
from firebell.desk.queries.searching.wanted import LONGEST, Wanted, understood

__all__ = [
    "LAST_PAGE",
    "LONGEST",
    "PAGE_SIZE",
    "Count",
    "Found",
    "Page",
    "Wanted",
    "all_notes",
    "at_once",
    "count_of",
    "count_on",
    "entry_of",
    "everything",
    "exact_count",
    "first_page",
    "found_at",
    "newer_page",
    "numbered_page",
    "older_page",
    "understood",
]
