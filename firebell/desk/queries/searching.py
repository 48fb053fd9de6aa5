from __future__ import annotations

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from firebell.listening.models import Interaction

LIMIT = 50
LONGEST = 200


def search(workspace_id: int, text: str, limit: int = LIMIT) -> list[Interaction]:
    """Interactions of the workspace with all these words in their text or author, newest first.

    The last word may be the beginning of one. Each comes with `case_item` and its case, if any.
    """
    words = "".join(" " if char in '"\0' else char for char in text[:LONGEST]).split()
    if not words:
        return []
    found = (
        Interaction.objects.filter(workspace_id=workspace_id)
        .select_related("profile", "case_item__case")
        .order_by("-id")
    )
    return list(_matching(found, words)[:limit])


def _matching(found: QuerySet[Interaction], words: list[str]) -> QuerySet[Interaction]:
    if connection.vendor == "sqlite":
        # In quotes nothing of the index's own query language has a meaning.
        terms = " ".join(f'"{word}"' for word in words) + "*"
        matches = RawSQL(
            "SELECT rowid FROM listening_fulltext WHERE listening_fulltext MATCH %s", [terms]
        )
        return found.filter(pk__in=matches)
    for word in words:
        found = found.filter(Q(text__icontains=word) | Q(profile__handle__icontains=word))
    return found
