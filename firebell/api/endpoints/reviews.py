"""Reviews: who publishes what another wrote, and until when it holds."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from firebell.accounts.enums import LEADING
from firebell.api.endpoints.article_shapes import WholeArticle, article_shown
from firebell.api.endpoints.finding import article_of
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.shapes import SAID, Day, In
from firebell.knowledge import actions

resource = Resource(
    "reviews", "What somebody wrote, looked at by somebody else.", (actions.Refused,)
)
WRITE = Scope.KNOWLEDGE_WRITE

ReviewBy = Annotated[Day, Meta(description="The last day on which it holds")]


class Publication(In):
    """What was read, and until when it holds."""

    version: Annotated[
        int, Meta(ge=1, le=2**31 - 1, description="Number of the version", examples=[1])
    ]
    review_by: ReviewBy


class Renewal(In):
    """Until when it still holds."""

    review_by: ReviewBy


class Reason(In):
    """Why."""

    why: Annotated[
        str, Meta(min_length=1, max_length=500, pattern=SAID, examples=["The number is wrong."])
    ]


@resource.post("articles/<int:article>/publish", WRITE, LEADING)
def publish(call: Call, article: int, body: Publication) -> WholeArticle:
    """Publish the newest version: it is suggested from now on. 409 for its own author."""
    found = article_of(call, article)
    actions.publish(found, body.review_by, call.user, number=body.version)
    return article_shown(call, found.pk)


@resource.post("articles/<int:article>/return", WRITE, LEADING)
def send_back(call: Call, article: int, body: Reason) -> WholeArticle:
    """Send the newest version back to its author."""
    found = article_of(call, article)
    actions.send_back(found, body.why, call.user)
    return article_shown(call, found.pk)


@resource.post("articles/<int:article>/renew", WRITE, LEADING)
def renew(call: Call, article: int, body: Renewal) -> WholeArticle:
    """The published version still holds. 409 for its own author."""
    found = article_of(call, article)
    actions.renew(found, body.review_by, call.user)
    return article_shown(call, found.pk)


@resource.post("articles/<int:article>/withdraw", WRITE, LEADING)
def withdraw(call: Call, article: int, body: Reason) -> WholeArticle:
    """Nobody is offered it any more; the newest version is a draft again."""
    found = article_of(call, article)
    actions.withdraw(found, body.why, call.user)
    return article_shown(call, found.pk)
