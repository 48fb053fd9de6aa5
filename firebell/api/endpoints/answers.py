"""Answers: judged, sent or recorded."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from firebell.accounts.enums import ANSWERING
from firebell.api.endpoints.finding import case_of, source_of, words_of
from firebell.api.endpoints.replies import Reply, replies_shown
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.problems import not_valid
from firebell.api.shapes import Id, In, Out
from firebell.desk import actions, articles
from firebell.knowledge import queries as knowledge
from firebell.outbound import actions as outbound
from firebell.outbound import ways
from firebell.outbound.messages import told

resource = Resource(
    "answers",
    "What is answered to people. It leaves in the name of the token's person, through the guard.",
    (actions.Refused, outbound.Refused),
)

Text = Annotated[
    str,
    Meta(min_length=1, max_length=20_000, examples=["Your bag is in Oslo and arrives tomorrow."]),
]
Public = Annotated[bool, Meta(description="Can everybody read it?", examples=[True])]
SourceId = Annotated[
    Id | None,
    Meta(description="Id of the account that it leaves from; none: the one that heard it"),
]
MOST_ARTICLES = 20


class NewAnswer(In):
    """An answer to words of a case."""

    text: Text
    public: Public
    how: Annotated[
        Literal["send", "elsewhere"],
        Meta(
            description="`send` lets it leave through the network after the grace time; "
            "`elsewhere` records one that was given in the network's own app"
        ),
    ] = "send"
    words: Annotated[
        list[Id], Meta(max_length=500, description="Ids; none named: all that wait and are free")
    ] = []
    source: SourceId = None
    keep_open: Annotated[bool, Meta(description="Wait for the person's reply")] = False
    override_reason: Annotated[
        str, Meta(max_length=500, description="Why it goes out although the guard warns")
    ] = ""
    also: Annotated[bool, Meta(description="Although a colleague is writing one")] = False
    beside: Annotated[
        list[Id],
        Meta(max_length=MOST_ARTICLES, description="Ids of articles that were offered meanwhile"),
    ] = []
    used: Annotated[
        list[Id], Meta(max_length=MOST_ARTICLES, description="Ids of articles that went into it")
    ] = []


class ToCheck(In):
    """A text to be judged."""

    text: Text
    public: Public
    source: SourceId = None


class Judgement(Out):
    """The guard's word on a text. `objection`: why the network would not take it, or empty."""

    verdict: Literal["send", "warn", "approve", "block"]
    reasons: Annotated[list[str], Meta(examples=[[]])]
    better: str
    objection: str


@resource.post("cases/<int:number>/answers", Scope.ANSWERS_WRITE, ANSWERING, status=201)
def answer(call: Call, number: int, body: NewAnswer) -> Reply:
    """Answer. The words stay open until the network has it. 409 where somebody has answered or is
    answering, or where the guard says no."""
    case, source = case_of(call, number), source_of(call, body.source, "/source")
    words = words_of(case, body.words)
    _require_articles(call, "beside", body.beside)
    _require_articles(call, "used", body.used)
    if not body.also:
        actions.refuse_if_another_writes(case, call.user)
    how: dict[str, Any] = {
        "public": body.public,
        "override_reason": body.override_reason,
        "keep_open": body.keep_open,
    }
    if body.how == "send":
        reply = actions.send_answer(case, body.text, words, call.user, source=source, **how)
    else:
        reply = actions.answer(case, body.text, words, call.user, **how)
    articles.keep(case, reply, call.user, shown=body.beside, used=body.used)
    return replies_shown([reply])[0]


def _require_articles(call: Call, field: str, named: list[int]) -> None:
    known = knowledge.by_ids(call.workspace.pk, named)
    for place, one in enumerate(named):
        if one not in known:
            said = "there is no such published article in this workspace"
            raise not_valid(f"/{field}/{place}", said)


@resource.post("cases/<int:number>/check", Scope.ANSWERS_WRITE, ANSWERING, changes=False)
def check(call: Call, number: int, body: ToCheck) -> Judgement:
    """What the guard would say of a text. Nothing is stored and nothing is sent."""
    case, source = case_of(call, number), source_of(call, body.source, "/source")
    profile = case.profile
    verdict = outbound.check_draft(
        body.text,
        public=body.public,
        channel=case.channel,
        customer=(profile.name, profile.handle) if profile else (),
        agent=call.user.name,
    )
    way = ways.way(source, None) if source is not None else None
    objection = way.objection(body.text, public=body.public, now=call.now) if way else ""
    return Judgement(
        verdict=str(verdict.verdict),  # type: ignore[arg-type]
        reasons=[str(told(one.message)) for one in verdict.reasons],
        better=str(told(verdict.better)) if verdict.better else "",
        objection=objection,
    )
