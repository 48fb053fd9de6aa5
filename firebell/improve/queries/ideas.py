from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, Q, QuerySet

from firebell.improve.enums import IdeaState, Telling
from firebell.improve.models import Idea, IdeaAsk


def ideas(workspace_id: int, state: str = "") -> QuerySet[Idea]:
    """With how many people `asked` and how many of them were `told`; most asked first."""
    found = Idea.objects.filter(workspace_id=workspace_id)
    if state:
        found = found.filter(state=state)
    return (
        found.select_related("owner")
        .annotate(
            asked=Count("asks"),
            told=Count("asks", filter=Q(asks__telling=Telling.TOLD)),
        )
        .order_by("-asked", "-at", "-pk")
    )


def idea(workspace_id: int, number: int) -> Idea | None:
    """By the workspace's own number."""
    if number >= 2**31:
        return None
    found = Idea.objects.filter(workspace_id=workspace_id, number=number)
    return found.select_related("owner", "by", "decided_by").first()


def open_ideas(workspace_id: int) -> QuerySet[Idea]:
    """Those that somebody else may ask for too, the newest first."""
    found = Idea.objects.filter(workspace_id=workspace_id)
    return found.filter(state__in=(IdeaState.NEW, IdeaState.PLANNED)).order_by("-at", "-pk")


def asks_of(idea: Idea) -> list[IdeaAsk]:
    """Who asked, the oldest first."""
    found = idea.asks.select_related("case__profile", "by", "told_by")
    return list(found.order_by("at", "pk")[:1_000])


def prepared_for(cases: Collection[int]) -> list[IdeaAsk]:
    """Ideas that the people of cases asked for, with what they could be told."""
    found = IdeaAsk.objects.filter(case__in=cases).select_related("idea", "told_by", "case")
    return list(found.order_by("at", "pk"))
