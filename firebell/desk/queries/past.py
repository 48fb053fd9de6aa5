"""What triage knew of past cases, to try other weights on."""

from __future__ import annotations

from datetime import datetime

from firebell.core.desk.triage import Facts
from firebell.core.schema import Intent
from firebell.desk.models import Case, CaseItem
from firebell.understanding.models import Reading
from firebell.understanding.queries import order_in_force
from firebell.understanding.telling import details

MOST = 5_000


def past_facts(workspace_id: int, since: datetime) -> list[tuple[Case, Facts]]:
    """Cases opened since then, the newest first, each with the facts of the word that opened it."""
    cases = {
        case.pk: case
        for case in Case.objects.filter(workspace_id=workspace_id, opened_at__gte=since)
        .select_related("profile")
        .order_by("-opened_at")[:MOST]
    }
    first: dict[int, int] = {}
    items = CaseItem.objects.filter(case__in=cases, needs_answer=True).order_by("interaction__at")
    for case_id, word in items.values_list("case_id", "pk"):
        first.setdefault(case_id, word)
    readings: dict[int, Reading] = {}
    said = Reading.objects.filter(interaction__in=first.values()).order_by(*order_in_force())
    for reading in said:
        readings.setdefault(reading.interaction_id, reading)
    return [
        (case, _facts(case, readings[first[pk]]))
        for pk, case in cases.items()
        if first.get(pk) in readings
    ]


def _facts(case: Case, reading: Reading) -> Facts:
    followers = case.profile.followers if case.profile else None
    return Facts(
        negative=reading.negative,
        toxicity=reading.toxicity,
        intent=reading.intent or Intent.OTHER,
        sensitive=tuple(details(reading).get("sensitive", ())),
        followers=max(followers, 0) if followers is not None else None,
    )
