"""A case as one story: words of every channel, our answers and colleagues' notes, by time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firebell.desk.actions.settling import UNDOABLE
from firebell.desk.enums import EventKind, ItemState
from firebell.desk.models import CaseEvent, CaseItem, Note
from firebell.desk.queries import CasePage
from firebell.listening.models import Interaction
from firebell.outbound.enums import TROUBLED, ReplyState
from firebell.outbound.models import Reply
from firebell.understanding.models import Reading


@dataclass(frozen=True, slots=True)
class Entry:
    """A word, an answer or a note; the others are None."""

    at: datetime
    word: Interaction | None = None
    note: Note | None = None
    reply: Reply | None = None
    item: CaseItem | None = None
    reading: Reading | None = None
    pending: bool = False


def story(page: CasePage) -> list[Entry]:
    """Everything said about a case, the oldest first; an answer stands for its own echo."""
    echoes = {reply.echo_id for reply in page.replies}
    entries = [_of_word(word, page) for word in page.words if word.pk not in echoes]
    entries += [Entry(reply.created_at, reply=reply) for reply in page.replies]
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


def moving(page: CasePage) -> bool:
    """Is an answer waiting out its time or being sent, so that the screen should look often?"""
    return any(reply.state in (ReplyState.HELD, ReplyState.SENDING) for reply in page.replies)


def troubled(page: CasePage) -> Reply | None:
    """The newest answer that failed or may not have arrived, while its word still waits."""
    settled = {reply.interaction_id for reply in page.replies if reply.has_arrived}
    newest = {reply.interaction_id: reply for reply in page.replies}
    found = [
        reply
        for reply in newest.values()
        if reply.state in TROUBLED
        and reply.interaction_id in page.pending
        and reply.interaction_id not in settled
    ]
    return found[-1] if found else None
