"""An article as programs see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from django.urls import reverse
from django.utils import timezone
from msgspec import Meta

from firebell.api.endpoints.case_shapes import person_shown
from firebell.api.operations import Call
from firebell.api.shapes import Day, Id, Instant, Out, Person
from firebell.core.knowledge.standing import coming, days_left, standing
from firebell.knowledge import models, queries

KindName = Literal["article", "policy"]
StandingName = Literal["draft", "in_review", "published", "expired"]
VersionNumber = Annotated[int, Meta(examples=[2])]


class Rates(Out):
    """How often it stood beside an answer, went into one, and what that led to."""

    beside: Annotated[int, Meta(examples=[9])]
    used: Annotated[int, Meta(examples=[5])]
    solved: Annotated[int, Meta(description="Closed and not opened again", examples=[3])]
    back: Annotated[int, Meta(description="The person came back", examples=[1])]


class Version(Out):
    """What a version is called; its text where it is asked for by itself."""

    number: VersionNumber
    kind: Annotated[KindName, Meta(description="A policy is for colleagues alone")]
    title: Annotated[str, Meta(examples=["Delayed baggage"])]
    language: Annotated[str, Meta(description="ISO 639-1", examples=["en"])]
    address: Annotated[str, Meta(description="Where people can read it")]
    change: Annotated[str, Meta(description="What changed, and why")]
    author: Person | None
    at: Instant


class WholeVersion(Version):
    """A version with its text."""

    text: Annotated[str, Meta(examples=["Ask for the tag.\n\nWe deliver within 48 hours."])]


class Article(Out):
    """An article or a policy. `published` is what people read, null while there is none; `newest`
    the version that is worked on."""

    id: Id
    standing: Annotated[StandingName, Meta(description="For its readers", examples=["published"])]
    coming: Annotated[
        StandingName | None, Meta(description="How the version after the published one stands")
    ]
    published: Version | None
    newest: Version
    submitted_at: Annotated[Instant | None, Meta(description="Since then a review is asked for")]
    returned: Annotated[str, Meta(description="Why it came back from review, or was withdrawn")]
    review_by: Annotated[Day | None, Meta(description="The last day on which it holds")]
    days_left: Annotated[int | None, Meta(description="Until then; below 0 once it has passed")]
    reviewer: Person | None
    reviewed_at: Instant | None
    changed_at: Instant
    rates: Rates
    page: Annotated[str, Meta(description="Where people see it", examples=["/w/acme/knowledge/7/"])]


class WholeArticle(Article):
    """An article with the text that its readers see: the published one, or else the newest."""

    text: Annotated[str, Meta(examples=["Ask for the tag.\n\nWe deliver within 48 hours."])]


def articles_shown(call: Call, articles: Sequence[models.Article]) -> list[Article]:
    """In one query, if each comes with its versions and people."""
    rates = queries.rates(articles)
    return [Article(**_told(call, one, rates[one.pk])) for one in articles]


def article_shown(call: Call, key: int) -> WholeArticle:
    """As it stands now: what a verb answers with."""
    one = queries.articles(call.workspace.pk).get(pk=key)
    shown = one.shown
    assert shown is not None  # every article has a newest version
    return WholeArticle(**_told(call, one, queries.rates([one])[key]), text=shown.body)


def _told(call: Call, one: models.Article, rates: queries.Rates) -> dict[str, object]:
    stands, today = one.core, timezone.localdate(call.now)
    comes = coming(stands)
    return {
        "id": one.pk,
        "standing": str(standing(stands, today)),
        "coming": str(comes) if comes is not None else None,
        "published": version_shown(one.published) if one.published else None,
        "newest": version_shown(one.newest) if one.newest else None,
        "submitted_at": one.submitted_at,
        "returned": one.returned,
        "review_by": one.review_by,
        "days_left": days_left(stands, today),
        "reviewer": person_shown(one.reviewer),
        "reviewed_at": one.reviewed_at,
        "changed_at": one.changed_at,
        "rates": Rates(
            beside=rates.suggested, used=rates.used, solved=rates.solved, back=rates.back
        ),
        "page": reverse("article", args=[call.workspace.slug, one.pk]),
    }


def version_shown(one: models.ArticleVersion) -> Version:
    return Version(**_version(one))


def whole_version_shown(one: models.ArticleVersion) -> WholeVersion:
    return WholeVersion(**_version(one), text=one.body)


def _version(one: models.ArticleVersion) -> dict[str, object]:
    return {
        "number": one.number,
        "kind": one.kind,
        "title": one.title,
        "language": one.language,
        "address": one.address,
        "change": one.change,
        "author": person_shown(one.author),
        "at": one.at,
    }
