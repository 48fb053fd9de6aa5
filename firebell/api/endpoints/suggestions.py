"""Suggestions: articles for the open words of a case, and what is answered without one."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from django.utils import timezone
from msgspec import Meta

from firebell.accounts.enums import ANSWERING
from firebell.api.endpoints.article_shapes import KindName, VersionNumber
from firebell.api.endpoints.finding import case_of
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.shapes import CaseNumber, Id, In, Out
from firebell.desk import articles, queries
from firebell.desk.queries.gaps import gaps as found_gaps

resource = Resource("suggestions", "Articles that may help, and where one is missing.")
MOST_GAPS = 50


class Suggestion(Out):
    """A published article that fits the open words of a case."""

    article: Id
    version: VersionNumber
    kind: KindName
    title: Annotated[str, Meta(examples=["Delayed baggage"])]
    language: Annotated[str, Meta(examples=["en"])]
    words: Annotated[
        list[str],
        Meta(description="Those that it shares with the case; none: the meaning is alike"),
    ]
    text: Annotated[
        str, Meta(description="As it is put into an answer; empty for a policy, which never is")
    ]
    address: Annotated[str, Meta(description="Where people can read it")]


class Suggestions(Out):
    """Three at most, those in the language of the case first."""

    items: list[Suggestion]


class Lately(In):
    """How far back."""

    days: Annotated[int, Meta(ge=1, le=366, description="Days up to now")] = 30


class Gap(Out):
    """Answered cases about a topic, and how many of them had no article."""

    topic: Annotated[str, Meta(description="Empty: about none", examples=["luggage"])]
    answered: Annotated[int, Meta(examples=[40])]
    without: Annotated[int, Meta(examples=[31])]
    cases: Annotated[list[CaseNumber], Meta(description="The newest of those without")]


class Gaps(Out):
    """The topics with most cases without an article first; 50 at most."""

    items: list[Gap]


@resource.get("cases/<int:number>/articles", Scope.KNOWLEDGE_READ, ANSWERING)
def suggested(call: Call, number: int) -> Suggestions:
    """Articles for the words of a case that nobody answers yet. Say in the answer which went into
    it (`used`) and which stood beside it (`beside`), so that their rates are right."""
    page = queries.case_page(call.workspace.pk, case_of(call, number).number)
    found = articles.beside(page, timezone.localdate(call.now)) if page and page.free else []
    return Suggestions(items=[_shown(one) for one in found])


@resource.get("articles/gaps", Scope.KNOWLEDGE_READ)
def gaps(call: Call, query: Lately) -> Gaps:
    """Topics that were answered without an article: where one would help most."""
    found = found_gaps(call.workspace.pk, call.now - timedelta(days=query.days))[:MOST_GAPS]
    return Gaps(
        items=[
            Gap(topic=one.topic, answered=one.answered, without=one.without, cases=list(one.cases))
            for one in found
        ]
    )


def _shown(one: articles.Beside) -> Suggestion:
    return Suggestion(
        article=one.article.pk,
        version=one.version.number,
        kind=one.version.kind,  # type: ignore[arg-type]
        title=one.version.title,
        language=one.version.language,
        words=list(one.words),
        text=one.text,
        address=one.address,
    )
