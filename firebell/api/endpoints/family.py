"""Cases that hang together: merged, split, and parts of one cause."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from firebell.accounts.enums import ANSWERING
from firebell.api.endpoints.case_shapes import Case, case_shown, cases_shown
from firebell.api.endpoints.finding import case_of, other_case
from firebell.api.endpoints.texts import Template, check_template
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.paging import by_id
from firebell.api.shapes import CaseNumber, Id, In, Out, Page, Paged
from firebell.desk import actions

resource = Resource(
    "family", "Cases that are one matter, or come of one cause.", (actions.Refused,)
)
WRITE, ANSWER = Scope.CASES_WRITE, Scope.ANSWERS_WRITE

MOST = 200


class OtherCase(In):
    """Another case of the workspace."""

    case: CaseNumber


class Splitting(In):
    """Which conversations become a case of their own."""

    conversations: Annotated[list[Id], Meta(min_length=1, max_length=500)]


class Conversation(Out):
    """A thread on a channel."""

    id: Id
    channel: Annotated[str, Meta(examples=["bluesky"])]
    thread: Annotated[str, Meta(examples=["at://did:plc:abc/app.bsky.feed.post/3k"])]


class Wording(In):
    """What to answer to every part that waits."""

    template: Template


class Prepared(Out):
    """What one part would be answered; `missing` are variables without a value."""

    case: CaseNumber
    text: Annotated[str, Meta(examples=["Dear Ann, the app works again."])]
    missing: list[str]
    words: Annotated[list[int], Meta(description="Ids of the words that it would answer")]


class AllPrepared(Out):
    """One text for each part that waits, to be looked over."""

    items: list[Prepared]


class PartAnswer(In):
    """The answer to one part."""

    case: CaseNumber
    text: Annotated[str, Meta(min_length=1, max_length=20_000)]


class PartAnswers(In):
    """The answers to some parts."""

    public: Annotated[bool, Meta(description="Can everybody read them?", examples=[True])]
    answers: Annotated[list[PartAnswer], Meta(min_length=1, max_length=MOST)]


class Outcome(Out):
    """What became of one: `refused` says why it was not done, empty where it was."""

    case: CaseNumber
    refused: str


class Outcomes(Out):
    """One for each, in the order of the call."""

    items: list[Outcome]


@resource.post("cases/<int:number>/merge", WRITE, ANSWERING)
def merge(call: Call, number: int, body: OtherCase) -> Case:
    """Move all its conversations into another case, which is answered as one; that is returned."""
    into = other_case(call, body.case, "/case")
    return case_shown(call, actions.merge(case_of(call, number), into, call.user))


@resource.post("cases/<int:number>/take-apart", WRITE, ANSWERING)
def take_apart(call: Call, number: int) -> Case:
    """Undo a merge: what came from this case goes back to it."""
    return case_shown(call, actions.take_apart(case_of(call, number), call.user))


@resource.get("cases/<int:number>/conversations", Scope.CASES_READ)
def conversations(call: Call, number: int, query: Paged) -> Page[Conversation]:
    """The threads of a case."""
    return by_id(
        call,
        query,
        case_of(call, number).conversations.all(),
        lambda rows: [
            Conversation(id=one.pk, channel=one.channel, thread=one.thread) for one in rows
        ],
    )


@resource.post("cases/<int:number>/split", WRITE, ANSWERING, status=201)
def split(call: Call, number: int, body: Splitting) -> Case:
    """Some of its conversations become a case of their own, which is returned."""
    return case_shown(call, actions.split(case_of(call, number), body.conversations, call.user))


@resource.post("cases/<int:number>/attach", WRITE, ANSWERING)
def attach(call: Call, number: int, body: OtherCase) -> Case:
    """Make it a part of the case of its cause; it keeps its person and its answer."""
    parent = other_case(call, body.case, "/case")
    return case_shown(call, actions.attach(case_of(call, number), parent, call.user))


@resource.post("cases/<int:number>/detach", WRITE, ANSWERING)
def detach(call: Call, number: int) -> Case:
    """On its own again."""
    return case_shown(call, actions.detach(case_of(call, number), call.user))


@resource.get("cases/<int:number>/parts", Scope.CASES_READ)
def parts(call: Call, number: int, query: Paged) -> Page[Case]:
    """The cases that come of what this one is about."""
    children = case_of(call, number).children
    rows = children.select_related("profile", "brand", "owner", "queue")
    return by_id(call, query, rows, lambda cases: cases_shown(call, cases))


@resource.post("cases/<int:number>/parts/prepare", ANSWER, ANSWERING, changes=False)
def prepare(call: Call, number: int, body: Wording) -> AllPrepared:
    """Fill a template for each part that waits. Nothing is stored and nothing is sent."""
    case = case_of(call, number)
    check_template(body.template, "/template")
    return AllPrepared(
        items=[
            Prepared(
                case=one.case.number,
                text=one.text,
                missing=list(one.missing),
                words=list(one.free),
            )
            for one in actions.prepare(case, body.template, call.user)
        ]
    )


@resource.post("cases/<int:number>/parts/answers", ANSWER, ANSWERING)
def answer_each(call: Call, number: int, body: PartAnswers) -> Outcomes:
    """Answer parts, each through the guard. What is refused for one keeps no other back."""
    case = case_of(call, number)
    texts = {one.case: one.text for one in body.answers}
    found = actions.answer_each(case, texts, call.user, public=body.public)
    refused = {one.case.number: one.refused for one in found}
    waits_not = "it is no part of this case that waits for an answer"
    return Outcomes(items=[Outcome(case=one, refused=refused.get(one, waits_not)) for one in texts])
