"""Stored words as a batch of schema INTERACTION again, to be read once more.

What a network's hint said of the language, and that a machine wrote it, is not stored: who reads
them again says what is known of it by now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pyarrow as pa

from firebell.core.schema import INTERACTION, Direction
from firebell.listening.models import Interaction


def as_batch(
    words: Iterable[Interaction],
    text: Callable[[Interaction], str],
    hint: Callable[[Interaction], str | None] = lambda _word: None,
) -> pa.RecordBatch:
    """These people's words with the text and the hint that are given for each."""
    rows = [_row(word, text(word)) | {"language_hint": hint(word)} for word in words]
    return pa.RecordBatch.from_pylist(rows, INTERACTION)


def _row(word: Interaction, text: str) -> dict[str, object]:
    return {
        "channel": word.channel,
        "external_id": word.external_id,
        "kind": word.kind,
        "direction": str(Direction.INBOUND),
        "at": word.at,
        "text": text,
        "author": word.profile.handle,
        "author_name": word.profile.name or None,
        "followers": word.followers,
        "in_reply_to": word.in_reply_to or None,
        "thread": word.thread,
        "url": word.url or None,
        "rating": word.rating,
        "reposts": word.reposts,
        "has_link": bool(word.media & 1),
        "has_image": bool(word.media & 2),
        "has_video": bool(word.media & 4),
        "subject": word.subject or None,
    }
