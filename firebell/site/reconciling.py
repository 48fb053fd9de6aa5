"""What a source has, counted against what we have; what is missing is asked for again.

The asking may take long, so that the worker lets it be done in threads; the counting touches the
database and is done where the worker is.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from queue import Empty, SimpleQueue
from typing import cast

from django.utils.module_loading import import_string

from firebell.channels import actions as sources
from firebell.channels import queries as channels
from firebell.channels.contract import Census, ChannelError, Taker
from firebell.channels.models import Reconciliation, Source
from firebell.channels.registry import network
from firebell.common import clock
from firebell.listening import queries as words

logger = logging.getLogger(__name__)
EVERY = timedelta(hours=1)
SOON = timedelta(minutes=5)  # after something was missing, or could not be counted
WINDOW = timedelta(days=1)
SETTLES = timedelta(minutes=10)  # what is younger may rightly be on its way
AT_ONCE = 2
Take = Callable[[], Census]


def taker(source: Source, now: datetime) -> Take | None:
    """What asks the source for its census of the last day; None where its network has none.

    ChannelError where its secrets cannot be opened. What it returns needs no database.
    """
    named = network(source.network).census
    since, until = _window(source, now)
    if named is None or until <= since:
        return None
    take = cast(Taker, import_string(named))
    return partial(take, sources.opened_config(source), since, until)


def _window(source: Source, now: datetime) -> tuple[datetime, datetime]:
    return max(filter(None, (now - WINDOW, source.muted_before))), now - SETTLES


def compare(source: Source, census: Census, now: datetime) -> Reconciliation:
    """Count a census against what is stored, and have what is missing read again."""
    here = words.external_ids_here(source.pk, census.external_ids)
    return sources.note_reconciliation(source, census, here, now)


def reconcile(source: Source, now: datetime) -> Reconciliation | None:
    """Ask and compare now; None where the network has no census. ChannelError as it comes."""
    take = taker(source, now)
    return compare(source, take(), now) if take else None


@dataclass(frozen=True, slots=True)
class _Answer:
    source_id: int
    census: Census | None
    error: str


class Reconciler:
    """Asks a few sources at a time, each about once an hour; `turn` never waits."""

    def __init__(self) -> None:
        self._asking: set[int] = set()
        self._not_before: dict[int, datetime] = {}
        self._answers: SimpleQueue[_Answer] = SimpleQueue()

    def turn(self, mine: list[Source]) -> None:
        """Take in what was answered; ask those of these sources whose turn it is."""
        now = clock.now()
        self._take_in(now)
        for source in mine:
            if len(self._asking) < AT_ONCE and source.pk not in self._asking:
                self._ask(source, now)

    def _ask(self, source: Source, now: datetime) -> None:
        due = self._due(source)
        if network(source.network).census is None or (due is not None and now < due):
            return
        self._not_before[source.pk] = now + SOON
        try:
            take = taker(source, now)
        except ChannelError as error:
            logger.warning("%s: not reconciled: %s", source, error)
            return
        if take is not None:
            self._asking.add(source.pk)
            name = f"census {source.pk}"
            threading.Thread(
                target=self._run, args=(source.pk, take), name=name, daemon=True
            ).start()

    def _due(self, source: Source) -> datetime | None:
        waits = self._not_before.get(source.pk)
        last = channels.last_reconciliation(source) if waits is None else None
        if last is not None:
            waits = self._not_before[source.pk] = last.at + (SOON if last.missing else EVERY)
        return waits

    def _run(self, source_id: int, take: Take) -> None:
        try:
            answer = _Answer(source_id, take(), "")
        except Exception as error:  # whatever a network's own code does, its turn comes again
            answer = _Answer(source_id, None, f"{type(error).__name__}: {error}")
        self._answers.put(answer)

    def _take_in(self, now: datetime) -> None:
        while True:
            try:
                answer = self._answers.get_nowait()
            except Empty:
                return
            self._asking.discard(answer.source_id)
            source = Source.objects.filter(pk=answer.source_id).first()
            if answer.census is None:
                logger.warning("%s: not reconciled: %s", source, answer.error)
            elif source is not None:
                missing = compare(source, answer.census, now).missing
                self._not_before[source.pk] = now + (SOON if missing else EVERY)
