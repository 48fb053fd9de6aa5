"""The main menu: one row a room, shown to those who may open it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from firebell.accounts.enums import ADMINISTERING, EVERYONE, LISTENING, Role
from firebell.common import pulse


@dataclass(frozen=True, slots=True)
class Entry:
    room: str
    label: str | Promise
    view: str
    roles: frozenset[Role]
    key: str  # "g" then this letter opens it


MENU = (
    Entry("bell", _("Bell"), "bell", EVERYONE, "b"),
    Entry("inbox", _("Inbox"), "inbox", EVERYONE, "i"),
    Entry("pool", _("Questions for you"), "pool", frozenset({Role.VOLUNTEER}), "v"),
    Entry("search", _("Search"), "search", EVERYONE, "f"),
    Entry("alerts", _("Alerts"), "alerts", EVERYONE, "a"),
    Entry("knowledge", _("Knowledge"), "knowledge", EVERYONE, "k"),
    Entry("improve", _("Improve"), "improve", EVERYONE, "m"),
    Entry("queries", _("Queries"), "queries", LISTENING, "q"),
    Entry("sources", _("Sources"), "sources", LISTENING, "s"),
    Entry("reading", _("Reading"), "reading", EVERYONE, "r"),
    Entry("people", _("People on duty"), "people", EVERYONE, "p"),
    Entry("settings", _("Settings"), "settings", ADMINISTERING, "e"),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The menu, and the layout: the whole page, or only its main block for a fragment."""
    htmx = getattr(request, "htmx", False)
    layout = "firebell/fragment.html" if htmx else "firebell/workspace.html"
    workspace = getattr(request, "workspace", None)
    if workspace is None:
        return {"menu": [], "layout": layout}
    role = request.role  # type: ignore[attr-defined]
    return {
        "layout": layout,
        "revisions": SimpleLazyObject(lambda: pulse.mark(workspace.pk)),
        "workspace": workspace,
        "role": role,
        "menu": [
            (entry, reverse(entry.view, args=[workspace.slug]))
            for entry in MENU
            if role in entry.roles
        ],
    }
