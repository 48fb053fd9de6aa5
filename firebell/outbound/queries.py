from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from firebell.core.outbound.contract import Guard, Verdict
from firebell.core.outbound.guards.personal_data import PersonalData
from firebell.core.outbound.judge import GUARDS
from firebell.outbound.enums import STANDING
from firebell.outbound.models import Reply


def guards() -> tuple[Guard, ...]:
    """The guards that are on, told which contacts are the firm's own (OWN_CONTACTS: phone
    numbers, e-mail addresses, or "@firm.example" for all of a host's)."""
    own = PersonalData(allowed=frozenset(getattr(settings, "OWN_CONTACTS", ())))
    return tuple(own if isinstance(guard, PersonalData) else guard for guard in GUARDS)


def standing_reply(interaction_id: int) -> Reply | None:
    """The answer to this post, given or on its way, with its author."""
    return (
        Reply.objects.filter(interaction_id=interaction_id, state__in=STANDING)
        .select_related("author")
        .first()
    )


def replies_of_case(workspace_id: int, case_number: int) -> QuerySet[Reply]:
    """All answers recorded on a case, withdrawn ones too, the oldest first."""
    return (
        Reply.objects.filter(workspace_id=workspace_id, case_number=case_number)
        .select_related("author", "overridden_by")
        .order_by("created_at", "id")
    )


def reasons_as_data(verdict: Verdict) -> list[dict[str, Any]]:
    """A verdict's findings as they are stored with a reply; codes, so that any language can
    show them later."""
    return [
        {
            "rule": finding.rule,
            "span": list(finding.span),
            "code": finding.message.code,
            "params": dict(finding.message.params),
            "verdict": str(finding.verdict),
        }
        for finding in verdict.reasons
    ]
