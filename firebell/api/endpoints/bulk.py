"""One verb for many cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from msgspec import Meta

from firebell.accounts.enums import ANSWERING
from firebell.api.endpoints.family import Outcome, Outcomes
from firebell.api.endpoints.finding import other_case, person_of
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.shapes import CaseNumber, Id, In, Instant
from firebell.desk import actions, queries
from firebell.desk.models import Case

resource = Resource("bulk", "One verb for up to a hundred cases.", (actions.Refused,))

MOST = 100  # all of them in one transaction, with the answer that is kept
Cases = Annotated[list[CaseNumber], Meta(min_length=1, max_length=MOST, examples=[[12, 13]])]
Reason = Annotated[str, Meta(max_length=2_000, examples=["Spam"])]
TagName = Annotated[str, Meta(min_length=1, max_length=40, examples=["luggage"])]


class _Each(In, tag_field="verb"):
    cases: Cases


class ClaimEach(_Each, tag="claim"):
    """Take them."""


class ReleaseEach(_Each, tag="release"):
    """Back to their queues."""


class AssignEach(_Each, tag="assign"):
    """Give them to somebody."""

    to: Id


class SnoozeEach(_Each, tag="snooze"):
    """Put them aside."""

    until: Instant
    reason: Reason = ""


class WakeEach(_Each, tag="wake"):
    """Take them up again."""


class TagEach(_Each, tag="tag"):
    """Put a tag on them."""

    name: TagName


class UntagEach(_Each, tag="untag"):
    """Take a tag off them."""

    name: TagName


class DismissEach(_Each, tag="dismiss"):
    """All their words that wait need no answer."""

    reason: Reason


class UndoEach(_Each, tag="undo"):
    """Take back what was done to them last."""


class AttachEach(_Each, tag="attach"):
    """Make them parts of a case."""

    case: CaseNumber


class DetachEach(_Each, tag="detach"):
    """On their own again."""


AnyVerb = (
    ClaimEach
    | ReleaseEach
    | AssignEach
    | SnoozeEach
    | WakeEach
    | TagEach
    | UntagEach
    | DismissEach
    | UndoEach
    | AttachEach
    | DetachEach
)


@resource.post("cases/bulk", Scope.CASES_WRITE, ANSWERING)
def bulk(call: Call, body: AnyVerb) -> Outcomes:
    """Do the same to many cases. One that refuses keeps no other back."""
    do = _verb(call, body)
    numbers = list(dict.fromkeys(body.cases))
    found = Case.objects.filter(workspace=call.workspace, number__in=numbers)
    known = {case.number: case for case in found.select_related("profile", "brand")}
    return Outcomes(items=[_outcome(number, known.get(number), do) for number in numbers])


def _outcome(number: int, case: Case | None, do: Callable[[Case], Any]) -> Outcome:
    if case is None:
        return Outcome(case=number, refused="there is no such case here")
    try:
        do(case)
    except actions.Refused as refused:
        return Outcome(case=number, refused=str(refused))
    return Outcome(case=number, refused="")


def _verb(call: Call, body: AnyVerb) -> Callable[[Case], Any]:
    """What is done to each; what the body names is looked up once."""
    by = call.user
    match body:
        case AssignEach():
            to = person_of(call, body.to, "/to")
            return lambda case: actions.assign(case, to, by)
        case SnoozeEach():
            return lambda case: actions.snooze(case, body.until, by, body.reason)
        case TagEach():
            return lambda case: actions.tag(case, body.name, by)
        case UntagEach():
            return lambda case: actions.untag(case, body.name, by)
        case DismissEach():
            return lambda case: actions.dismiss(case, queries.free_words(case), body.reason, by)
        case AttachEach():
            parent = other_case(call, body.case, "/case")
            return lambda case: actions.attach(case, parent, by)
    plain = _PLAIN[type(body)]
    return lambda case: plain(case, by)


_PLAIN: dict[type, Callable[..., Any]] = {
    ClaimEach: actions.claim,
    ReleaseEach: actions.release,
    WakeEach: actions.wake,
    UndoEach: actions.undo,
    DetachEach: actions.detach,
}
