"""Tokens: made, noted as used, revoked. Who can read the database still has none of them."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import Membership, User, Workspace
from firebell.api import queries
from firebell.api.enums import Scope
from firebell.api.models import Token
from firebell.common import audit, clock

PREFIX = "fbt_"  # so that whoever finds one in a log or a repository knows what it is
USED = timedelta(minutes=1)  # how exactly it is kept when a token was used last


class Refused(Exception):  # noqa: N818 - a plain answer to a person, who reads `str()`
    """The token is not made; `str()` says why."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new token, and the one time that it can be read."""

    token: Token
    shown: str


@transaction.atomic
def make_token(
    workspace: Workspace,
    user: User,
    by: User,
    *,
    name: str,
    scopes: Collection[str],
    expires_at: datetime | None = None,
) -> Made:
    """A token with which a program acts as `user` here. Raises Refused."""
    if not Membership.objects.filter(workspace=workspace, user=user, user__is_active=True).exists():
        raise Refused(_("Choose a person of this workspace."))
    chosen = [str(one) for one in Scope if one in scopes]
    if not chosen or len(chosen) < len(set(scopes)):
        raise Refused(_("Choose what the token is good for."))
    shown = PREFIX + secrets.token_urlsafe(32)
    token = Token(
        workspace=workspace,
        user=user,
        name=name.strip(),
        scopes=chosen,
        digest=queries.digest_of(shown),
        beginning=shown[: len(PREFIX) + 4],
        made_by=by,
        made_at=clock.wall(),
        expires_at=expires_at,
    )
    try:
        with transaction.atomic():
            token.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("There is a token with this name.")) from error
    _record("token_made", token, by, expires=expires_at.isoformat() if expires_at else "")
    return Made(token, shown)


@transaction.atomic
def revoke_token(token: Token, by: User) -> None:
    """From now on it opens nothing; once is enough."""
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.wall()):
        _record("token_revoked", token, by)


def note_used(token: Token, now: datetime) -> None:
    """Kept to the minute, so that reading does not write each time."""
    if token.last_used_at is None or now - token.last_used_at >= USED:
        before = Q(last_used_at=None) | Q(last_used_at__lt=now)
        Token.objects.filter(before, pk=token.pk).update(last_used_at=now)


def _record(action: str, token: Token, by: User, **more: str) -> None:
    data = {"name": token.name, "person": token.user_id, "scopes": token.scopes, **more}
    audit.record(action, actor=by, workspace_id=token.workspace_id, about=token, data=data)
