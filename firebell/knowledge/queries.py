"""Named reads of the knowledge room. Every one is bound to a workspace, or to a row of one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Max, Q, QuerySet

from firebell.core.knowledge.standing import WARNED
from firebell.core.text.finding import words
from firebell.knowledge.enums import Shown, UseOutcome
from firebell.knowledge.models import Article, ArticleUse, ArticleVersion

MOST = 5_000  # articles that are looked through


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows the list; empty parts narrow nothing."""

    kind: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Rates:
    """How often an article stood beside an answer, went into one, and what that led to."""

    suggested: int = 0
    used: int = 0
    solved: int = 0
    back: int = 0

    @property
    def used_share(self) -> float | None:
        return self.used / self.suggested if self.suggested else None

    @property
    def solved_share(self) -> float | None:
        """Of the uses whose outcome is known; None where none is."""
        known = self.solved + self.back
        return self.solved / known if known else None


def articles(workspace_id: int) -> QuerySet[Article]:
    """With both of their versions and who answers for them."""
    return Article.objects.filter(workspace_id=workspace_id, newest__isnull=False).select_related(
        "newest__author", "published__author", "reviewer"
    )


def article(workspace_id: int, key: int) -> Article | None:
    return articles(workspace_id).filter(pk=key).first() if key < 2**31 else None


def listed(
    workspace_id: int, shown: Shown, today: date, filters: Filters = Filters()
) -> QuerySet[Article]:
    """A standing view: what is to be reviewed soonest first, everything else the newest first."""
    found = articles(workspace_id)
    if shown == Shown.PUBLISHED:
        found = found.filter(published__isnull=False, review_by__gte=today)
    elif shown == Shown.REVIEW:
        found = found.filter(_to_review(today))
    elif shown == Shown.DRAFTS:
        found = found.filter(_draft())
    if filters.kind:
        found = found.filter(newest__kind=filters.kind)
    if filters.language:
        found = found.filter(newest__language=filters.language)
    order = [F("review_by").asc(nulls_first=True)] if shown == Shown.REVIEW else []
    return found.order_by(*order, "-changed_at", "-pk")


def search(workspace_id: int, text: str, most: int = 50) -> list[Article]:
    """Articles that hold all of these words, the last one perhaps only begun; those that have them
    in the title first, then the newest."""
    asked = words(text)
    if not asked:
        return []
    titled, found = [], []
    for one in articles(workspace_id).order_by("-changed_at", "-pk")[:MOST]:
        assert one.newest is not None
        title = words(one.newest.title)
        if _holds(title, asked):
            titled.append(one)
        elif _holds([*title, *words(one.newest.body)], asked):
            found.append(one)
    return [*titled, *found][:most]


def _holds(held: list[str], asked: list[str]) -> bool:
    begun = any(word.startswith(asked[-1]) for word in held)
    return begun and set(asked[:-1]) <= set(held)


def counts(workspace_id: int, today: date) -> dict[Shown, int]:
    """How many articles each view holds that somebody should look at."""
    told = Article.objects.filter(workspace_id=workspace_id, newest__isnull=False).aggregate(
        read=Count("pk", filter=Q(published__isnull=False, review_by__gte=today)),
        to_review=Count("pk", filter=_to_review(today)),
        to_submit=Count("pk", filter=_draft()),
    )
    return {
        Shown.PUBLISHED: told["read"],
        Shown.REVIEW: told["to_review"],
        Shown.DRAFTS: told["to_submit"],
    }


def _to_review(today: date) -> Q:
    """As `core.knowledge.standing.wants_review`."""
    due = Q(published__isnull=False, review_by__lte=today + WARNED)
    return Q(submitted_at__isnull=False) | due


def _draft() -> Q:
    changed = Q(published__isnull=True) | ~Q(published=F("newest"))
    return changed & Q(submitted_at__isnull=True)


def languages(workspace_id: int) -> list[str]:
    """Those in which anything is written, by code."""
    found = articles(workspace_id).order_by("newest__language")
    return list(found.values_list("newest__language", flat=True).distinct()[:50])


def versions(article: Article) -> QuerySet[ArticleVersion]:
    """All of them, the newest first."""
    return article.versions.select_related("author").order_by("-number")


def readable(workspace_id: int, today: date) -> QuerySet[ArticleVersion]:
    """Published versions that hold today: what may be suggested."""
    alive = Article.objects.filter(
        workspace_id=workspace_id, published__isnull=False, review_by__gte=today
    )
    return ArticleVersion.objects.filter(pk__in=alive.values("published_id")).order_by("-pk")[:MOST]


def stamp(workspace_id: int, today: date) -> tuple[object, ...]:
    """Changes whenever what may be suggested does."""
    found = Article.objects.filter(workspace_id=workspace_id, published__isnull=False)
    told = found.aggregate(number=Count("pk"), last=Max("changed_at"))
    return today, told["number"], told["last"]


def by_ids(workspace_id: int, ids: Collection[int]) -> dict[int, Article]:
    """Id -> published article, of those that are this workspace's."""
    found = articles(workspace_id).filter(pk__in=ids, published__isnull=False) if ids else ()
    return {one.pk: one for one in found}


def rates(articles: Iterable[Article]) -> dict[int, Rates]:
    """Article id -> its rates, for every one."""
    keys = [one.pk for one in articles]
    told = (
        ArticleUse.objects.filter(article__in=keys)
        .order_by()
        .values("article_id")
        .annotate(
            suggested=Count("pk"),
            used=Count("pk", filter=Q(used=True)),
            solved=Count("pk", filter=Q(outcome=UseOutcome.SOLVED)),
            back=Count("pk", filter=Q(outcome=UseOutcome.BACK)),
        )
    )
    found = {
        row["article_id"]: Rates(row["suggested"], row["used"], row["solved"], row["back"])
        for row in told
    }
    return {key: found.get(key, Rates()) for key in keys}


def used_in(reply_ids: Collection[int]) -> dict[int, list[ArticleUse]]:
    """Reply id -> the articles that went into it, with the version that did."""
    uses = ArticleUse.objects.filter(reply_id__in=reply_ids, used=True) if reply_ids else ()
    found: dict[int, list[ArticleUse]] = {}
    for use in uses and uses.select_related("version").order_by("pk"):
        found.setdefault(use.reply_id, []).append(use)
    return found


def cases_with_articles(workspace_id: int) -> QuerySet[ArticleUse, int]:
    """Numbers of the cases into whose answers an article went."""
    uses = ArticleUse.objects.filter(workspace_id=workspace_id, used=True)
    return uses.order_by().values_list("case_number", flat=True)


def to_judge(workspace_id: int, until: datetime) -> QuerySet[ArticleUse]:
    """Uses up to an instant of which it is not known whether they solved the matter."""
    uses = ArticleUse.objects.filter(workspace_id=workspace_id, used=True, outcome="")
    return uses.filter(at__lte=until).order_by("at", "pk")
