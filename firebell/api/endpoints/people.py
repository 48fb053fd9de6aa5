"""People: who works here, as what, and who is on duty."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from firebell.accounts import queries
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.shapes import Out, Person

resource = Resource("people", "Who works here, and who is on duty.")

RoleName = Literal["agent", "lead", "communications", "analyst", "volunteer", "administrator"]
MOST = 500


class Member(Out):
    """Somebody who works here."""

    person: Person
    role: RoleName
    on_duty: Annotated[bool, Meta(examples=[True])]


class Members(Out):
    """Everybody, by name; 500 at most."""

    items: list[Member]


@resource.get("people", Scope.PEOPLE_READ)
def listed(call: Call) -> Members:
    """Everybody who works here."""
    present = set(queries.on_duty(call.workspace.pk, call.now).values_list("pk", flat=True))
    return Members(
        items=[
            Member(
                person=Person(id=one.user_id, name=str(one.user)),
                role=one.role,  # type: ignore[arg-type]
                on_duty=one.user_id in present,
            )
            for one in queries.members(call.workspace.pk)[:MOST]
        ]
    )
