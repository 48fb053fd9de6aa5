"""Promises: what is to be done for a person by a stated time."""

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
from firebell.api.problems import not_found
from firebell.api.shapes import Id, In, Instant, Out, Page, Paged, Person
from firebell.desk import actions, models

resource = Resource("promises", "What was promised to a person, and by when.", (actions.Refused,))

Text = Annotated[str, Meta(min_length=1, max_length=300, examples=["Call back about the refund"])]


class NewPromise(In):
    """What was promised, and by when."""

    text: Text
    due_at: Instant


class Promise(Out):
    """What was promised; `kept_at` null while it is open."""

    id: Id
    text: Text
    due_at: Instant
    made_by: Person | None
    made_at: Instant
    kept_by: Person | None
    kept_at: Instant | None


@resource.get("cases/<int:number>/promises", Scope.CASES_READ)
def listed(call: Call, number: int, query: Paged) -> Page[Promise]:
    """The promises of a case, in the order in which they were made."""
    made = case_of(call, number).promises.select_related("made_by", "kept_by")
    return by_id(call, query, made, _shown)


@resource.post("cases/<int:number>/promises", Scope.CASES_WRITE, ANSWERING, status=201)
def make(call: Call, number: int, body: NewPromise) -> Promise:
    """Note a promise; it is on the list until somebody keeps it."""
    made = actions.promise(case_of(call, number), body.text, body.due_at, call.user)
    return _shown([made])[0]


@resource.post("cases/<int:number>/promises/<int:promise>/keep", Scope.CASES_WRITE, ANSWERING)
def keep(call: Call, number: int, promise: int) -> Promise:
    """It is done."""
    known = case_of(call, number).promises.select_related("case", "made_by", "kept_by")
    made = known.filter(pk=promise).first()
    if made is None:
        raise not_found("promise")
    actions.keep(made, call.user)
    return _shown([known.get(pk=promise)])[0]


def _shown(promises: Sequence[models.Promise]) -> list[Promise]:
    return [
        Promise(
            id=one.pk,
            text=one.text,
            due_at=one.due_at,
            made_by=person_shown(one.made_by),
            made_at=one.made_at,
            kept_by=person_shown(one.kept_by),
            kept_at=one.kept_at,
        )
        for one in promises
    ]
