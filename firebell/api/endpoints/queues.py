"""Queues: the departments of the house, and handing a case over to one and back."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from firebell.accounts.enums import ANSWERING, LEADING
from firebell.api.endpoints.case_shapes import Case, case_shown
from firebell.api.endpoints.finding import case_of, queue_of
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.problems import not_found
from firebell.api.shapes import Id, In, Named, Out
from firebell.desk import actions, queries
from firebell.desk.models import Queue

resource = Resource("queues", "The departments: where cases wait.", (actions.Refused,))

Said = Annotated[
    str, Meta(min_length=1, max_length=10_000, examples=["Please look up the delivery."])
]


class QueueNamed(In):
    """A department."""

    name: Annotated[str, Meta(min_length=1, max_length=120, examples=["Refunds"])]


class Queues(Out):
    """All of them, in the order in which they were made."""

    items: list[Named]


class HandOver(In):
    """To whom, and what they are to do."""

    queue: Id
    why: Said


class HandBack(In):
    """What was found out."""

    what: Said


@resource.get("queues", Scope.CASES_READ)
def listed(call: Call) -> Queues:
    """The departments of the house."""
    return Queues(items=[_shown(one) for one in queries.queues(call.workspace.pk)])


@resource.post("queues", Scope.RULES_WRITE, LEADING, status=201)
def make(call: Call, body: QueueNamed) -> Named:
    """A new department."""
    return _shown(actions.keep_queue(call.workspace, body.name, call.user))


@resource.put("queues/<int:queue>", Scope.RULES_WRITE, LEADING)
def rename(call: Call, queue: int, body: QueueNamed) -> Named:
    """Another name for a department."""
    found = Queue.objects.filter(workspace=call.workspace, pk=queue).first()
    if found is None:
        raise not_found("queue")
    return _shown(actions.keep_queue(call.workspace, body.name, call.user, found))


@resource.post("cases/<int:number>/hand-over", Scope.CASES_WRITE, ANSWERING)
def hand_over(call: Call, number: int, body: HandOver) -> Case:
    """To another department, with the thread and a note of what is wanted. Its clocks run on."""
    case, queue = case_of(call, number), queue_of(call, body.queue, "/queue")
    return case_shown(call, actions.hand_over(case, queue, call.user, body.why))


@resource.post("cases/<int:number>/hand-back", Scope.CASES_WRITE, ANSWERING)
def hand_back(call: Call, number: int, body: HandBack) -> Case:
    """Back to where it came from, with what was found out."""
    return case_shown(call, actions.hand_back(case_of(call, number), call.user, body.what))


def _shown(queue: Queue) -> Named:
    return Named(id=queue.pk, name=str(queue))
