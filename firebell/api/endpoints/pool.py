"""The pool: what the token's person may take out of the queues."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from firebell.accounts.enums import ANSWERING
from firebell.api.endpoints.case_shapes import Case, cases_shown
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.shapes import Out
from firebell.desk import actions, queries

resource = Resource(
    "pool", "Questions that somebody may take who is not of the desk.", (actions.Refused,)
)


class InPool(Out):
    """A case of the queues, and why you may not take it; empty if you may."""

    case: Case
    why_not: Annotated[str, Meta(examples=[""])]


class Pool(Out):
    """The first cases of the queues, the most urgent first; 25 at most."""

    items: list[InPool]


@resource.get("pool", Scope.CASES_READ, ANSWERING)
def pool(call: Call) -> Pool:
    """What you may take, the most urgent first. Claim the case to take it."""
    found = queries.for_me(call.workspace.pk, call.user, call.now)
    shown = cases_shown(call, [case for case, _why in found])
    return Pool(
        items=[
            InPool(case=case, why_not=str(actions.WHY_NOT[why]) if why is not None else "")
            for case, (_case, why) in zip(shown, found, strict=True)
        ]
    )
