"""The corridor: the one straight way of a batch through the rooms, in one transaction.

Reading and matching are done before the transaction, because they need no store. Then, together or
not at all: interactions, cases, mentions and readings, counters and detector state, alerts, and
the source's cursor. A kill at any instant leaves the batch wholly stored or wholly not, and the
cursor says which.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from firebell.channels import actions as channels
from firebell.channels.contract import Batch
from firebell.channels.models import Source
from firebell.channels.registry import network
from firebell.common import clock, turns
from firebell.common.steps import reached
from firebell.core.triggers import counting
from firebell.core.triggers.lateness import Passage
from firebell.desk import actions as desk
from firebell.listening import actions as listening
from firebell.listening import queries as listening_queries
from firebell.listening.described import described, searches
from firebell.outbound import actions as outbound
from firebell.runners.beside import Beside, Recipe
from firebell.runners.catalogue import addressed_to_us
from firebell.runners.embedded import EmbeddedRunner, Understood
from firebell.runners.reading import layered
from firebell.site import aftermath
from firebell.site.heard import Heard, as_heard, assemble, catalogue_of
from firebell.triggers import actions as triggers
from firebell.triggers.models import Alert
from firebell.understanding import actions as understanding
from firebell.understanding import readers

# What is older was caught up with, or is history: it says nothing of how words come in every day.
HABITUAL = timedelta(days=1)


@dataclass(slots=True)
class Outcome:
    """What one batch came to. `stored_rows` are the rows of the batch that were new."""

    inserted: int
    duplicates: int
    rejected: int
    needs_answer: int
    cases_opened: int
    late: int = 0  # of the inserted: too late to be judged
    alerts: list[Alert] = field(default_factory=list)
    stored_rows: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asked:
    """A batch that another process is to understand, and by which state of the queries."""

    number: int
    stamp: str


class Corridor:
    """Carries the batches of one source. Not for use by two threads at once.

    With a `claim`, the name of a worker, only while the source is claimed by it.
    """

    def __init__(self, source: Source, *, claim: str | None = None) -> None:
        self.source = source
        self._claim = claim
        self.workspace_id = source.workspace_id
        self._stamp: object = None
        self._reader_stamp: object = None
        self.refresh()

    def refresh(self) -> bool:
        """Take up queries, and the workspace's own layer of the reader, that were changed since;
        call it between batches. True if queries were."""
        stamp = listening_queries.queries_stamp(self.workspace_id)
        reader_stamp = readers.reader_stamp(self.workspace_id)
        changed = stamp != self._stamp
        if not changed and reader_stamp == self._reader_stamp:
            return False
        queries = list(listening_queries.active_queries(self.workspace_id))
        self.queries = searches(queries)
        layer, topics = readers.own_layer(self.workspace_id), described(queries)
        reader = layered(layer)
        self._version = understanding.version_id(reader.version)
        self._runner = EmbeddedRunner(self.queries, reader, topics)
        self._catalogue = catalogue_of(queries, self._brand_of_the_source())
        self._stamp, self._reader_stamp = stamp, reader_stamp
        self._recipe = Recipe(
            f"{self.workspace_id} {stamp} {reader_stamp}", self.queries, topics, layer
        )
        return changed

    def _brand_of_the_source(self) -> int | None:
        name = self.source.config.get("brand")
        return listening.ensure_brand(self.workspace_id, name).pk if name else None

    def understand(self, batch: Batch) -> Understood:
        """The pure part; needs no transaction."""
        return addressed_to_us(self._runner.understand(batch.interactions), self._catalogue)

    def ask(self, beside: Beside, batch: Batch) -> Asked:
        """Have the pure part done in another process."""
        return Asked(beside.ask(self._recipe, batch.interactions), self._recipe.stamp)

    def answer(self, beside: Beside, asked: Asked) -> Understood | None:
        """What `understand` would say. None where that has to be asked for again: the other process
        is gone, or the queries were changed since."""
        known = beside.answer(asked.number)
        if known is None or asked.stamp != self._recipe.stamp:
            return None
        return addressed_to_us(known, self._catalogue)

    def carry(
        self,
        batch: Batch,
        *,
        watermark: datetime,
        understood: Understood | None = None,
        passage: Passage | None = None,
        keep_cursor: bool = False,
        also: Callable[[], Any] = lambda: None,
    ) -> Outcome:
        """Take one batch through all rooms. `watermark`: nothing older is still expected.

        `understood` is what `understand` said of this very batch, if it was asked before;
        `passage` is how time passed in it, where that is the posts' own (a recording).
        With `keep_cursor` the source's cursor stays where it is; `also` is done in the same
        transaction. ClaimLostError if the source is claimed by another by now.
        """
        known = understood or self.understand(batch)
        with transaction.atomic():
            turns.one_at_a_time(self.workspace_id)
            outcome = self._carry(batch, known, watermark, passage, keep_cursor)
            also()
            reached("before_commit")
        reached("after_commit")
        return outcome

    def _carry(
        self,
        batch: Batch,
        known: Understood,
        watermark: datetime,
        passage: Passage | None,
        keep_cursor: bool,
    ) -> Outcome:
        now = clock.now()
        reached("before_insert")
        stored = listening.store_interactions(
            self.workspace_id,
            self.source.pk,
            batch.interactions,
            now,
            known.readings.column("language").to_pylist(),
        )
        reached("after_insert")
        if own := aftermath.own_words(batch, stored):
            # Before the desk sees them: our own reply, heard on the network, answers nothing anew.
            outbound.note_echoes(self.workspace_id, own)
        heard = assemble(
            batch.interactions, known, stored, self._catalogue, self.source.muted_before, passage
        )
        listening.store_mentions([mention for one in heard for mention in one.mentions])
        # Cases come before readings: the database refuses a reading that needs an answer while
        # its interaction is in no case.
        opened = desk.open_cases(self.workspace_id, [one.for_desk(now) for one in heard], now)
        reached("after_cases")
        understanding.store_readings(self._version, stored.ids, known.readings, stored.rows)
        edited = aftermath.take_in(self.source, batch, now)
        opened += self._read_again(edited, now) if edited else 0
        reached("after_readings")
        counts, late = (
            counting.count(one.for_counting() for one in heard if one.counts and one.late is late)
            for late in (False, True)
        )
        alerts = triggers.count_and_detect(
            self.workspace_id,
            counts,
            watermark,
            now,
            late=late,
            passage=passage,
            said=[
                one.for_spreading()
                for one in (heard if passage is None else as_heard(heard))
                if one.counts and not one.late
            ],
        )
        reached("after_alerts")
        channels.note_progress(
            self.source,
            inserted=len(stored.ids),
            duplicates=stored.duplicates,
            rejected=channels.record_rejects(self.source, batch.rejects),
            cursor=None if keep_cursor else batch.cursor,
            last_event_at=heard[-1].at if heard else None,
            now=now,
            claim=self._claim,
        )
        self._note_arrivals(heard, now)
        reached("after_cursor")
        return Outcome(
            inserted=len(stored.ids),
            duplicates=stored.duplicates,
            rejected=len(batch.rejects),
            needs_answer=sum(one.needs_answer for one in heard),
            cases_opened=opened,
            late=sum(one.late for one in heard),
            alerts=alerts,
            stored_rows=stored.rows,
        )

    def _note_arrivals(self, heard: list[Heard], now: datetime) -> None:
        """How many words came as words come here every day, and how fresh the newest is."""
        if network(self.source.network).history_is_work:
            return
        since = now - HABITUAL
        instants = [one.at for one in heard if one.at >= since and not one.muted]
        if instants:
            freshest = max(0, int((now - max(instants)).total_seconds()))
            channels.note_arrivals(self.source, len(instants), freshest, now)

    def _read_again(self, edited: dict[int, str], now: datetime) -> int:
        """Words that say something else by now; how many cases they opened."""
        words, stored = aftermath.edited_words(edited)
        known = addressed_to_us(self._runner.understand(words), self._catalogue)
        heard = assemble(words, known, stored, self._catalogue, self.source.muted_before, None)
        aftermath.mention(heard)
        opened = desk.open_cases(self.workspace_id, [one.for_desk(now) for one in heard], now)
        understanding.store_readings_again(self._version, stored.ids, known.readings, stored.rows)
        return opened
