"""Let a second process work ahead: while one batch is stored, the next is read and understood."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

Item = TypeVar("Item")


class _End:
    """Sent when there is nothing more."""


class Ahead(Generic[Item]):
    """Iterates `make()` in a forked process, a batch or so ahead of whoever asks for the next.

    What is made must be picklable and must not touch the database. An exception in the process
    is raised here, at the place where its item would have come. Use it as a context manager:
    leaving ends the process. If this process is killed, the other ends by itself.
    """

    def __init__(self, make: Callable[[], Iterator[Item]]) -> None:
        context = multiprocessing.get_context("fork")
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_work, args=(make, sender, self._receiver), daemon=True
        )
        self._process.start()
        # Only the child may hold the sending end, else its death would not be seen.
        sender.close()

    def __enter__(self) -> Ahead[Item]:
        return self

    def __exit__(self, *_: object) -> None:
        self._receiver.close()
        self._process.terminate()
        self._process.join()

    def __iter__(self) -> Generator[Item]:
        while True:
            try:
                found = self._receiver.recv()
            except EOFError:
                self._process.join()
                code = self._process.exitcode
                raise RuntimeError(f"the process that reads ahead ended with {code}") from None
            if isinstance(found, _End):
                return
            if isinstance(found, Exception):
                raise found
            yield found


def _work(make: Callable[[], Iterator[Item]], sender: Connection, receiver: Connection) -> None:
    # Our copy of the other end: with it open, a dead reader would never be noticed.
    receiver.close()
    try:
        with closing(sender):
            try:
                for item in make():
                    sender.send(item)
            except Exception as error:
                sender.send(error)
            else:
                sender.send(_End())
    except BrokenPipeError:
        pass  # nobody waits for it any more
