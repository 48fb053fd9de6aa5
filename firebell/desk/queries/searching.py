from __future__ import annotations

from django.db import connection
from django.db.models import Q

from firebell.listening.models import Interaction
from firebell.listening.queries import workspace_word

LIMIT = 50
LONGEST = 200


def search(workspace_id: int, text: str, limit: int = LIMIT) -> list[Interaction]:
    """Interactions of the workspace with all these words in their text or author, newest first.

    The last word may be the beginning of one. Each comes with `case_item` and its case, if any.
    """
    words = "".join(" " if char in '"\0' else char for char in text[:LONGEST]).split()
    if not words:
        return []
    ids = _matching_ids(workspace_id, words, limit)
    return list(
        Interaction.objects.filter(pk__in=ids)
        .select_related("profile", "case_item__case")
        .order_by("-id")
    )


def _matching_ids(workspace_id: int, words: list[str], limit: int) -> list[int]:
    if connection.vendor != "sqlite":
        found = Interaction.objects.filter(workspace_id=workspace_id)
        for word in words:
            found = found.filter(Q(text__icontains=word) | Q(profile__handle__icontains=word))
        return list(found.order_by("-id").values_list("pk", flat=True)[:limit])
    # In quotes nothing of the index's own query language has a meaning. The newest matches come
    # out first and one by one, so a common word costs no more than a rare one.
    terms = " ".join(f'"{word}"' for word in words) + "*"
    mine = f"workspace : {workspace_word(workspace_id)} AND {{text author}} : ({terms})"
    sql = (
        "SELECT f.rowid FROM listening_fulltext f CROSS JOIN listening_interaction w "
        "ON w.id = f.rowid WHERE f.listening_fulltext MATCH %s AND w.workspace_id = %s "
        "ORDER BY f.rowid DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [mine, workspace_id, limit])
        return [id_ for (id_,) in cursor.fetchall()]
