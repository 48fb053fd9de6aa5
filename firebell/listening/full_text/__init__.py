"""What was said, found again: an index of words and facts for each workspace.

Every workspace has an index of its own, so that nothing of another is there to be found, counted
or weighed. It is SQLite's FTS5, or a `tsvector` with a GIN index on PostgreSQL, and holds the words
and facts of `core.query.findable` at the places of `placing`. See docs/explanation/search.md.

Words: *place* (when and which), *entry* (what the index holds at a place), *find* (what it is
asked, of `core.query.searching`), *shelf* (where entries come from when the index is made anew).
"""

from firebell.listening.full_text.asking import (
    Span,
    count,
    counts_at_once,
    expanding,
    places,
    size,
)
from firebell.listening.full_text.keeping import Entry, forget, index
from firebell.listening.full_text.placing import Kind, first_at, minute_of, place, what_is_at
from firebell.listening.full_text.rebuilding import Shelf, make_ready, rebuild, shelves
from firebell.listening.full_text.words import entries

__all__ = [
    "Entry",
    "Kind",
    "Shelf",
    "Span",
    "count",
    "counts_at_once",
    "entries",
    "expanding",
    "first_at",
    "forget",
    "index",
    "make_ready",
    "minute_of",
    "place",
    "places",
    "rebuild",
    "shelves",
    "size",
    "what_is_at",
]
