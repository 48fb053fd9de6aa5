"""Searches that people keep."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firebell.accounts.enums import LEADING, LISTENING, Role
from firebell.accounts.models import Membership, User, Workspace
from firebell.common import audit, pulse
from firebell.desk.actions.refusals import Refused
from firebell.desk.models import SavedSearch
from firebell.desk.queries import may_drop

SHARING = LEADING | LISTENING  # who may put a search before everybody
MOST_EACH = 100


@transaction.atomic
def keep_search(
    workspace: Workspace, by: User, *, name: str, text: str, shared: bool, pinned: bool
) -> SavedSearch:
    """Keep a search that was understood; one of the same name is replaced. Raises Refused."""
    role = _role(workspace.pk, by)
    if shared and role not in SHARING:
        raise Refused(_("You may keep searches for yourself, not for the team."))
    mine = SavedSearch.objects.filter(workspace=workspace, by=by)
    known = mine.filter(name=name).first()
    if known is None and mine.count() >= MOST_EACH:
        raise Refused(_("You keep as many searches as one can. Drop one first."))
    saved = known or SavedSearch(workspace=workspace, by=by, name=name)
    was_shared = saved.shared
    saved.text, saved.shared, saved.pinned = text, shared, pinned
    saved.save()
    if shared or was_shared:
        _told(saved, "search_shared" if shared else "search_taken_back", by)
    return saved


@transaction.atomic
def drop_search(saved: SavedSearch, by: User) -> None:
    """Raises PermissionDenied unless it is theirs, or shared and they lead the team."""
    if not may_drop(saved, by, _role(saved.workspace_id, by)):
        raise PermissionDenied(f"{by} may not drop this search")
    if saved.shared:
        _told(saved, "search_dropped", by)
    saved.delete()


def _told(saved: SavedSearch, action: str, by: User) -> None:
    """What stands before everybody is in the audit log, and changes open inboxes."""
    data = {"name": saved.name, "text": saved.text}
    audit.record(action, actor=by, workspace_id=saved.workspace_id, about=saved, data=data)
    pulse.touch(saved.workspace_id, "cases")


def _role(workspace_id: int, user: User) -> Role:
    found = Membership.objects.filter(
        workspace_id=workspace_id, user=user, user__is_active=True
    ).first()
    if found is None:
        raise PermissionDenied(f"{user} does not belong to this workspace")
    return Role(found.role)
