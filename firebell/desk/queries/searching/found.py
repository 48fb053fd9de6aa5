"""What stands at the places of a page, as a person is to see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Prefetch, Q

from firebell.core.query.marking import excerpt
from firebell.core.query.searching import Term
from firebell.desk.models import Case, Conversation, Note
from firebell.listening.full_text import Kind, what_is_at
from firebell.listening.models import Interaction
from firebell.understanding import queries as understanding
from firebell.understanding.enums import Field

SHOWN = 420  # characters of a text


@dataclass(frozen=True, slots=True)
class Found:
    """A word or a note: who said it, when and where, the part of its text to show with (start, end)
    of what was found in it, its mood, and the case that it lies in."""

    place: int
    who: str
    at: datetime
    text: str
    marks: list[tuple[int, int]]
    case: Case | None = None
    channel: str = ""
    mood: str = ""
    ours: bool = False
    note: bool = False


def found_at(
    workspace_id: int, places: Sequence[int], terms: Sequence[Term], *, letters: int = SHOWN
) -> list[Found]:
    """Rows for these places, in their order, with so many letters of a text at most, in a fixed
    number of queries.

    What is not the workspace's, or was taken back since it was found, is left out.
    """
    asked: dict[Kind, dict[int, int]] = {Kind.WORD: {}, Kind.NOTE: {}}
    for place in places:
        kind, pk = what_is_at(place)
        asked[kind][pk] = place
    rows = {one.place: one for one in _words(workspace_id, asked[Kind.WORD], terms, letters)}
    rows |= {one.place: one for one in _notes(workspace_id, asked[Kind.NOTE], terms, letters)}
    return [rows[place] for place in places if place in rows]


def _words(
    workspace_id: int, at: dict[int, int], terms: Sequence[Term], letters: int
) -> Iterable[Found]:
    words = list(
        Interaction.objects.filter(
            pk__in=list(at), workspace_id=workspace_id, hidden_at__isnull=True
        )
        .select_related("profile", "case_item__case__owner")
        .prefetch_related(
            "changes",
            Prefetch("readings", understanding.readings_in_force(), to_attr="latest_readings"),
        )
    )
    corrected = understanding.corrections_of([word.pk for word in words])
    threads = _cases_of_threads(workspace_id, words)
    for word in words:
        part = excerpt(word.said_now, terms, letters)
        readings = word.latest_readings  # type: ignore[attr-defined]
        said = corrected.get(word.pk, {}).get(Field.SENTIMENT)
        yield Found(
            place=at[word.pk],
            who=word.profile.handle,
            at=word.at,
            text=part.text,
            marks=part.marks,
            case=_case_of(word) or threads.get((word.channel, word.thread)),
            channel=word.channel,
            mood=said.says if said else readings[0].sentiment if readings else "",
            ours=word.outbound,
        )


def _case_of(word: Interaction) -> Case | None:
    item = getattr(word, "case_item", None)
    return item.case if item is not None else None


def _cases_of_threads(
    workspace_id: int, words: Sequence[Interaction]
) -> dict[tuple[str, str], Case]:
    """The cases in whose threads words stand that no case keeps by itself, such as our own."""
    threads = {(word.channel, word.thread) for word in words if not hasattr(word, "case_item")}
    if not threads:
        return {}
    asked = reduce(or_, (Q(channel=channel, thread=thread) for channel, thread in threads))
    known = Conversation.objects.filter(asked, workspace_id=workspace_id)
    return {(one.channel, one.thread): one.case for one in known.select_related("case__owner")}


def _notes(
    workspace_id: int, at: dict[int, int], terms: Sequence[Term], letters: int
) -> Iterable[Found]:
    notes = Note.objects.filter(pk__in=list(at), case__workspace_id=workspace_id)
    for note in notes.select_related("author", "case__owner"):
        part = excerpt(note.text, terms, letters)
        yield Found(
            place=at[note.pk],
            who=note.author.name,
            at=note.at,
            text=part.text,
            marks=part.marks,
            case=note.case,
            note=True,
        )
