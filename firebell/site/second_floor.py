"""A second look: the second floor reads again what the first is unsure of or what matters.

Everything was read by the first floor when it came in, and what rings, who is answered and what is
counted goes by that. A second reading is a later version of the same words, made by a process of
its own that takes no more than its share of one core. While that is enough it reads everything;
when posts come faster it reads the share of them that it can, the worthiest first, and says so
(`SecondShare`). It may be killed at any instant: what was begun is looked through again, and what
is stored is skipped.
"""

from __future__ import annotations

import logging
import math
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from types import FrameType

import pyarrow as pa
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections

from firebell.accounts.models import Workspace
from firebell.common import clock
from firebell.core.understanding import Reader
from firebell.core.understanding.second_floor.reader import SecondFloorReader
from firebell.core.understanding.second_floor.router import margins, worth_most
from firebell.listening.again import as_batch
from firebell.listening.models import Interaction
from firebell.runners.reading import load_reader, load_second_floor, second_floor_missing
from firebell.site.database import explain
from firebell.understanding import actions, readers
from firebell.understanding.actions import looking_twice
from firebell.understanding.actions.looking_twice import First, Window
from firebell.understanding.models import Reading

logger = logging.getLogger(__name__)
WINDOW = 20_000  # first readings that are looked through at a time
AT_ONCE = 50  # words that are stored together
BEHIND = 60.0  # seconds that it may be behind before it reads less than everything
IDLE_SECONDS = 2.0
SECONDS_AFTER_A_FAILURE = 60.0
POLITE = 10  # as `nice` counts


class SecondFloor:
    """Looks twice for all workspaces under the name `by`, with `share` (0 to 1) of a core."""

    def __init__(self, by: str, reader: SecondFloorReader, share: float) -> None:
        self.by = by
        self._reader = reader
        self._share = share
        self._each = 0.01  # seconds of a core that a word takes, as measured of late
        self.ending = threading.Event()

    def turn(self) -> int:
        """Look through what is new in each workspace once; how many readings were stored."""
        return sum(self._look_through(workspace.pk) for workspace in Workspace.objects.all())

    def _look_through(self, workspace_id: int) -> int:
        window = looking_twice.claim(workspace_id, self.by, clock.wall(), WINDOW)
        if window is None:
            return 0
        read = stored = 0
        base = readers.reader_of(workspace_id)
        version = actions.version_id(f"{base.version}/{self._reader.version}")
        chosen = self._chosen(window)
        for place in range(0, len(chosen), AT_ONCE):
            some = chosen[place : place + AT_ONCE]
            if self.ending.is_set() or not looking_twice.renew(workspace_id, self.by, clock.wall()):
                looking_twice.give_back(self.by)
                return stored
            began = time.process_time()
            stored += self._read(workspace_id, version, base, some)
            read += len(some)
            self._rest(time.process_time() - began, len(some))
        looking_twice.passed(workspace_id, self.by, window, read, clock.wall())
        return stored

    def _chosen(self, window: Window) -> list[First]:
        """The words of a window that there is time for, the worthiest first."""
        if not window.firsts:
            return []
        possible = self._share * BEHIND / self._each
        part = min(1.0, possible / max(window.behind, 1))
        names = ("negative", "neutral", "positive")
        columns = {name: [getattr(one, name) for one in window.firsts] for name in names}
        doubt = -margins(pa.RecordBatch.from_pydict(columns))
        matters = [one.matters for one in window.firsts]
        most = math.ceil(part * len(window.firsts))
        return [window.firsts[row] for row in worth_most(doubt, matters, most)]

    def _read(self, workspace_id: int, version: int, base: Reader, firsts: Sequence[First]) -> int:
        ids = [one.interaction_id for one in firsts]
        known = looking_twice.known_to(version, ids)
        of_word = {one.interaction_id: one.reading_id for one in firsts}
        rows = Reading.objects.in_bulk(of_word.values())
        # Somebody may have been erased meanwhile, with words and readings.
        known |= {pk for pk, reading in of_word.items() if reading not in rows}
        found = Interaction.objects.filter(pk__in=set(ids) - known).select_related("profile")
        words = list(found.prefetch_related("changes").order_by("pk"))
        if not words:
            return 0
        first = [rows[of_word[word.pk]] for word in words]
        hints = {word.pk: one.known_language for word, one in zip(words, first, strict=True)}
        batch = as_batch(words, lambda word: word.said_now, lambda word: hints[word.pk])
        readings = base.read(batch)
        kept = _left_alone(base, batch, readings)
        revised = _still_asked(self._reader.revise(batch, readings), first)
        mine = [row for row, keep in enumerate(kept) if not keep]
        pairs = [(words[row].pk, words[row].said_now) for row in mine]
        return looking_twice.store_second(
            workspace_id, version, pairs, revised.take(pa.array(mine, pa.int64()))
        )

    def _rest(self, used: float, words: int) -> None:
        self._each = 0.8 * self._each + 0.2 * used / words
        self.ending.wait(used * (1 / self._share - 1))


def _left_alone(base: Reader, batch: pa.RecordBatch, readings: pa.RecordBatch) -> list[bool]:
    """Where a workspace's own layer changed what was shipped, its people know better."""
    if base is load_reader():
        return [False] * batch.num_rows
    shipped = load_reader().read(batch).column("sentiment").to_pylist()
    ours = readings.column("sentiment").to_pylist()
    return [one != other for one, other in zip(shipped, ours, strict=True)]


def _still_asked(readings: pa.RecordBatch, first: Sequence[Reading]) -> pa.RecordBatch:
    """Who is to be answered was settled when the words came in, also for reasons that no reader
    knows (a machine wrote it, it is about others)."""
    for name in ("needs_answer", "needs_answer_p"):
        place = readings.schema.get_field_index(name)
        field = readings.schema.field(place)
        says = pa.array([getattr(one, name) for one in first], field.type)
        readings = readings.set_column(place, field, says)
    return readings


def start(by: str) -> BaseProcess | None:
    """Begin looking twice in a process of its own, which ends with this one.

    None where the settings leave it no share, or where there is no second floor. Call it before
    the first thread of this process begins; connections to the database are closed first.
    """
    if settings.SECOND_FLOOR <= 0:
        return None
    if missing := second_floor_missing():
        logger.warning("Nothing is read twice: %s", missing)
        return None
    connections.close_all()
    process = get_context("fork").Process(
        target=_run, args=(by, settings.SECOND_FLOOR, os.getpid()), daemon=True
    )
    process.start()
    return process


def _run(by: str, share: float, parent: int) -> None:
    os.nice(POLITE)
    reader = load_second_floor()
    assert reader is not None  # it was there a moment ago
    floor = SecondFloor(by, reader, share)

    def end(number: int, frame: FrameType | None) -> None:
        floor.ending.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the worker says when to end
    threading.Thread(target=_watch, args=(parent, floor.ending.set), daemon=True).start()
    while not floor.ending.is_set():
        close_old_connections()
        wait = IDLE_SECONDS
        try:
            wait *= not floor.turn()
        except DatabaseError as error:
            logger.error("%s", explain(str(error)))
        except Exception:
            logger.exception("a second look failed; what was read once stays as it is")
            wait = SECONDS_AFTER_A_FAILURE
        floor.ending.wait(wait)
    connections.close_all()


def _watch(parent: int, end: Callable[[], None]) -> None:
    """A worker that was killed tells nobody."""
    while os.getppid() == parent:
        time.sleep(IDLE_SECONDS)
    end()
