"""One stored interaction with all that was found out about it, on its way to the rooms above."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from firebell.core.schema import Direction, Intent
from firebell.core.triggers import counting
from firebell.core.triggers.lateness import Passage
from firebell.core.triggers.said import Said
from firebell.desk import actions as desk
from firebell.listening.actions import Stored
from firebell.listening.enums import QueryKind
from firebell.listening.models import Query
from firebell.runners.catalogue import (
    Catalogue,
    for_counting,
    is_counted,
    queries_by_row,
)
from firebell.runners.embedded import Understood

_INTERACTION = (
    *("channel", "external_id", "direction", "at", "text", "followers", "in_reply_to"),
    *("automatic", "kind", "author", "reposts", "pictures"),
)
_READING = (
    *("language", "sentiment", "needs_answer", "negative", "toxicity", "sensitive"),
    *("fingerprint", "intent"),
)


@dataclass(frozen=True, slots=True)
class Heard:
    """`brands` and `topics` are those of `queries`; `late`: too late to be judged; `chances`: how
    likely the topics are that are described."""

    interaction_id: int
    profile_id: int
    thread: str
    queries: tuple[int, ...]
    brands: tuple[int, ...]
    topics: tuple[str, ...]
    muted: bool
    late: bool
    said: Mapping[str, Any]  # the columns of _INTERACTION and _READING
    chances: Mapping[int, float]

    @property
    def mentions(self) -> list[tuple[int, int, datetime, float | None]]:
        return [(q, self.interaction_id, self.at, self.chances.get(q)) for q in self.queries]

    @property
    def at(self) -> datetime:
        at: datetime = self.said["at"]
        return at

    @property
    def outbound(self) -> bool:
        return bool(self.said["direction"] == Direction.OUTBOUND)

    @property
    def needs_answer(self) -> bool:
        return bool(self.said["needs_answer"]) and not self.muted

    @property
    def counts(self) -> bool:
        return is_counted(self.said, self.brands)

    def for_desk(self, now: datetime) -> desk.Heard:
        """What the desk is told. A stamp from the future promises no later answer."""
        said = self.said
        return desk.Heard(
            interaction_id=self.interaction_id,
            profile_id=self.profile_id,
            channel=said["channel"],
            thread=self.thread,
            brand_id=self.brands[0] if self.brands else None,
            at=min(self.at, now),
            text=said["text"],
            language=said["language"],
            needs_answer=said["needs_answer"],
            negative=said["negative"],
            toxicity=said["toxicity"],
            followers=said["followers"],
            outbound=self.outbound,
            muted=self.muted,
            in_reply_to=said["in_reply_to"] or "",
            sensitive=tuple(said["sensitive"] or ()),
            topics=self.topics,
            intent=said["intent"] or Intent.OTHER,
        )

    def for_counting(self) -> counting.Heard:
        return for_counting(self.said, self.brands, self.topics)

    def for_spreading(self) -> Said:
        said = self.said
        return Said(
            interaction=self.interaction_id,
            brands=self.brands,
            topics=self.topics,
            channel=said["channel"],
            external_id=said["external_id"],
            kind=said["kind"],
            author=said["author"],
            followers=said["followers"],
            in_reply_to=said["in_reply_to"] or "",
            at=int(self.at.timestamp()),
            text=said["text"],
            language=said["language"],
            negative=said["negative"],
            reposts=said["reposts"],
            fingerprint=said["fingerprint"],
            pictures=said["pictures"] or "",
        )


def catalogue_of(queries: Sequence[Query], default_brand: int | None) -> Catalogue:
    """What these queries of the house stand for."""
    return Catalogue(
        brands={query.pk: query.brand_id for query in queries if query.brand_id},
        topics={query.pk: query.name for query in queries if query.kind == QueryKind.TOPIC},
        others=frozenset(
            query.brand_id for query in queries if query.brand and not query.brand.own
        ),
        default_brand=default_brand,
    )


def assemble(
    batch: pa.RecordBatch,
    known: Understood,
    stored: Stored,
    catalogue: Catalogue,
    muted_before: datetime | None,
    passage: Passage | None = None,
) -> list[Heard]:
    """The stored rows of a batch in the order of time; equal times keep the batch's order.

    `passage` says which rows of the batch are late; without it none is.
    """
    said = _columns(batch, _INTERACTION) | _columns(known.readings, _READING)
    queries = queries_by_row(known.matches)
    heard = []
    for row, id_, profile_id, thread in zip(
        stored.rows, stored.ids, stored.profile_ids, stored.threads, strict=True
    ):
        own = {name: column[row] for name, column in said.items()}
        heard.append(
            Heard(
                interaction_id=id_,
                profile_id=profile_id,
                thread=thread,
                queries=tuple(queries[row]),
                brands=catalogue.brands_of(queries[row]),
                topics=catalogue.topics_of(queries[row]),
                muted=muted_before is not None and own["at"] < muted_before,
                late=passage is not None and bool(passage.late[row]),
                said=own,
                chances={q: p for q in queries[row] if (p := known.chances.get((row, q)))},
            )
        )
    heard.sort(key=lambda one: one.at)
    return heard


def as_heard(heard: Iterable[Heard]) -> list[Heard]:
    """In the order in which they stood in their batch, which is that of their ids."""
    return sorted(heard, key=lambda one: one.interaction_id)


def _columns(batch: pa.RecordBatch, names: Sequence[str]) -> dict[str, list[Any]]:
    return {name: batch.column(name).to_pylist() for name in names}
