"""Colleagues' notes in the index of their workspace, beside what was heard."""

from __future__ import annotations

from collections.abc import Iterator

from firebell.core.query.fields import NOTE
from firebell.core.query.findable import Findable
from firebell.desk.models import Note
from firebell.listening.full_text import Entry, Kind, place

AT_ONCE = 1_000


def entry_of(note: Note) -> Entry:
    """The note as the index holds it: found by its words and by who wrote it."""
    said = Findable(note.text, note.author.name, kind=NOTE)
    return Entry(place(note.at, note.pk, Kind.NOTE), said)


def all_notes() -> Iterator[tuple[int, Entry]]:
    """(workspace id, entry) of every note: a shelf of the index."""
    last = 0
    notes = Note.objects.select_related("author", "case").order_by("pk")
    while some := list(notes.filter(pk__gt=last)[:AT_ONCE]):
        last = some[-1].pk
        yield from ((note.case.workspace_id, entry_of(note)) for note in some)
