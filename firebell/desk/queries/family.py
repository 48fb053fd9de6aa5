"""Cases that hang together, and what a case has beside its words."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from firebell.accounts.models import User
from firebell.desk.enums import ItemState
from firebell.desk.models import Case, CaseTag, Macro, Ping, Promise, Queue, Tag

MOST_TAGS = 500


def case_numbered(workspace_id: int, number: int) -> Case | None:
    found = Case.objects.filter(workspace_id=workspace_id, number=number)
    return found.select_related("profile", "brand").first() if number < 2**31 else None


def children_waiting(parent: Case) -> QuerySet[Case]:
    """Parts of this case that hold an open word, the earliest due first."""
    waiting = parent.children.filter(waiting_since__isnull=False)
    return waiting.select_related("profile", "brand").order_by("due_at", "id")


def children(parent: Case) -> QuerySet[Case]:
    return parent.children.select_related("profile", "owner").order_by("number")


def merged_cases(case: Case) -> list[Case]:
    """Those that were merged into it, also through others, by number."""
    found: list[Case] = []
    level = list(case.merged.all())
    while level:
        found += level
        level = list(Case.objects.filter(merged_into__in=level))
    return sorted(found, key=lambda one: one.number)


def remaining(case: Case) -> Case:
    """The case that has its words: itself, or the one into which it was merged, also through
    others."""
    while case.merged_into is not None:
        case = case.merged_into
    return case


def free_words(case: Case) -> list[int]:
    """Open words of the case to which no answer is on its way, the oldest first."""
    items = case.items.filter(state=ItemState.PENDING, reply__isnull=True)
    return list(items.order_by("interaction__at", "pk").values_list("pk", flat=True))


def tags(workspace_id: int) -> list[str]:
    """Names of the workspace's tags."""
    named = Tag.objects.filter(workspace_id=workspace_id).order_by("name")
    return list(named.values_list("name", flat=True)[:MOST_TAGS])


def tags_of(cases: Collection[Case]) -> dict[int, list[str]]:
    """Case id -> names of its tags, for those that have any."""
    found: dict[int, list[str]] = {}
    put = CaseTag.objects.filter(case__in=cases).order_by("tag__name")
    for case_id, name in put.values_list("case_id", "tag__name"):
        found.setdefault(case_id, []).append(name)
    return found


def numbers_of(case_ids: Collection[int]) -> dict[int, int]:
    """Case id -> the number by which people know it."""
    return dict(Case.objects.filter(pk__in=case_ids).values_list("pk", "number"))


def macros(workspace_id: int, language: str = "") -> list[Macro]:
    """Texts to answer with: those in the case's language first, then those that are used most."""
    found = Macro.objects.filter(workspace_id=workspace_id).select_related("tag", "written_by")
    return sorted(
        found, key=lambda one: (bool(language) and one.language != language, -one.used, one.name)
    )


def promises(case: Case) -> list[Promise]:
    """The open ones first, the earliest due first."""
    found = case.promises.select_related("made_by", "kept_by")
    return sorted(found, key=lambda one: (one.kept_at is not None, one.due_at))


def queues(workspace_id: int) -> list[Queue]:
    return list(Queue.objects.filter(workspace_id=workspace_id).order_by("id"))


def pings_unseen(workspace_id: int, user: User) -> QuerySet[Ping]:
    return Ping.objects.filter(
        note__case__workspace_id=workspace_id, user=user, seen_at__isnull=True
    )
