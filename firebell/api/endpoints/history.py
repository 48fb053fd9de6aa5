"""History: every step of a case, who took it and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from firebell.api.endpoints.case_shapes import person_shown
from firebell.api.endpoints.finding import case_of
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.paging import by_id
from firebell.api.shapes import Id, Instant, Out, Page, Paged, Person
from firebell.desk.models import CaseEvent

resource = Resource("history", "Every step of a case. Nothing is taken out; an undo is a step.")


class Step(Out):
    """A step; without a person where the desk itself took it."""

    id: Id
    at: Instant
    kind: Annotated[str, Meta(examples=["claimed"])]
    person: Person | None


@resource.get("cases/<int:number>/history", Scope.CASES_READ)
def listed(call: Call, number: int, query: Paged) -> Page[Step]:
    """The steps of a case, the first one first."""
    return by_id(call, query, case_of(call, number).events.select_related("actor"), _shown)


def _shown(events: Sequence[CaseEvent]) -> list[Step]:
    return [
        Step(id=one.pk, at=one.at, kind=one.kind, person=person_shown(one.actor)) for one in events
    ]
