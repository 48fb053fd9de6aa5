"""A case as one story: words of every channel and notes of colleagues, in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firebell.desk.actions.settling import UNDOABLE
from firebell.desk.enums import EventKind, ItemState
from firebell.desk.models import CaseEvent, CaseItem, Note
from firebell.desk.queries import CasePage
from firebell.listening.models import Interaction
from firebell.understanding.models import Reading


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or a note; the other is None."""

    at: datetime
    word: Interaction | None = None
    note: Note | None = None
    item: CaseItem | None = None
    reading: Reading | None = None
    pending: bool = False


def story(page: CasePage) -> list[Entry]:
    """Everything said about a case, the oldest first."""
    entries = [_of_word(word, page) for word in page.words]
    entries += [Entry(note.at, note=note) for note in page.notes]
    return sorted(entries, key=lambda entry: entry.at)


def _of_word(word: Interaction, page: CasePage) -> Entry:
    item = getattr(word, "case_item", None)
    mine = item if item is not None and item.case_id == page.case.pk else None
    readings: list[Reading] = getattr(word, "latest_readings", [])
    return Entry(
        word.at,
        word=word,
        item=mine,
        reading=readings[0] if readings else None,
        pending=mine is not None and mine.state == ItemState.PENDING,
    )


def can_undo(events: list[CaseEvent]) -> bool:
    """Is there an answer, a dismissal or a closing that still stands?"""
    undone = {event.data.get("undoes") for event in events if event.kind == EventKind.UNDONE}
    return any(event.kind in UNDOABLE and event.pk not in undone for event in events)
