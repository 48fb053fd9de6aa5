"""Tags: words by which the team sorts its cases."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from firebell.accounts.enums import ANSWERING
from firebell.api.endpoints.case_shapes import Case, case_shown
from firebell.api.endpoints.finding import case_of
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.shapes import In, Out
from firebell.desk import actions, queries

resource = Resource("tags", "Words by which the team sorts its cases.", (actions.Refused,))

Name = Annotated[str, Meta(min_length=1, max_length=40, examples=["luggage"])]


class TagNamed(In):
    """A tag by its name."""

    name: Name


class Tags(Out):
    """All tags of the workspace, by name; 500 at most."""

    items: list[Name]


@resource.get("tags", Scope.CASES_READ)
def listed(call: Call) -> Tags:
    """All tags that the workspace knows."""
    return Tags(items=queries.tags(call.workspace.pk))


@resource.post("cases/<int:number>/tags", Scope.CASES_WRITE, ANSWERING)
def put(call: Call, number: int, body: TagNamed) -> Case:
    """Put a tag on a case; one that is not known yet is made."""
    case = case_of(call, number)
    actions.tag(case, body.name, call.user)
    return case_shown(call, case)


@resource.delete("cases/<int:number>/tags", Scope.CASES_WRITE, ANSWERING)
def take_off(call: Call, number: int, query: TagNamed) -> Case:
    """Take a tag off a case."""
    case = case_of(call, number)
    actions.untag(case, query.name, call.user)
    return case_shown(call, case)
