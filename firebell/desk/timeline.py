"""A case as one story: words of every channel, our answers and colleagues' notes, by time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from firebell.accounts.models import User
from firebell.desk.actions.settling import UNDOABLE
from firebell.desk.enums import EventKind, ItemState
from firebell.desk.models import CaseEvent, CaseItem, Note
from firebell.desk.queries import CasePage
from firebell.listening.models import Interaction
from firebell.outbound.enums import TROUBLED, ReplyState
from firebell.outbound.models import Reply
from firebell.understanding.enums import Field
from firebell.understanding.judged import Judged, judged
from firebell.understanding.models import Reading
from firebell.understanding.queries import standing


@dataclass(frozen=True, slots=True)
class Entry:
    """A word, an answer or a note; the others are None."""

    at: datetime
    word: Interaction | None = None
    note: Note | None = None
    reply: Reply | None = None
    item: CaseItem | None = None
    reading: Reading | None = None
    judged: Mapping[str, Judged] = field(default_factory=dict)  # by field of the reading
    pending: bool = False

    @property
    def sentiment(self) -> str:
        """As a person says, or else the reader."""
        return self.judged[Field.SENTIMENT].value if self.judged else ""

    @property
    def corrected_by(self) -> User | None:
        """Who said last that the reading is wrong."""
        made = [one.correction for one in self.judged.values()]
        wrong = [one for one in made if one is not None and one.changes]
        return max(wrong, key=lambda one: one.pk).by if wrong else None


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
    reading = readings[0] if readings and not word.outbound else None
    said = standing(getattr(word, "all_corrections", ())).get(word.pk, {})
    return Entry(
        word.at,
        word=word,
        item=mine,
        reading=reading,
        judged=judged(reading, said) if reading else {},
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
