from __future__ import annotations

from firebell.listening import full_text
from firebell.listening.models import Interaction

LIMIT = 50


def search(workspace_id: int, text: str, limit: int = LIMIT) -> list[Interaction]:
    """Interactions of the workspace with all these words in their text or author, newest first.

    The last word may be the beginning of one. Each comes with `case_item` and its case, if any.
    """
    ids = full_text.matching_ids(workspace_id, text, limit)
    return list(
        Interaction.objects.filter(pk__in=ids)
        .select_related("profile", "case_item__case")
        .order_by("-id")
    )
