"""Seats: what somebody who answers can do, and how much at once."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from firebell.accounts.enums import LEADING
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.problems import not_found, not_valid
from firebell.api.shapes import Id, In, Out, Person
from firebell.desk import actions, models, queries
from firebell.desk.models import Queue
from firebell.desk.queries.staffing import CAPACITY, Sitting

resource = Resource(
    "seats", "What those who answer can do, and how much at once.", (actions.Refused,)
)

Capacity = Annotated[int, Meta(ge=0, le=1_000, description="Cases at once", examples=[20])]
_Word = Annotated[str, Meta(min_length=1, max_length=40)]
Languages = Annotated[list[_Word], Meta(max_length=50, examples=[["en", "nb"]])]
Skills = Annotated[list[_Word], Meta(max_length=50, examples=[["refunds"]])]
Channels = Annotated[list[_Word], Meta(max_length=50, examples=[["bluesky"]])]


class NewSeat(In):
    """All that is known of a seat: what is left out is none. No languages, channels or queues
    named: all; of a volunteer, no channel."""

    capacity: Capacity = CAPACITY
    languages: Languages = []
    skills: Skills = []
    certified: Channels = []
    senior: bool = False
    queues: Annotated[list[Id], Meta(max_length=200, description="Ids")] = []


class Seat(Out):
    """Somebody who answers; `load` is how many open cases they have."""

    person: Person
    role: Annotated[str, Meta(examples=["agent"])]
    load: Annotated[int, Meta(examples=[4])]
    capacity: Capacity
    languages: Languages
    skills: Skills
    certified: Channels
    senior: bool
    queues: Annotated[list[int], Meta(description="Ids")]


class Seats(Out):
    """Everybody who answers, by name."""

    items: list[Seat]


@resource.get("seats", Scope.RULES_READ)
def listed(call: Call) -> Seats:
    """Everybody who answers."""
    load = queries.load(call.workspace.pk)
    people = queries.sitting(call.workspace.pk)
    return Seats(items=[_shown(one, load[one.user.pk]) for one in people])


@resource.put("seats/<int:user>", Scope.RULES_WRITE, LEADING)
def put(call: Call, user: int, body: NewSeat) -> Seat:
    """What somebody can do, by the id of the person."""
    sitting = _sitting(call, user)
    queues = list(Queue.objects.filter(workspace=call.workspace, pk__in=body.queues))
    if len(queues) < len(set(body.queues)):
        raise not_valid("/queues", "one of them is no queue of this workspace")
    seat = sitting.seat or models.Seat(workspace=call.workspace, user=sitting.user)
    seat.capacity, seat.senior = body.capacity, body.senior
    seat.languages, seat.skills = _each(body.languages), _each(body.skills)
    seat.certified = _each(body.certified)
    actions.set_seat(seat, queues, call.user)
    return _shown(_sitting(call, user), queries.load(call.workspace.pk)[user])


def _sitting(call: Call, user: int) -> Sitting:
    people = queries.sitting(call.workspace.pk)
    found = next((one for one in people if one.user.pk == user), None)
    if found is None:
        raise not_found("person who answers")
    return found


def _each(words: list[str]) -> list[str]:
    return list(dict.fromkeys(one.strip().lower() for one in words if one.strip()))


def _shown(sitting: Sitting, load: int) -> Seat:
    seat = sitting.seat
    return Seat(
        person=Person(id=sitting.user.pk, name=str(sitting.user)),
        role=str(sitting.role),
        load=load,
        capacity=seat.capacity if seat else CAPACITY,
        languages=seat.languages if seat else [],
        skills=seat.skills if seat else [],
        certified=seat.certified if seat else [],
        senior=seat.senior if seat else False,
        queues=sorted(queue.pk for queue in seat.queues.all()) if seat else [],
    )
