"""What can be done with knowledge. Each verb is one transaction and raises `Refused` with words
for people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import User, Workspace
from firebell.common import audit, clock, ledger, turns
from firebell.knowledge.models import Article, ArticleUse, ArticleVersion


class Refused(Exception):  # noqa: N818 - it is a plain answer to a person, who reads `str()`
    """This is not done now; `str()` says why, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Text:
    """What a version says."""

    kind: str
    title: str
    body: str
    language: str
    address: str = ""
    change: str = ""


@transaction.atomic
def propose(workspace: Workspace, text: Text, by: User) -> Article:
    """A new article, a draft as yet."""
    article = Article.objects.create(workspace=workspace, changed_at=clock.now())
    _add_version(article, 1, text, by)
    _done("article_proposed", article, by)
    return article


@transaction.atomic
def revise(article: Article, text: Text, by: User, *, after: int) -> Article:
    """The next version. `after`: the number of the one that was edited; refused where there is a
    newer one by now. What is published stays until the new one is."""
    fresh = _take(article)
    assert fresh.newest is not None
    if fresh.newest.number != after:
        told = _("%(name)s has written version %(n)s meanwhile. Read it, then write yours again.")
        raise Refused(told % {"name": fresh.newest.author, "n": fresh.newest.number})
    _add_version(fresh, after + 1, text, by)
    _done("article_revised", fresh, by)
    return fresh


def _add_version(article: Article, number: int, text: Text, by: User) -> None:
    article.newest = ArticleVersion.objects.create(
        article=article, number=number, author=by, at=clock.now(), **asdict(text)
    )
    article.submitted_at, article.returned = None, ""
    _save(article)


@transaction.atomic
def submit(article: Article, by: User) -> Article:
    """Ask for a review of the newest version."""
    fresh = _take(article)
    if fresh.newest == fresh.published:
        raise Refused(_("There is nothing new to review."))
    fresh.submitted_at, fresh.returned = clock.now(), ""
    _save(fresh)
    _done("article_submitted", fresh, by)
    return fresh


@transaction.atomic
def send_back(article: Article, why: str, by: User) -> Article:
    """The newest version is not ready yet."""
    fresh = _take(article)
    _require_submitted(fresh)
    if not why.strip():
        raise Refused(_("Say what is missing."))
    fresh.submitted_at, fresh.returned = None, why.strip()[:500]
    _save(fresh)
    _done("article_returned", fresh, by, {"why": fresh.returned})
    return fresh


@transaction.atomic
def publish(article: Article, review_by: date, by: User, *, number: int) -> Article:
    """Version `number` is what people read from now on, until `review_by`.

    Refused for its own author: a second pair of eyes reads everything.
    """
    fresh = _take(article)
    _require_submitted(fresh)
    newest = fresh.newest
    assert newest is not None
    if newest.number != number:
        raise Refused(_("There is a newer version. Read that one first."))
    _require_another(newest, by)
    fresh.published, fresh.submitted_at, fresh.returned = newest, None, ""
    _reviewed(fresh, review_by, by)
    _done("article_published", fresh, by)
    ledger.append(fresh.workspace_id, "article_published", fresh, clock.now(), _told(fresh))
    return fresh


@transaction.atomic
def renew(article: Article, review_by: date, by: User) -> Article:
    """The published version still holds, until `review_by`. Refused for its own author."""
    fresh = _take(article)
    if fresh.published is None:
        raise Refused(_("It is not published."))
    _require_another(fresh.published, by)
    _reviewed(fresh, review_by, by)
    _done("article_renewed", fresh, by, {"review_by": review_by.isoformat()})
    return fresh


@transaction.atomic
def withdraw(article: Article, why: str, by: User) -> Article:
    """Nobody is offered it any more. Its versions stay; the newest is a draft again."""
    fresh = _take(article)
    if fresh.published is None:
        raise Refused(_("It is not published."))
    if not why.strip():
        raise Refused(_("Say why it holds no longer."))
    told = _told(fresh)
    fresh.published, fresh.returned = None, why.strip()[:500]
    _save(fresh)
    _done("article_withdrawn", fresh, by, {"why": fresh.returned})
    ledger.append(fresh.workspace_id, "article_withdrawn", fresh, clock.now(), told)
    return fresh


def _take(article: Article) -> Article:
    """As it stands now, held until the end of the transaction."""
    turns.one_at_a_time(article.workspace_id)
    Article.objects.select_for_update().get(pk=article.pk)
    return Article.objects.select_related("newest__author", "published").get(pk=article.pk)


def _require_submitted(article: Article) -> None:
    if article.submitted_at is None:
        raise Refused(_("Nobody has asked for a review of it."))


def _require_another(version: ArticleVersion, by: User) -> None:
    if version.author_id == by.pk:
        raise Refused(_("You wrote it yourself. Another lead reviews it."))


def _reviewed(article: Article, review_by: date, by: User) -> None:
    if review_by <= timezone.localdate(clock.now()):
        raise Refused(_("Choose a day that is still to come."))
    article.review_by, article.reviewer, article.reviewed_at = review_by, by, clock.now()
    _save(article)


def _save(article: Article) -> None:
    article.changed_at = clock.now()
    article.save()


def _told(article: Article) -> dict[str, Any]:
    version = article.published
    assert version is not None
    return {"title": version.title, "language": version.language, "version": version.number}


def _done(action: str, article: Article, by: User, data: Mapping[str, Any] | None = None) -> None:
    number = article.newest.number if article.newest else 0
    audit.record(
        action,
        actor=by,
        workspace_id=article.workspace_id,
        about=article,
        data={"version": number, **(data or {})},
    )


@transaction.atomic
def note_uses(
    workspace_id: int,
    articles: Collection[Article],
    used: Collection[int],
    by: User,
    *,
    case_number: int,
    reply_id: int,
) -> None:
    """These published articles stood beside the answer; those of `used` (ids) went into it."""
    ArticleUse.objects.bulk_create(
        [
            ArticleUse(
                workspace_id=workspace_id,
                article=one,
                version=one.published,
                case_number=case_number,
                reply_id=reply_id,
                used=one.pk in used,
                at=clock.now(),
                by=by,
            )
            for one in articles
            if one.published is not None
        ],
        ignore_conflicts=True,
    )


def forget_uses(workspace_id: int, reply_ids: Collection[int]) -> None:
    """These answers never went out, or were taken back: nothing stood in them."""
    ArticleUse.objects.filter(workspace_id=workspace_id, reply_id__in=reply_ids).delete()


def judge(outcomes: Mapping[int, str]) -> None:
    """Store what became of uses: id -> outcome."""
    by_outcome: dict[str, list[int]] = {}
    for use, outcome in outcomes.items():
        by_outcome.setdefault(outcome, []).append(use)
    for outcome, uses in by_outcome.items():
        ArticleUse.objects.filter(pk__in=uses, used=True).update(outcome=outcome)
