"""Replies: what became of answers, and what a person can still do about one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta

from firebell.accounts.enums import ANSWERING
from firebell.api.endpoints.case_shapes import person_shown
from firebell.api.endpoints.finding import case_of
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.paging import by_id
from firebell.api.problems import not_found
from firebell.api.shapes import Id, In, Instant, Out, Page, Paged, Person
from firebell.desk import actions
from firebell.desk import queries as desk
from firebell.outbound import actions as outbound
from firebell.outbound import models, queries

resource = Resource("replies", "What became of answers.", (actions.Refused, outbound.Refused))

State = Literal[
    "held",
    "sending",
    "uncertain",
    "sent",
    "delivered",
    "read",
    "failed",
    "cancelled",
    "withdrawn",
]


class Reply(Out):
    """An answer to one word. `failure` says why it did not arrive, or is not known to have."""

    id: Id
    state: Annotated[State, Meta(examples=["held"])]
    text: Annotated[str, Meta(examples=["Your bag is in Oslo and arrives tomorrow."])]
    public: bool
    elsewhere: Annotated[bool, Meta(description="Given in the network's own app")]
    word: Annotated[int, Meta(description="Id of the word that it answers", examples=[31])]
    author: Person | None
    created_at: Instant
    send_after: Annotated[Instant | None, Meta(description="Until then it can be cancelled")]
    sent_at: Instant | None
    url: Annotated[str, Meta(description="Where it stands on the network")]
    failure: str


class Seen(In):
    """Where it stands; empty where the network has no addresses."""

    url: Annotated[
        str, Meta(max_length=2_000, examples=["https://social.example/@acme/112233"])
    ] = ""


@resource.get("cases/<int:number>/replies", Scope.CASES_READ)
def listed(call: Call, number: int, query: Paged) -> Page[Reply]:
    """Every answer of a case, the oldest first, whatever became of it."""
    case = case_of(call, number)
    merged = [one.number for one in desk.merged_cases(case)]
    found = queries.replies_of_case(call.workspace.pk, case.number, *merged)
    return by_id(call, query, found, replies_shown)


@resource.post("cases/<int:number>/replies/<int:reply>/cancel", Scope.ANSWERS_WRITE, ANSWERING)
def cancel(call: Call, number: int, reply: int) -> Reply:
    """Stop an answer that has not left yet."""
    outbound.cancel(_reply_of(call, number, reply), call.user)
    return replies_shown([_reply_of(call, number, reply)])[0]


@resource.post("cases/<int:number>/replies/<int:reply>/there", Scope.ANSWERS_WRITE, ANSWERING)
def there(call: Call, number: int, reply: int, body: Seen) -> Reply:
    """A person saw an uncertain answer on the network."""
    outbound.confirm_sent(_reply_of(call, number, reply), call.user, body.url.strip())
    return replies_shown([_reply_of(call, number, reply)])[0]


@resource.post("cases/<int:number>/replies/<int:reply>/not-there", Scope.ANSWERS_WRITE, ANSWERING)
def not_there(call: Call, number: int, reply: int) -> Reply:
    """A person looked and it is not there: it is sent again."""
    outbound.confirm_not_sent(_reply_of(call, number, reply), call.user)
    return replies_shown([_reply_of(call, number, reply)])[0]


def _reply_of(call: Call, number: int, reply: int) -> models.Reply:
    case = case_of(call, number)
    of_case = queries.replies_of_case(call.workspace.pk, case.number)
    found = of_case.filter(pk=reply, elsewhere=False).first()
    if found is None:
        raise not_found("answer that left from here")
    return found


def replies_shown(replies: Sequence[models.Reply]) -> list[Reply]:
    return [
        Reply(
            id=one.pk,
            state=one.state,  # type: ignore[arg-type]
            text=one.text,
            public=one.public,
            elsewhere=one.elsewhere,
            word=one.interaction_id,
            author=person_shown(one.author),
            created_at=one.created_at,
            send_after=one.send_after,
            sent_at=one.sent_at,
            url=one.sent_url,
            failure=one.failure,
        )
        for one in replies
    ]
