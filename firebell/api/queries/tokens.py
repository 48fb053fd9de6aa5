from __future__ import annotations

import hashlib

from django.db.models import F, QuerySet

from firebell.accounts.enums import Role
from firebell.accounts.models import Membership
from firebell.api.models import Token


def digest_of(shown: str) -> str:
    """What is kept of a token. It holds 256 random bits, so that a plain hash cannot be turned."""
    return hashlib.sha256(shown.encode()).hexdigest()


def token_shown(shown: str) -> Token | None:
    """The token that a program shows, whether it works or not, with its person and workspace."""
    found = Token.objects.select_related("user", "workspace")
    return found.filter(digest=digest_of(shown)).first()


def role_of(token: Token) -> Role | None:
    """What its person is in its workspace now; None for somebody who has left."""
    here = Membership.objects.filter(workspace=token.workspace, user=token.user)
    role = here.filter(user__is_active=True).values_list("role", flat=True).first()
    return Role(role) if role is not None else None


def tokens_of(workspace_id: int) -> QuerySet[Token]:
    """Those that are not revoked first, then the newest."""
    found = Token.objects.filter(workspace_id=workspace_id).select_related("user", "made_by")
    return found.order_by(F("revoked_at").desc(nulls_first=True), "-pk")


def token(workspace_id: int, token_id: int) -> Token | None:
    """A token, only if it is this workspace's."""
    found = Token.objects.filter(workspace_id=workspace_id, pk=min(token_id, 2**62))
    return found.select_related("user").first()
