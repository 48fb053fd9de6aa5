"""Open words whose answer failed, or may not have arrived."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from firebell.desk.enums import ItemState
from firebell.desk.models import Case, CaseItem
from firebell.outbound import queries as outbound


def unsent(workspace_id: int) -> QuerySet[CaseItem]:
    """Those words; their cases call for a look."""
    replies = outbound.troubled(workspace_id)
    return CaseItem.objects.filter(
        interaction__in=replies.values("interaction"), state=ItemState.PENDING
    )


def unsent_cases(workspace_id: int, cases: Sequence[Case]) -> dict[int, str]:
    """Of those of these cases that hold such a word: case id -> the worst state of its answers,
    which is "failed" before "uncertain"."""
    states = outbound.troubled(workspace_id).filter(
        interaction__case_item__case__in=cases, interaction__case_item__state=ItemState.PENDING
    )
    found = dict(states.values_list("interaction__case_item__case", "state").order_by("-state"))
    return {case: str(state) for case, state in found.items()}


def count_unsent(workspace_id: int, up_to: int) -> int:
    """How many cases hold such a word; at most `up_to`."""
    cases = unsent(workspace_id).order_by().values("case_id").distinct()
    return cases[:up_to].count()
