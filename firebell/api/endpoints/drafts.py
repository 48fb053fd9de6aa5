"""Drafts and presence: who is at a case, who writes, and what they have begun."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from firebell.accounts.enums import ANSWERING, EVERYONE
from firebell.api.endpoints.finding import case_of
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.shapes import In, Instant, Out, Person
from firebell.desk import actions, queries

resource = Resource(
    "drafts",
    "Who is at a case and who writes, so that two never answer one person.",
    (actions.Refused,),
)

Text = Annotated[str, Meta(max_length=20_000, examples=["Dear Ann, your bag is in Oslo"])]


class NewDraft(In):
    """What is written so far; an empty text throws the draft away."""

    text: Text


class Begun(Out):
    """What a colleague has begun."""

    person: Person
    text: Text
    saved_at: Instant


class Draft(Out):
    """What you have begun, and what colleagues have."""

    text: Text
    others: list[Begun]


class Colleague(Out):
    """Somebody at the case; `writing_since` is null while they only look."""

    person: Person
    since: Instant
    writing_since: Instant | None


class Presence(Out):
    """Who is at the case beside you, who writes first."""

    others: list[Colleague]


@resource.get("cases/<int:number>/draft", Scope.CASES_READ)
def draft(call: Call, number: int) -> Draft:
    """Answers that were begun and not sent."""
    case = case_of(call, number)
    others = queries.drafts_of_others(case, call.user)
    return Draft(
        text=queries.draft_of(case, call.user),
        others=[
            Begun(
                person=Person(id=one.user.pk, name=str(one.user)),
                text=one.text,
                saved_at=one.saved_at,
            )
            for one in others
        ],
    )


@resource.put("cases/<int:number>/draft", Scope.CASES_WRITE, ANSWERING)
def keep(call: Call, number: int, body: NewDraft) -> Presence:
    """Keep what is written so far. Colleagues see that somebody writes; you see who else does."""
    case = case_of(call, number)
    actions.keep_draft(case, body.text, call.user)
    return presence(call, number)


@resource.get("cases/<int:number>/presence", Scope.CASES_READ)
def presence(call: Call, number: int) -> Presence:
    """Who is at a case at this moment."""
    others = queries.others_at(case_of(call, number), call.user, call.now)
    return Presence(
        others=[
            Colleague(
                person=Person(id=one.user.pk, name=str(one.user)),
                since=one.since,
                writing_since=one.writing_since,
            )
            for one in others
        ]
    )


@resource.put("cases/<int:number>/presence", Scope.CASES_WRITE, EVERYONE)
def come(call: Call, number: int) -> Presence:
    """Say that the case is open before you; say so again every fifteen seconds."""
    actions.be_at(case_of(call, number), call.user)
    return presence(call, number)


@resource.delete("cases/<int:number>/presence", Scope.CASES_WRITE, EVERYONE)
def leave(call: Call, number: int) -> None:
    """Say that you have left it."""
    actions.leave(case_of(call, number), call.user)
