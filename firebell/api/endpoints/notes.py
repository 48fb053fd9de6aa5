"""Notes: what colleagues should know; they never leave the house."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from firebell.accounts.enums import ANSWERING
from firebell.api.endpoints.case_shapes import person_shown
from firebell.api.endpoints.finding import case_of
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.paging import by_id
from firebell.api.shapes import Id, In, Instant, Out, Page, Paged, Person
from firebell.desk import actions, models

resource = Resource("notes", "What colleagues should know; never sent.", (actions.Refused,))

Text = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=10_000,
        description="`@Kari` tells Kari to look",
        examples=["She called yesterday."],
    ),
]


class NewNote(In):
    """A note."""

    text: Text


class Note(Out):
    """A note."""

    id: Id
    text: Text
    author: Person | None
    at: Instant


@resource.get("cases/<int:number>/notes", Scope.CASES_READ)
def listed(call: Call, number: int, query: Paged) -> Page[Note]:
    """The notes of a case, the oldest first."""
    notes = case_of(call, number).notes.select_related("author")
    return by_id(call, query, notes, _shown)


@resource.post("cases/<int:number>/notes", Scope.CASES_WRITE, ANSWERING, status=201)
def write(call: Call, number: int, body: NewNote) -> Note:
    """Leave a note."""
    return _shown([actions.note(case_of(call, number), body.text, call.user)])[0]


def _shown(notes: Sequence[models.Note]) -> list[Note]:
    return [
        Note(id=one.pk, text=one.text, author=person_shown(one.author), at=one.at) for one in notes
    ]
