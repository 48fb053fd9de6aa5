"""Ideas: what people ask for, who sees to it, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from django.db.models import QuerySet
from django.urls import reverse
from msgspec import Meta

from firebell.accounts.enums import ANSWERING, LEADING
from firebell.api.endpoints.case_shapes import person_shown
from firebell.api.endpoints.finding import idea_of, other_case, person_of
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.paging import by_id
from firebell.api.shapes import SAID, CaseNumber, Day, Id, In, Instant, Out, Page, Paged, Person
from firebell.core.improve.idea_states import Verb
from firebell.improve import actions, queries
from firebell.improve.models import Idea as KeptIdea
from firebell.improve.models import IdeaAsk

resource = Resource("ideas", "What people ask for, and what became of it.", (actions.Refused,))
READ, WRITE = Scope.IMPROVE_READ, Scope.IMPROVE_WRITE

StateName = Literal["new", "planned", "done", "declined"]
Title = Annotated[
    str, Meta(min_length=1, max_length=160, pattern=SAID, examples=["Print the labels"])
]
Better = Annotated[str, Meta(max_length=4_000, description="What would be better")]
Due = Annotated[Day | None, Meta(description="The day by which it is to be done")]


class IdeaFilter(Paged):
    """Which ideas; what is not given filters nothing."""

    state: Literal["any", "new", "planned", "done", "declined"] = "any"
    case: Annotated[CaseNumber | None, Meta(description="That its person asked for")] = None


class NewIdea(In):
    """An idea, and the case whose person asked for it, if there is one."""

    title: Title
    text: Better = ""
    case: CaseNumber | None = None


class IdeaTold(In):
    """Its words, who sees to it, and by when."""

    title: Title
    text: Better = ""
    owner: Annotated[Id | None, Meta(description="Id of a person who works here")] = None
    due: Due = None


class Decision(In):
    """What is to become of it, and why."""

    verb: Annotated[Literal["plan", "finish", "decline", "reopen"], Meta(examples=["plan"])]
    decision: Annotated[
        str, Meta(min_length=1, max_length=2_000, pattern=SAID, examples=["In April"])
    ]


class Idea(Out):
    """An idea. `asked`: how many people did; `told`: how many of them were told."""

    number: Annotated[int, Meta(description="The workspace's own", examples=[4])]
    title: Title
    text: Better
    state: Annotated[StateName, Meta(examples=["planned"])]
    owner: Person | None
    due: Due
    decision: Annotated[str, Meta(examples=["In April"])]
    decided_by: Person | None
    decided_at: Instant | None
    by: Person | None
    at: Instant
    asked: Annotated[int, Meta(examples=[5])]
    told: Annotated[int, Meta(examples=[0])]
    page: Annotated[str, Meta(examples=["/w/acme/improve/ideas/4/"])]


@resource.get("ideas", READ)
def listed(call: Call, query: IdeaFilter) -> Page[Idea]:
    """Ideas, the newest first."""
    found = _ideas(call, "" if query.state == "any" else query.state)
    if query.case is not None:
        asks = IdeaAsk.objects.filter(case__number=query.case, case__workspace=call.workspace)
        found = found.filter(pk__in=asks.values("idea"))
    return by_id(call, query, found, lambda rows: _shown(call, rows), newest_first=True)


@resource.get("ideas/<int:idea>", READ)
def one(call: Call, idea: int) -> Idea:
    """One idea, by its number."""
    kept = idea_of(call, idea)
    return _shown(call, [_ideas(call).get(pk=kept.pk)])[0]


@resource.post("ideas", WRITE, ANSWERING, status=201)
def propose(call: Call, body: NewIdea) -> Idea:
    """A new idea; a lead decides it."""
    case = other_case(call, body.case, "/case") if body.case is not None else None
    said = (body.title.strip(), body.text.strip())
    made = actions.propose_idea(call.workspace, *said, call.user, case=case)
    return one(call, made.number)


@resource.put("ideas/<int:idea>", WRITE, ANSWERING)
def change(call: Call, idea: int, body: IdeaTold) -> Idea:
    """Its words, who sees to it, and by when: all of it."""
    kept = idea_of(call, idea)
    owner = person_of(call, body.owner, "/owner") if body.owner is not None else None
    said = (body.title.strip(), body.text.strip())
    actions.change_idea(kept, *said, call.user, owner=owner, due=body.due)
    return one(call, idea)


@resource.post("ideas/<int:idea>/decide", WRITE, LEADING)
def decide(call: Call, idea: int, body: Decision) -> Idea:
    """Plan it, finish it, decline it, or open it again. Those who asked can be told of what is done
    or declined."""
    actions.decide_idea(idea_of(call, idea), Verb(body.verb), body.decision, call.user)
    return one(call, idea)


def _ideas(call: Call, state: str = "") -> QuerySet[KeptIdea]:
    return queries.ideas(call.workspace.pk, state).select_related("owner", "by", "decided_by")


def _shown(call: Call, ideas: Sequence[KeptIdea]) -> list[Idea]:
    return [
        Idea(
            number=one.number,
            title=one.title,
            text=one.text,
            state=one.state,  # type: ignore[arg-type]
            owner=person_shown(one.owner),
            due=one.due,
            decision=one.decision,
            decided_by=person_shown(one.decided_by),
            decided_at=one.decided_at,
            by=person_shown(one.by),
            at=one.at,
            asked=one.asked,  # type: ignore[attr-defined]
            told=one.told,  # type: ignore[attr-defined]
            page=reverse("idea", args=[call.workspace.slug, one.number]),
        )
        for one in ideas
    ]
