"""One thing said in a story, and many of them as an Arrow batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from firebell.core.schema import INTERACTION, Direction, InteractionKind

# Intents, as the generator means them. A reader has to find out by itself.
QUESTION, COMPLAINT, PRICE = "question", "complaint", "price"
PRAISE, RIVAL, NOISE = "praise", "rival", "noise"
INTENTS = (QUESTION, COMPLAINT, PRICE, PRAISE, RIVAL, NOISE)

MICROBLOG, REVIEWS, EMAIL, FORUM = "microblog", "reviews", "email", "forum"
CHANNELS = (MICROBLOG, REVIEWS, EMAIL, FORUM)


@dataclass(frozen=True, slots=True)
class Post:
    """One interaction; `intent` and `language` are what its maker meant and are not exported."""

    channel: str
    external_id: str
    kind: InteractionKind
    at: datetime
    text: str
    author: str
    author_name: str
    language: str
    intent: str
    hint: str | None = None
    followers: int | None = None
    in_reply_to: str | None = None
    thread: str | None = None
    rating: float | None = None
    outbound: bool = False

    @property
    def conversation(self) -> str:
        """The thread that an answer belongs to."""
        return self.thread or self.external_id

    @property
    def order(self) -> tuple[datetime, str, str]:
        return self.at, self.channel, self.external_id

    @property
    def url(self) -> str | None:
        """Where it would stand: a host of a top-level domain that can never exist."""
        if self.channel == EMAIL:
            return None
        return f"https://{self.channel}.example/{self.author}/{self.external_id}"


def record_batch(posts: Sequence[Post]) -> pa.RecordBatch:
    """The posts as rows of the schema INTERACTION, in the order given."""
    return pa.RecordBatch.from_pylist([_row(post) for post in posts], schema=INTERACTION)


def _row(post: Post) -> dict[str, object]:
    return {
        "channel": post.channel,
        "external_id": post.external_id,
        "kind": post.kind.value,
        "direction": (Direction.OUTBOUND if post.outbound else Direction.INBOUND).value,
        "at": post.at,
        "text": post.text,
        "author": post.author,
        "author_name": post.author_name,
        "followers": post.followers,
        "language_hint": post.hint,
        "url": post.url,
        "in_reply_to": post.in_reply_to,
        "thread": post.thread,
        "rating": post.rating,
        "has_link": "https://" in post.text,
        "has_image": False,
        "has_video": False,
    }
