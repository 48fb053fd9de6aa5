from __future__ import annotations

from django.db.models import Q, QuerySet

from firebell.accounts.enums import LEADING, Role
from firebell.accounts.models import User
from firebell.desk.models import SavedSearch

MOST_PINNED = 12


def may_drop(saved: SavedSearch, user: User, role: Role) -> bool:
    """It is theirs, or shared and they lead the team."""
    return saved.by_id == user.pk or (saved.shared and role in LEADING)


def saved_searches(workspace_id: int, user: User) -> QuerySet[SavedSearch]:
    """What `user` may open: their own, and what colleagues here share; by name."""
    mine_or_shared = Q(by=user) | Q(shared=True)
    found = SavedSearch.objects.filter(mine_or_shared, workspace_id=workspace_id)
    return found.select_related("by").order_by("name", "pk")


def pinned_searches(workspace_id: int, user: User) -> list[SavedSearch]:
    """Those that stand among the views of this person's inbox."""
    return list(saved_searches(workspace_id, user).filter(pinned=True)[:MOST_PINNED])
