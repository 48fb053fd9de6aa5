"""Learning from corrections, and taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from firebell.accounts.access import allow
from firebell.accounts.enums import LEADING
from firebell.understanding import actions
from firebell.understanding.enums import LayerState
from firebell.understanding.models import LayerVersion


@allow(LEADING)
@require_POST
def learn(request: Any) -> HttpResponse:
    try:
        layer = actions.learn_layer(request.workspace, request.user)
    except actions.NothingToLearn:
        messages.warning(request, _("There are too few corrections yet. Read some more posts."))
    else:
        messages.success(request, _told(layer))
    return redirect("reading", request.workspace.slug)


def _told(layer: LayerVersion) -> str:
    if layer.state == LayerState.LIVE:
        return _("What was learnt is better, and reads from now on.")
    return _("What was learnt is not clearly better. The reader stays as it is.")


@allow(LEADING)
@require_POST
def roll_back(request: Any, layer: int) -> HttpResponse:
    found = get_object_or_404(LayerVersion, workspace=request.workspace, pk=min(layer, 2**62))
    actions.roll_back(found, request.user)
    messages.success(request, _("Rolled back: what was there before reads from now on."))
    return redirect("reading", request.workspace.slug)
