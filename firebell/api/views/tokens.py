"""Tokens of a workspace: made, shown once, listed, revoked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from firebell.accounts.access import allow
from firebell.accounts.enums import ADMINISTERING
from firebell.api import actions, queries
from firebell.api.forms import TokenForm
from firebell.common import clock

SHOWN = 200


@allow(ADMINISTERING)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: Any) -> HttpResponse:
    """All tokens, and a form for a new one. A new one stands in the answer to the form and nowhere
    else: neither in the session nor in an address."""
    workspace = request.workspace
    form = TokenForm(request.POST or None, workspace_id=workspace.pk)
    made = _made(request, form) if form.is_valid() else None
    context = {
        "form": TokenForm(workspace_id=workspace.pk) if made else form,
        "made": made,
        "now": clock.wall(),
        "tokens": [
            (one, one.works_at(clock.wall())) for one in queries.tokens_of(workspace.pk)[:SHOWN]
        ],
    }
    return render(request, "api/tokens.html", context, status=422 if form.errors else 200)


def _made(request: Any, form: TokenForm) -> actions.Made | None:
    data = form.cleaned_data
    try:
        return actions.make_token(
            request.workspace,
            data["person"],
            request.user,
            name=data["name"],
            scopes=data["scopes"],
            expires_at=form.expires_at(),
        )
    except actions.Refused as refused:
        form.add_error("name", str(refused))
        return None


@allow(ADMINISTERING)
@require_POST
def revoke(request: Any, key: int) -> HttpResponse:
    found = queries.token(request.workspace.pk, key)
    if found is None:
        raise Http404
    actions.revoke_token(found, request.user)
    messages.success(request, _("Revoked: %s. It opens nothing any more.") % found.name)
    return redirect("tokens", request.workspace.slug)
