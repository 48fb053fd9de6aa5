"""Who asked for an idea, and what they can be told: you said, we did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from django.db.models import QuerySet
from msgspec import Meta

from firebell.accounts.enums import ANSWERING
from firebell.api.endpoints.case_shapes import person_shown
from firebell.api.endpoints.finding import idea_of, other_case
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.paging import by_id
from firebell.api.problems import not_found
from firebell.api.shapes import SAID, CaseNumber, Id, In, Instant, Out, Page, Paged, Person
from firebell.improve import actions
from firebell.improve.enums import Telling
from firebell.improve.models import Idea, IdeaAsk

resource = Resource(
    "asks", "Who asked for an idea, and what they can be told. Nothing is sent.", (actions.Refused,)
)
READ, WRITE = Scope.IMPROVE_READ, Scope.IMPROVE_WRITE
AN_ASK = "ideas/<int:idea>/asks/<int:ask>"

Words = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=4_000,
        pattern=SAID,
        examples=["You asked for printed labels: from now on they are."],
    ),
]


class NewAsk(In):
    """The case whose person asked."""

    case: CaseNumber


class Message(In):
    """What everybody who asked in this language could be told; `{name}` is their name."""

    language: Annotated[str, Meta(min_length=2, max_length=8, examples=["en"])]
    text: Words


class Messages(In):
    """One in each language."""

    messages: Annotated[list[Message], Meta(min_length=1, max_length=50)]


class PreparedMessages(Out):
    """For how many people a message is prepared now."""

    prepared: Annotated[int, Meta(examples=[3])]


class Reworded(In):
    """Other words for one person."""

    text: Words


class Ask(Out):
    """The person of a case asked for it; `message` is what they could be told."""

    id: Id
    case: CaseNumber
    telling: Annotated[
        Literal["not_told", "prepared", "told", "left_out"], Meta(examples=["prepared"])
    ]
    message: str
    by: Person | None
    at: Instant
    told_by: Person | None
    told_at: Instant | None


@resource.get("ideas/<int:idea>/asks", READ)
def listed(call: Call, idea: int, query: Paged) -> Page[Ask]:
    """Who asked, the first one first."""
    found = _asks(idea_of(call, idea))
    return by_id(call, query, found, _shown)


@resource.post("ideas/<int:idea>/asks", WRITE, ANSWERING, status=201)
def ask_too(call: Call, idea: int, body: NewAsk) -> Ask:
    """The person of this case asked for it as well; noted once."""
    kept = idea_of(call, idea)
    made = actions.ask_too(kept, other_case(call, body.case, "/case"), call.user)
    return _again(kept, made.pk)


@resource.post("ideas/<int:idea>/messages", WRITE, ANSWERING)
def prepare(call: Call, idea: int, body: Messages) -> PreparedMessages:
    """Write to those who asked and were not told yet, in the language of their case. Each message
    waits at its case until a person sends it. 409 before the idea is decided, or where the guard
    says no."""
    texts = {one.language: one.text for one in body.messages}
    number = actions.prepare_messages(idea_of(call, idea), texts, call.user)
    return PreparedMessages(prepared=number)


@resource.put(f"{AN_ASK}/message", WRITE, ANSWERING)
def reword(call: Call, idea: int, ask: int, body: Reworded) -> Ask:
    """Other words for one person, where a message is prepared."""
    kept = idea_of(call, idea)
    actions.reword(_ask_of(kept, ask), body.text, call.user)
    return _again(kept, ask)


@resource.post(f"{AN_ASK}/told", WRITE, ANSWERING)
def told(call: Call, idea: int, ask: int) -> Ask:
    """A person has told them."""
    return _noted(call, idea, ask, Telling.TOLD)


@resource.post(f"{AN_ASK}/left-out", WRITE, ANSWERING)
def left_out(call: Call, idea: int, ask: int) -> Ask:
    """They are not told."""
    return _noted(call, idea, ask, Telling.LEFT_OUT)


@resource.post(f"{AN_ASK}/take-back", WRITE, ANSWERING)
def take_back(call: Call, idea: int, ask: int) -> Ask:
    """They were not told, nor left out, after all."""
    return _noted(call, idea, ask, Telling.PREPARED)


def _noted(call: Call, idea: int, ask: int, telling: Telling) -> Ask:
    kept = idea_of(call, idea)
    actions.note_telling(_ask_of(kept, ask), telling, call.user)
    return _again(kept, ask)


def _asks(idea: Idea) -> QuerySet[IdeaAsk]:
    return idea.asks.select_related("idea", "case", "by", "told_by")


def _ask_of(idea: Idea, key: int) -> IdeaAsk:
    found = _asks(idea).filter(pk=key).first()
    if found is None:
        raise not_found("ask")
    return found


def _again(idea: Idea, key: int) -> Ask:
    return _shown([_asks(idea).get(pk=key)])[0]


def _shown(asks: Sequence[IdeaAsk]) -> list[Ask]:
    return [
        Ask(
            id=one.pk,
            case=one.case.number,
            telling=str(one.telling) or "not_told",  # type: ignore[arg-type]
            message=one.message,
            by=person_shown(one.by),
            at=one.at,
            told_by=person_shown(one.told_by),
            told_at=one.told_at,
        )
        for one in asks
    ]
