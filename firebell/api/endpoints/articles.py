"""Articles and policies: read, written and revised."""

from __future__ import annotations

from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from msgspec import Meta

from firebell.accounts.enums import ANSWERING
from firebell.api.endpoints.article_shapes import (
    Article,
    KindName,
    Version,
    WholeArticle,
    WholeVersion,
    article_shown,
    articles_shown,
    version_shown,
    whole_version_shown,
)
from firebell.api.endpoints.finding import article_of
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.paging import by_id
from firebell.api.problems import not_found, not_valid
from firebell.api.shapes import SAID, In, Out, Page, Paged
from firebell.knowledge import actions, queries
from firebell.knowledge.enums import Shown
from firebell.knowledge.forms import languages

resource = Resource(
    "articles",
    "What the house knows: articles that may go to people, policies for colleagues alone.",
    (actions.Refused,),
)
READ, WRITE = Scope.KNOWLEDGE_READ, Scope.KNOWLEDGE_WRITE
_is_address = URLValidator(schemes=["http", "https"])


class ArticleFilter(Paged):
    """Which articles; what is not given filters nothing."""

    view: Annotated[
        Literal["published", "review", "drafts", "all"],
        Meta(description="As the screen has them; `review` are those that somebody should look at"),
    ] = "published"
    kind: Literal["any", "article", "policy"] = "any"
    language: Annotated[str, Meta(max_length=8, description="ISO 639-1")] = ""


class ArticleSearch(In):
    """Words of an article."""

    q: Annotated[str, Meta(min_length=1, max_length=200, description="All of them")]


class Articles(Out):
    """Articles that hold all the words, those with them in the title first; 50 at most."""

    items: list[Article]


class ArticleText(In):
    """What an article says."""

    kind: Annotated[KindName, Meta(description="A policy is for colleagues alone")]
    title: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=160,
            pattern=SAID,
            description="What people ask, in their own words",
            examples=["Delayed baggage"],
        ),
    ]
    text: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=50_000,
            pattern=SAID,
            description="`# ` begins a heading, `- ` an item, `1. ` a step",
            examples=["Ask for the tag.\n\nWe deliver within 48 hours."],
        ),
    ]
    language: Annotated[
        str, Meta(min_length=2, max_length=8, description="ISO 639-1", examples=["en"])
    ]
    address: Annotated[
        str,
        Meta(max_length=500, description="Where people can read it; http or https"),
    ] = ""
    change: Annotated[str, Meta(max_length=300, description="What changed, and why")] = ""


class Revision(ArticleText, kw_only=True):
    """The next version."""

    after: Annotated[
        int,
        Meta(
            ge=1,
            le=2**31 - 1,
            description="Number of the version that it was written from",
            examples=[1],
        ),
    ]


@resource.get("articles", READ)
def listed(call: Call, query: ArticleFilter) -> Page[Article]:
    """Articles of a view, those that were begun last first."""
    kind = "" if query.kind == "any" else query.kind
    filters = queries.Filters(kind, query.language)
    today = timezone.localdate(call.now)
    found = queries.listed(call.workspace.pk, Shown(query.view), today, filters)
    return by_id(call, query, found, lambda rows: articles_shown(call, rows), newest_first=True)


@resource.get("articles/search", READ)
def search(call: Call, query: ArticleSearch) -> Articles:
    """Articles that hold all of these words; the last one may be the beginning of one."""
    return Articles(items=articles_shown(call, queries.search(call.workspace.pk, query.q)))


@resource.get("articles/<int:article>", READ)
def one(call: Call, article: int) -> WholeArticle:
    """One article, with the text that its readers see."""
    return article_shown(call, article_of(call, article).pk)


@resource.get("articles/<int:article>/versions", READ)
def versions(call: Call, article: int, query: Paged) -> Page[Version]:
    """Every version, the first one first."""
    found = queries.versions(article_of(call, article))
    return by_id(call, query, found, lambda rows: [version_shown(one) for one in rows])


@resource.get("articles/<int:article>/versions/<int:version>", READ)
def version(call: Call, article: int, version: int) -> WholeVersion:
    """One version as it was left, with its text."""
    found = queries.versions(article_of(call, article))
    asked = found.filter(number=version).first() if version < 2**31 else None
    if asked is None:
        raise not_found("version")
    return whole_version_shown(asked)


@resource.post("articles", WRITE, ANSWERING, status=201)
def propose(call: Call, body: ArticleText) -> WholeArticle:
    """Write a new article, a draft as yet."""
    made = actions.propose(call.workspace, _said(body), call.user)
    return article_shown(call, made.pk)


@resource.put("articles/<int:article>", WRITE, ANSWERING)
def revise(call: Call, article: int, body: Revision) -> WholeArticle:
    """Write the next version; what is published stays until the new one is. 409 where somebody has
    written another one meanwhile."""
    found = article_of(call, article)
    actions.revise(found, _said(body), call.user, after=body.after)
    return article_shown(call, found.pk)


@resource.post("articles/<int:article>/submit", WRITE, ANSWERING)
def submit(call: Call, article: int) -> WholeArticle:
    """Ask a lead to review the newest version."""
    found = article_of(call, article)
    actions.submit(found, call.user)
    return article_shown(call, found.pk)


def _said(body: ArticleText) -> actions.Text:
    if body.language not in dict(languages()):
        raise not_valid("/language", "it is no language that articles are written in")
    address = body.address.strip()
    if address:
        _require_address(address)
    return actions.Text(
        kind=body.kind,
        title=body.title.strip(),
        body=body.text.strip(),
        language=body.language,
        address=address,
        change=body.change.strip(),
    )


def _require_address(address: str) -> None:
    try:
        _is_address(address)
    except ValidationError:
        raise not_valid("/address", "it is no address that begins with http or https") from None
