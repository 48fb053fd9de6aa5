"""How an article stands. Its newest version may be on its way while an older one is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WARNED = timedelta(days=30)  # before the day on which it is to be reviewed


class Standing(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    EXPIRED = "expired"  # published, and its day of review has passed: nobody is offered it


@dataclass(frozen=True, slots=True)
class Article:
    """`published`, `newest`: numbers of versions, the first None where nobody reads any yet.
    `review_by`: the last day on which the published one holds."""

    newest: int
    published: int | None = None
    submitted: bool = False
    review_by: date | None = None


def standing(article: Article, today: date) -> Standing:
    """For its readers: how the published version stands, or else the newest.

    >>> standing(Article(1, 1, review_by=date(2026, 3, 1)), date(2026, 3, 2)).value
    'expired'
    """
    if article.published is None:
        return _on_its_way(article)
    over = article.review_by is not None and article.review_by < today
    return Standing.EXPIRED if over else Standing.PUBLISHED


def coming(article: Article) -> Standing | None:
    """How the version after the published one stands; None where there is none."""
    if article.published is None or article.newest == article.published:
        return None
    return _on_its_way(article)


def days_left(article: Article, today: date) -> int | None:
    """Until its review, negative once that has passed; None unless it is published."""
    if article.published is None or article.review_by is None:
        return None
    return (article.review_by - today).days


def wants_review(article: Article, today: date) -> bool:
    """Is somebody to look at it: it was submitted, or its day comes or has passed?"""
    left = days_left(article, today)
    return article.submitted or (left is not None and left <= WARNED.days)


def _on_its_way(article: Article) -> Standing:
    return Standing.IN_REVIEW if article.submitted else Standing.DRAFT
