"""What a row of the inbox shows of a case besides the case itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models.functions import Left

from firebell.desk.models import Case, CaseItem

SHOWN = 240  # characters of a word


class Face(NamedTuple):
    """The newest word of a case that asked for something: its beginning and its mood.

    `hidden`: its author has taken it back, so its text is not to be shown.
    """

    text: str
    sentiment: str
    hidden: bool = False


def faces(cases: Sequence[Case]) -> dict[int, Face]:
    """Case id -> face, in one query for a whole page."""
    words = (
        CaseItem.objects.filter(case__in=cases, needs_answer=True)
        .order_by("interaction__at", "pk", "interaction__readings__version_id")
        .values_list(
            "case_id",
            Left("interaction__text", SHOWN),
            "interaction__readings__sentiment",
            "interaction__hidden_at",
        )
    )
    return {
        case: Face("" if hidden else text, sentiment or "", hidden is not None)
        for case, text, sentiment, hidden in words
    }
