"""Words: what was said in a case, and what people say of how it was read."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from firebell.accounts.enums import ANSWERING
from firebell.api.endpoints.case_shapes import Author, author_shown
from firebell.api.endpoints.finding import case_of
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.paging import by_time
from firebell.api.problems import not_found, not_valid
from firebell.api.shapes import Id, In, Instant, Out, Page, Paged
from firebell.desk import actions, queries
from firebell.listening.models import Interaction
from firebell.understanding import actions as understanding
from firebell.understanding.enums import Field
from firebell.understanding.fields import FIELDS
from firebell.understanding.judged import judged
from firebell.understanding.queries import standing

resource = Resource(
    "words",
    "What was said in a case, by people and by us.",
    (actions.Refused, understanding.NotRead),
)


class ReadingTold(Out):
    """How a word was read; where somebody corrected that, what they say."""

    sentiment: Annotated[str, Meta(examples=["negative"])]
    needs_answer: bool
    intent: Annotated[str | None, Meta(examples=["complaint"])]
    emotion: Annotated[str | None, Meta(examples=["anger"])]
    complexity: Annotated[str | None, Meta(examples=["low"])]
    toxicity: Annotated[float, Meta(ge=0, le=1, examples=[0.02])]
    corrected: Annotated[list[str], Meta(description="Fields that people have spoken on")]


class Word(Out):
    """One word: a post, a mail, a call. `state` is what became of it in this case, null for one
    that the case only shows, as our own are."""

    id: Id
    at: Instant
    channel: Annotated[str, Meta(examples=["bluesky"])]
    kind: Annotated[str, Meta(examples=["post"])]
    outbound: Annotated[bool, Meta(description="It is ours")]
    author: Author
    subject: str
    text: Annotated[
        str,
        Meta(
            description="As it stands now; empty once its author took it back",
            examples=["Where is my bag?"],
        ),
    ]
    hidden: bool
    url: str
    thread: str
    in_reply_to: str
    state: Annotated[str | None, Meta(examples=["pending"])]
    reason: Annotated[str, Meta(description="Why it was dismissed")]
    reply: Annotated[int | None, Meta(description="Id of the answer to it")]
    attachments: Annotated[int, Meta(description="How many", examples=[0])]
    reading: ReadingTold | None


class Correction(In):
    """What the reading of a word should have been."""

    field: Literal["sentiment", "needs_answer", "toxicity"]
    says: Annotated[
        str,
        Meta(max_length=40, description="negative, neutral, positive; yes, no", examples=["no"]),
    ]


class FieldNamed(In):
    """What of a reading."""

    field: Literal["sentiment", "needs_answer", "toxicity"]


@resource.get("cases/<int:number>/words", Scope.CASES_READ)
def listed(call: Call, number: int, query: Paged) -> Page[Word]:
    """All that was said in a case, on every channel, the oldest first."""
    case = case_of(call, number)
    threads = list(case.conversations.order_by("id"))
    words = queries.in_conversations(call.workspace.pk, threads)
    return by_time(call, query, words, "at", lambda rows: [_shown(one, case.pk) for one in rows])


def _shown(word: Interaction, case_id: int) -> Word:
    item = getattr(word, "case_item", None)
    mine = item if item is not None and item.case_id == case_id else None
    hidden = word.hidden_at is not None
    author = author_shown(word.profile)
    assert author is not None
    return Word(
        id=word.pk,
        at=word.at,
        channel=word.channel,
        kind=word.kind,
        outbound=word.outbound,
        author=author,
        subject="" if hidden else word.subject,
        text="" if hidden else word.said_now,
        hidden=hidden,
        url=word.url,
        thread=word.thread,
        in_reply_to=word.in_reply_to,
        state=mine.state if mine else None,
        reason=mine.told_reason if mine else "",
        reply=mine.reply_id if mine else None,
        attachments=len(word.attachments.all()),
        reading=_reading(word),
    )


def _reading(word: Interaction) -> ReadingTold | None:
    readings = getattr(word, "latest_readings", [])
    if word.outbound or not readings:
        return None
    reading = readings[0]
    said = standing(getattr(word, "all_corrections", ())).get(word.pk, {})
    counts = judged(reading, said)
    return ReadingTold(
        sentiment=counts[Field.SENTIMENT].value,
        needs_answer=counts[Field.NEEDS_ANSWER].value == "yes",
        intent=reading.intent,
        emotion=reading.emotion,
        complexity=reading.complexity,
        toxicity=reading.toxicity,
        corrected=sorted(said),
    )


@resource.post("cases/<int:number>/words/<int:word>/corrections", Scope.CASES_WRITE, ANSWERING)
def correct(call: Call, number: int, word: int, body: Correction) -> Word:
    """Say what its reading should have been. That a word needs an answer opens it in a case; that
    it needs none dismisses it."""
    found = _word_of(call, number, word)
    if body.says not in FIELDS[body.field].values:
        known = ", ".join(FIELDS[body.field].values.values)
        raise not_valid("/says", f"{body.field} is one of {known}")
    understanding.correct(found, Field(body.field), body.says, call.user)
    return _again(call, number, word)


@resource.delete("cases/<int:number>/words/<int:word>/corrections", Scope.CASES_WRITE, ANSWERING)
def take_back(call: Call, number: int, word: int, query: FieldNamed) -> Word:
    """What somebody said of its reading no longer counts."""
    understanding.take_back(_word_of(call, number, word), Field(query.field), call.user)
    return _again(call, number, word)


def _word_of(call: Call, number: int, word: int) -> Interaction:
    found = queries.word_of(case_of(call, number), word)
    if found is None:
        raise not_found("word")
    return found


def _again(call: Call, number: int, word: int) -> Word:
    case = case_of(call, number)
    threads = list(case.conversations.all())
    return _shown(queries.in_conversations(call.workspace.pk, threads).get(pk=word), case.pk)
