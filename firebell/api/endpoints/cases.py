"""Cases: lists, one of them, and who has it when."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from firebell.accounts.enums import ANSWERING, EVERYONE
from firebell.api.endpoints.case_shapes import Case, case_shown, cases_shown
from firebell.api.endpoints.finding import case_of, person_of, words_of
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.paging import link, wrong_cursor
from firebell.api.shapes import Id, In, Instant, Out, Page, Paged
from firebell.desk import actions, queries
from firebell.desk.enums import View
from firebell.desk.wording_why import why_told

resource = Resource(
    "cases", "One person's matter each, with its state and clocks.", (actions.Refused,)
)
READ, WRITE = Scope.CASES_READ, Scope.CASES_WRITE

Priority = Annotated[int, Meta(ge=1, le=5)]
ViewName = Literal[
    "all", "mine", "unassigned", "overdue", "snoozed", "promised", "asked", "unsent", "closed"
]


class CaseFilter(Paged):
    """Which cases; what is not given filters nothing."""

    view: Annotated[
        ViewName, Meta(description="As the inbox has them; `all` are the open ones")
    ] = "all"
    queue: Annotated[Id | None, Meta(description="Id of a queue")] = None
    brand: Annotated[Id | None, Meta(description="Id of a brand")] = None
    priority: Annotated[Priority | None, Meta(description="So urgent or more; 1 is the most")] = (
        None
    )
    channel: Annotated[str, Meta(max_length=40)] = ""
    language: Annotated[str, Meta(max_length=8, description="ISO 639-1")] = ""
    tag: Annotated[str, Meta(max_length=40)] = ""


class Assignment(In):
    """To whom."""

    to: Annotated[Id, Meta(description="Id of a person who works here")]


class Snooze(In):
    """Until when, and why it can wait: needed where that is after the answer is due."""

    until: Instant
    reason: Annotated[str, Meta(max_length=500, examples=["They write again on Monday."])] = ""


class Dismissal(In):
    """Words that need no answer."""

    reason: Annotated[str, Meta(min_length=1, max_length=2_000, examples=["Spam"])]
    words: Annotated[
        list[Id], Meta(max_length=500, description="Ids; none named: all that wait and are free")
    ] = []


class Question(Out):
    """One of the five questions of triage."""

    question: Annotated[str, Meta(examples=["Where?"])]
    answer: Annotated[str, Meta(examples=["In private"])]
    reasons: Annotated[list[str], Meta(examples=[["it touches personal data"]])]


class Part(Out):
    """What a fact adds to the points."""

    fact: Annotated[str, Meta(examples=["Negative"])]
    points: Annotated[float, Meta(examples=[24.5])]
    weight: Annotated[str, Meta(examples=["40"])]


class ClockTold(Out):
    """A clock, and how it got its value."""

    clock: Annotated[str, Meta(examples=["First answer"])]
    turns: list[str]


class Why(Out):
    """Why a case is as urgent as it is, where to answer, and by when; in people's words."""

    priority: Annotated[int, Meta(examples=[2])]
    points: Annotated[int, Meta(examples=[57])]
    parts: list[Part]
    questions: list[Question]
    clocks: list[ClockTold]


@resource.get("cases", READ)
def listed(call: Call, query: CaseFilter) -> Page[Case]:
    """Cases of a view: the earliest due first; of closed ones the newest."""
    filters = queries.Filters(
        queue_id=query.queue,
        brand_id=query.brand,
        priority=query.priority,
        channel=query.channel,
        language=query.language,
        tag=query.tag,
    )
    view = View(query.view)
    try:
        page = queries.inbox(
            call.workspace.pk,
            view,
            call.user,
            call.now,
            filters,
            query.cursor,
            size=query.limit,
        )
    except queries.BadCursorError:
        raise wrong_cursor() from None
    return Page(items=cases_shown(call, page.cases), next=link(call, page.next))


@resource.get("cases/<int:number>", READ)
def one(call: Call, number: int) -> Case:
    """One case."""
    return case_shown(call, case_of(call, number))


@resource.get("cases/<int:number>/why", READ)
def why(call: Call, number: int) -> Why:
    """Why it is as urgent as it is, where to answer, and how each clock got its value."""
    case, workspace_id = case_of(call, number), call.workspace.pk
    rules = queries.house_rules(workspace_id)
    settings = queries.triage_of(workspace_id, rules)
    found = queries.decided(case, settings, call.now)
    history = list(case.events.order_by("id"))
    clocks = queries.clocks_of(case, history, queries.policy_of(workspace_id, rules), call.now)
    return _why(why_told(found, settings, clocks))


def _why(told: dict[str, Any]) -> Why:
    return Why(
        priority=told["priority"],
        points=told["points"],
        parts=[Part(fact=str(f), points=p, weight=w) for f, p, w in told["parts"]],
        questions=[
            Question(question=str(q), answer=str(a), reasons=r) for q, a, r in told["questions"]
        ],
        clocks=[
            ClockTold(clock=str(c["label"]), turns=[str(t) for t in c["turns"]])
            for c in told["clocks"]
        ],
    )


@resource.post("cases/<int:number>/claim", WRITE, ANSWERING)
def claim(call: Call, number: int) -> Case:
    """Take a case that nobody else has."""
    return case_shown(call, actions.claim(case_of(call, number), call.user))


@resource.post("cases/<int:number>/release", WRITE, ANSWERING)
def release(call: Call, number: int) -> Case:
    """Put it back into its queue."""
    return case_shown(call, actions.release(case_of(call, number), call.user))


@resource.post("cases/<int:number>/assign", WRITE, ANSWERING)
def assign(call: Call, number: int, body: Assignment) -> Case:
    """Give it to somebody, whoever has it now."""
    case, to = case_of(call, number), person_of(call, body.to, "/to")
    return case_shown(call, actions.assign(case, to, call.user))


@resource.post("cases/<int:number>/snooze", WRITE, ANSWERING)
def snooze(call: Call, number: int, body: Snooze) -> Case:
    """Put it aside; it comes back by itself."""
    case = case_of(call, number)
    return case_shown(call, actions.snooze(case, body.until, call.user, body.reason))


@resource.post("cases/<int:number>/wake", WRITE, ANSWERING)
def wake(call: Call, number: int) -> Case:
    """Take a snoozed case up again before its time."""
    return case_shown(call, actions.wake(case_of(call, number), call.user))


@resource.post("cases/<int:number>/dismiss", WRITE, ANSWERING)
def dismiss(call: Call, number: int, body: Dismissal) -> Case:
    """Settle words without an answer, for a reason that stays with them."""
    case = case_of(call, number)
    words = words_of(case, body.words)
    return case_shown(call, actions.dismiss(case, words, body.reason, call.user))


@resource.post("cases/<int:number>/close", WRITE, ANSWERING)
def close(call: Call, number: int) -> Case:
    """Close a case that was answered and waits for the person."""
    return case_shown(call, actions.close(case_of(call, number), call.user))


@resource.post("cases/<int:number>/undo", WRITE, ANSWERING)
def undo(call: Call, number: int) -> Case:
    """Take back the last answer, dismissal or closing that still stands."""
    return case_shown(call, actions.undo(case_of(call, number), call.user))


@resource.post("cases/<int:number>/seen", WRITE, EVERYONE)
def seen(call: Call, number: int) -> None:
    """You have looked at a case in which you were named: it leaves the view `asked`."""
    actions.see_pings(case_of(call, number), call.user)
