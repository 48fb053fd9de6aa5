"""Searches that people keep, for themselves or for the team."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from firebell.accounts.enums import EVERYONE
from firebell.api.endpoints.case_shapes import person_shown
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.paging import by_id
from firebell.api.problems import not_found, not_valid
from firebell.api.shapes import SAID, Id, In, Out, Page, Paged, Person
from firebell.core.query import QueryError
from firebell.desk import actions, models, queries
from firebell.desk.queries import searching

resource = Resource("searches", "Searches that people keep.", (actions.Refused,))

Name = Annotated[
    str, Meta(min_length=1, max_length=60, pattern=SAID, examples=["Refunds of this week"])
]
Text = Annotated[
    str, Meta(min_length=1, max_length=searching.LONGEST, examples=["refund after:7d"])
]
Shared = Annotated[bool, Meta(description="For the whole team")]
Pinned = Annotated[bool, Meta(description="It stands in the inbox")]


class NewSearch(In):
    """A search to be kept."""

    name: Name
    text: Text
    shared: Shared = False
    pinned: Pinned = False


class KeptSearch(Out):
    """A search that is kept."""

    id: Id
    name: Name
    text: Text
    shared: Shared
    pinned: Pinned
    by: Person | None


@resource.get("searches", Scope.SEARCH_READ)
def listed(call: Call, query: Paged) -> Page[KeptSearch]:
    """One's own, and what colleagues share."""
    return by_id(call, query, queries.saved_searches(call.workspace.pk, call.user), _shown)


@resource.post("searches", Scope.SEARCH_WRITE, EVERYONE, status=201)
def keep(call: Call, body: NewSearch) -> KeptSearch:
    """Keep a search; one's own of the same name is replaced. 409 for sharing where one may not."""
    text = body.text.strip()
    try:
        searching.understood(call.workspace.pk, text, call.user, call.now)
    except QueryError as error:
        raise not_valid("/text", str(error)) from error
    kept = actions.keep_search(
        call.workspace,
        call.user,
        name=body.name.strip(),
        text=text,
        shared=body.shared,
        pinned=body.pinned,
    )
    return _shown([kept])[0]


@resource.delete("searches/<int:search>", Scope.SEARCH_WRITE, EVERYONE)
def drop(call: Call, search: int) -> None:
    """Keep it no longer. 403 for what another shares, unless one leads the team."""
    found = queries.saved_searches(call.workspace.pk, call.user).filter(pk=search).first()
    if found is None:
        raise not_found("search")
    actions.drop_search(found, call.user)


def _shown(searches: Sequence[models.SavedSearch]) -> list[KeptSearch]:
    return [
        KeptSearch(
            id=one.pk,
            name=one.name,
            text=one.text,
            shared=one.shared,
            pinned=one.pinned,
            by=person_shown(one.by),
        )
        for one in searches
    ]
