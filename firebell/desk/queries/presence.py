"""Who is at a case at this moment, and what they have begun to write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from firebell.accounts.models import User
from firebell.desk.models import Case, Draft, Presence

AWAY = timedelta(seconds=40)  # a page says every fifteen seconds that it is open
PAUSE = timedelta(minutes=2)  # without a letter: they think, or have gone


@dataclass(frozen=True, slots=True)
class Here:
    """A colleague at a case; `writing_since` None: they only look."""

    user: User
    since: datetime
    writing_since: datetime | None


def others_at(case: Case, me: User, now: datetime) -> list[Here]:
    """Colleagues who have the case open now, who writes first."""
    present = Presence.objects.filter(case=case, seen_at__gte=now - AWAY).exclude(user=me)
    found = [
        Here(one.user, one.came_at, one.writing_since if _writes(one, now) else None)
        for one in present.select_related("user").order_by("came_at", "pk")
    ]
    return sorted(found, key=lambda one: (one.writing_since is None, one.writing_since or now))


def _writes(one: Presence, now: datetime) -> bool:
    return one.wrote_at is not None and one.wrote_at >= now - PAUSE


def draft_of(case: Case, user: User) -> str:
    """What they have begun to answer here; "" where nothing."""
    text = Draft.objects.filter(case=case, user=user).values_list("text", flat=True).first()
    return text or ""


def drafts_of_others(case: Case, me: User) -> list[Draft]:
    """What colleagues have begun to answer and left, so that nobody begins anew."""
    drafts = Draft.objects.filter(case=case).exclude(user=me).select_related("user")
    return list(drafts.order_by("-saved_at")[:5])
