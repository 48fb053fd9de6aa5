"""The register taken out of the house, as files and as calls have it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from firebell.accounts.models import User, Workspace
from firebell.common import audit
from firebell.improve import queries
from firebell.improve.enums import Listed
from firebell.improve.models import Complaint


def exported(
    workspace: Workspace, by: User, view: Listed, category: str, form: str
) -> QuerySet[Complaint]:
    """Complaints of a view, from a moment that the audit log keeps; `form`: csv, jsonl or api."""
    how = {"view": str(view), "form": form}
    audit.record("complaints_exported", actor=by, workspace_id=workspace.pk, data=how)
    return queries.listed(workspace.pk, view, category)


def told(one: Complaint) -> dict[str, Any]:
    """What is said of a complaint. Names of keys never change; codes, not words."""
    instants = {name: getattr(one, name) for name in ("registered_at", "decided_at", "closed_at")}
    profile = one.case.profile
    return {
        "number": one.number,
        "state": one.state,
        "category": one.category,
        "root_cause": one.cause.name if one.cause else None,
        "summary": one.summary,
        "finding": one.finding or None,
        "remedy": one.remedy or None,
        "cost_low": one.cost_low,
        "cost_high": one.cost_high,
        "currency": one.currency if one.cost_low is not None else None,
        "regulator": one.regulator or None,
        "deadline": one.deadline.isoformat() if one.deadline else None,
        "case": one.case.number,
        "channel": one.case.channel,
        "brand": one.case.brand.name if one.case.brand else None,
        "handle": profile.handle if profile else None,
        "owner": str(one.owner) if one.owner else None,
        **{name: at.isoformat(timespec="seconds") if at else None for name, at in instants.items()},
    }
