"""Named reads of understanding."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import F, OrderBy, QuerySet

from firebell.understanding.enums import TAKEN_BACK
from firebell.understanding.models import Correction, Reading


def order_in_force(prefix: str = "") -> tuple[OrderBy | str, ...]:
    """What orders readings so that the one in force comes first: of the newest version that was
    not withdrawn. `prefix` leads to the reading, as in "interaction__readings__"."""
    return (
        F(f"{prefix}version__withdrawn_at").asc(nulls_first=True),
        f"-{prefix}version_id",
    )


def readings_in_force() -> QuerySet[Reading]:
    """Readings with their versions; of one interaction, the one in force comes first."""
    return Reading.objects.select_related("version").order_by(*order_in_force())


def reading_in_force(interaction_id: int) -> Reading | None:
    return readings_in_force().filter(interaction_id=interaction_id).first()


def corrections() -> QuerySet[Correction]:
    """In the order in which they were made, with who made them."""
    return Correction.objects.select_related("by").order_by("id")


def corrections_of(interaction_ids: Collection[int]) -> dict[int, dict[str, Correction]]:
    """Interaction id -> field -> what a person says of it, where that still counts."""
    return standing(corrections().filter(interaction_id__in=interaction_ids))


def standing(made: Iterable[Correction]) -> dict[int, dict[str, Correction]]:
    """The same, from corrections in the order in which they were made."""
    found: dict[int, dict[str, Correction]] = {}
    for one in made:
        fields = found.setdefault(one.interaction_id, {})
        fields.pop(one.field, None)
        if one.says != TAKEN_BACK:
            fields[one.field] = one
    return found
