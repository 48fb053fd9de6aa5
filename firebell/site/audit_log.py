"""The audit log of a workspace, to be read: who did what, the newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import ADMINISTERING
from firebell.common import audit
from firebell.common.models import AuditEntry
from firebell.desk.models import Case
from firebell.site.audit_words import done

A_PAGE = 50
LONGEST = 120  # characters of a value that are shown


@dataclass(frozen=True, slots=True)
class Line:
    """`about`: the name of what it was done to, where that still has one; `details`: what was
    written down beside, by name."""

    entry: AuditEntry
    done: str
    by_itself: bool  # by firebell, and nobody asked
    about: str
    address: str  # of a page about it, or ""
    details: list[tuple[str, str]]


@allow(ADMINISTERING)
@require_safe
def audit_log(request: Any) -> HttpResponse:
    """One page of it."""
    entries = audit.newest(request.workspace.pk, _before(request.GET.get("before", "")))
    page = list(entries[: A_PAGE + 1])
    context = {
        "lines": _lines(page[:A_PAGE], request.workspace.slug),
        "older": page[A_PAGE - 1].pk if len(page) > A_PAGE else None,
    }
    return render(request, "site/audit_log.html", context)


def _before(asked: str) -> int | None:
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else None


def _lines(entries: Sequence[AuditEntry], slug: str) -> list[Line]:
    rows = _rows(entries)
    return [
        Line(
            entry,
            done(entry.action),
            entry.actor_id is None,
            _name(row := rows.get((entry.object_type, entry.object_id))),
            reverse("case", args=[slug, row.number]) if isinstance(row, Case) else "",
            [(name.replace("_", " "), told) for name, told in _details(entry) if told],
        )
        for entry in entries
    ]


def _details(entry: AuditEntry) -> list[tuple[str, str]]:
    return [(name, _told(value)) for name, value in entry.data.items()]


def _rows(entries: Sequence[AuditEntry]) -> dict[tuple[str, str], Model]:
    """What the entries are about, as far as it is still there: one query a kind."""
    wanted = defaultdict(set)
    for entry in entries:
        if entry.object_type and entry.object_id.isdecimal():
            wanted[entry.object_type].add(int(entry.object_id))
    return {
        (kind, str(row.pk)): row
        for kind, keys in wanted.items()
        if (model := _model(kind)) is not None
        for row in model._default_manager.filter(pk__in=keys)
    }


def _model(kind: str) -> type[Model] | None:
    """None for a kind that an earlier release knew: the log outlives what it is about."""
    try:
        return apps.get_model(kind)
    except LookupError:
        return None


def _name(row: Model | None) -> str:
    if isinstance(row, Case):
        return f"#{row.number}"
    return str(getattr(row, "name", "") or "")


def _told(value: Any) -> str:
    """On one line, as a person would write it down."""
    match value:
        case dict():
            text = ", ".join(f"{name} {_told(inner)}" for name, inner in value.items())
        case bool():
            text = "yes" if value else "no"
        case list() | tuple():
            text = ", ".join(map(_told, value))
        case _:
            text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
