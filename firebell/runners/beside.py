"""A second process that understands batches while this one stores the ones before."""

from __future__ import annotations

import logging
import multiprocessing
import queue
import signal
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

import pyarrow as pa

from firebell.core.understanding.topics import Topic
from firebell.runners.embedded import EmbeddedRunner, Understood
from firebell.runners.reading import OwnLayer, layered, load_reader

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an `EmbeddedRunner` is made of. Equal `stamp`s say equal recipes."""

    stamp: str
    queries: Mapping[int, str]
    topics: tuple[Topic, ...] = ()
    layer: OwnLayer | None = None


class Beside:
    """One forked process that understands what it is given, in that order.

    Make it before the first thread of this process begins. `ask` hands a batch over and never
    waits; `answer` fetches what is said of it. Where the other process is gone, `answer` says None
    and so does every later one: whoever asked has to understand the batch alone. If this process
    is killed, the other ends by itself.
    """

    def __init__(self) -> None:
        load_reader()  # before the fork, so that both share its memory
        context = multiprocessing.get_context("fork")
        self._pipe, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, self._pipe), daemon=True)
        self._process.start()
        there.close()
        self._told = 0
        self._open: set[int] = set()
        self._answers: dict[int, Understood | Exception] = {}
        self.is_gone = False

    def ask(self, recipe: Recipe, batch: pa.RecordBatch) -> int:
        """Hand a batch of schema `INTERACTION` over; the number under which to fetch the answer."""
        self._told += 1
        try:
            self._pipe.send((self._told, recipe, batch))
            self._open.add(self._told)
        except OSError:
            self._lose()
        return self._told

    def answer(self, number: int) -> Understood | None:
        """Wait for what is said of a batch; raises what the other process raised over it."""
        while number in self._open and not self.is_gone:
            try:
                found, said = self._pipe.recv()
            except (EOFError, OSError):
                self._lose()
                break
            if found in self._open:
                self._open.discard(found)
                self._answers[found] = said
        answer = self._answers.pop(number, None)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def forget(self, number: int) -> None:
        """Nobody will fetch this answer."""
        self._open.discard(number)
        self._answers.pop(number, None)

    def end(self) -> None:
        self.is_gone = True
        self._pipe.close()
        self._process.terminate()
        self._process.join()

    def _lose(self) -> None:
        if not self.is_gone:
            logger.error("the process that understands beside is gone; going on without it")
        self.is_gone = True


def _serve(pipe: Connection, theirs: Connection) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the worker says when to end
    # Our copy of the other end: with it open, a dead worker would never be noticed.
    theirs.close()
    # Taken from the pipe at once, so that whoever asks never waits for a batch to be understood.
    asked: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_take, args=(pipe, asked), daemon=True).start()
    runners: dict[str, EmbeddedRunner] = {}
    while (question := asked.get()) is not None:
        number, recipe, batch = question
        try:
            pipe.send((number, _understand(runners, recipe, batch)))
        except OSError:
            return


def _take(pipe: Connection, asked: queue.SimpleQueue[Any]) -> None:
    try:
        while True:
            asked.put(pipe.recv())
    except (EOFError, OSError):
        asked.put(None)


def _runner(recipe: Recipe) -> EmbeddedRunner:
    return EmbeddedRunner(recipe.queries, layered(recipe.layer), recipe.topics)


MOST_RUNNERS = 32  # recipes kept ready


def _understand(
    runners: dict[str, EmbeddedRunner], recipe: Recipe, batch: pa.RecordBatch
) -> Understood | Exception:
    try:
        runner = runners.get(recipe.stamp)
        if runner is None:
            while len(runners) >= MOST_RUNNERS:
                del runners[next(iter(runners))]
            runner = runners[recipe.stamp] = _runner(recipe)
        return runner.understand(batch)
    except Exception as error:
        return error
