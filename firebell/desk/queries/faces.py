"""What a row of the inbox shows of a case besides the case itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import F, OrderBy
from django.db.models.functions import Left

from firebell.desk.models import Case, CaseItem
from firebell.understanding import queries as understanding
from firebell.understanding.enums import Field

SHOWN = 240  # characters of a word


class Face(NamedTuple):
    """The newest word of a case that asked for something: its beginning and its mood,
    as a person says or else the reader.

    `hidden`: its author has taken it back, so its text is not to be shown.
    """

    text: str
    sentiment: str
    hidden: bool = False


def faces(cases: Sequence[Case]) -> dict[int, Face]:
    """Case id -> face, in two queries for a whole page."""
    words = (
        CaseItem.objects.filter(case__in=cases, needs_answer=True)
        .order_by("interaction__at", "pk", *_in_force_last())
        .values_list(
            "case_id",
            "pk",
            Left("interaction__text", SHOWN),
            "interaction__readings__sentiment",
            "interaction__hidden_at",
        )
    )
    newest = {case: said for case, *said in words}
    corrected = understanding.corrections_of([pk for pk, *_said in newest.values()])
    found = {}
    for case, (pk, text, sentiment, hidden) in newest.items():
        said = corrected.get(pk, {}).get(Field.SENTIMENT)
        mood = said.says if said else sentiment or ""
        found[case] = Face("" if hidden else text, mood, hidden is not None)
    return found


def _in_force_last() -> tuple[OrderBy | str, ...]:
    """So that of several readings of a word the one in force is met last."""
    version = "interaction__readings__version"
    return F(f"{version}__withdrawn_at").desc(nulls_last=True), f"{version}_id"
