"""What people talk about that nobody defined, what spreads, and who else said the same."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import EVERYONE, LISTENING
from firebell.common import clock
from firebell.understanding import actions, queries, wording
from firebell.understanding.models import Look, Theme

BY_SIZE = "size"


@allow(EVERYONE)
@require_safe
def themes(request: Any) -> HttpResponse:
    look = queries.last_look(request.workspace.pk)
    looked = look is not None and look.at is not None
    found, spreads = queries.found_by(look) if look is not None else ([], [])
    by_size = request.GET.get("by") == BY_SIZE
    if by_size:
        found = sorted(found, key=lambda one: (-one.posts, one.place))
    context = {
        "look": look,
        "looked": looked,
        "waiting": look is not None and (look.wanted_at or look.begun_at),
        "themes": [_told(one, look) for one in found] if look is not None else [],
        "spreads": spreads,
        "by_size": by_size,
        "may_listen": request.role in LISTENING,
    }
    return render(request, "understanding/themes.html", context)


def _told(theme: Theme, look: Look) -> dict[str, Any]:
    name = ", ".join(theme.words)
    examples = ",".join(map(str, theme.examples))
    return {
        "theme": theme,
        "name": name,
        "size": wording.size_told(theme, look),
        "growth": wording.growth_told(theme, look),
        "grown": bool(look.read_before) and theme.at_least > 1,
        "as_topic": urlencode({"name": name, "examples": examples}),
    }


@allow(LISTENING)
@require_POST
def look(request: Any) -> HttpResponse:
    actions.want_look(request.workspace)
    messages.success(request, _("firebell looks within seconds; this page then shows it."))
    return redirect("themes", request.workspace.slug)


@allow(EVERYONE)
@require_safe
def copies(request: Any, word: int, kind: str = "text") -> HttpResponse:
    """Who else said the same as a word, or posted a picture that came with it."""
    workspace_id = request.workspace.pk
    found = queries.read_word(workspace_id, word)
    if found is None:
        raise Http404
    queries.note_copies(workspace_id, [found], clock.now())
    both = {"text": found.copies, "pictures": found.same_pictures}  # type: ignore[attr-defined]
    shown = both[kind]
    listed = queries.copies_listed(workspace_id, shown) if shown is not None else []
    context = {
        "word": found,
        "copies": shown,
        "listed": listed,
        "told": (wording.text_told if kind == "text" else wording.picture_told)(shown),
        "of_pictures": kind == "pictures",
        "left_out": shown.posts - len(listed) if shown is not None else 0,
    }
    return render(request, "understanding/copies.html", context)
