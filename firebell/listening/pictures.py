"""Files that came with words: which of them are pictures, and what they show.

Done by the worker and not where a batch is stored: a picture may take a second, and a hostile one
may take more than it should.
"""

from __future__ import annotations

from firebell.common import clock
from firebell.listening.models import Attachment
from firebell.runners.pictures import hash_apart

AT_ONCE = 20


def look_at_pictures(most: int = AT_ONCE) -> int:
    """Look at the files that nobody has looked at, the oldest first; at how many."""
    due = Attachment.objects.filter(looked_at__isnull=True).order_by("id")
    keys = list(due.values_list("pk", flat=True)[:most])
    for key in keys:
        _look(key)
    return len(keys)


def _look(key: int) -> None:
    file = Attachment.objects.filter(pk=key)
    content = file.values_list("content", flat=True).first()
    shown = hash_apart(bytes(content)) if content is not None else None
    # Purged meanwhile? Then nothing is kept of what it showed either.
    if not file.filter(content__isnull=False).update(picture=shown, looked_at=clock.wall()):
        file.update(looked_at=clock.wall())
