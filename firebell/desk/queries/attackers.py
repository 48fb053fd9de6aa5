from __future__ import annotations

from django.db.models import Prefetch

from firebell.core.understanding.attacker import Attacker, Past, attacker
from firebell.desk.enums import ItemState
from firebell.listening.models import Interaction
from firebell.understanding.enums import Stance
from firebell.understanding.models import Reading

WORDS_WEIGHED = 200


def attacker_of(workspace_id: int, profile_id: int | None) -> Attacker | None:
    """Which kind of attacker somebody's newest words here speak for, in two queries; None where
    they say nothing against a brand, or where nobody is known."""
    if profile_id is None:
        return None
    words = (
        Interaction.objects.filter(workspace_id=workspace_id, profile_id=profile_id, outbound=False)
        .select_related("case_item")
        .prefetch_related(
            Prefetch("readings", Reading.objects.order_by("-version_id"), to_attr="latest_readings")
        )
        .order_by("-at")[:WORDS_WEIGHED]
    )
    return attacker([_past(word) for word in words if word.latest_readings])


def _past(word: Interaction) -> Past:
    reading: Reading = word.latest_readings[0]  # type: ignore[attr-defined]
    item = getattr(word, "case_item", None)
    return Past(
        at=word.at,
        negative=reading.negative,
        intent=reading.intent or "",
        complaint=bool(reading.complaint),
        attack=reading.stance == Stance.ATTACK,
        followers=word.followers or 0,
        reposts=word.reposts or 0,
        refused=item is not None and item.state == ItemState.DISMISSED,
    )
