"""A TCP proxy of our own that cuts connections in the middle of whatever they carry."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress


class CuttingProxy:
    """Listens on loopback and passes bytes to `target`. The n-th connection is cut after the n-th
    number of `cuts`, counted in bytes that the target sends; later ones are left alone."""

    def __init__(self, target: tuple[str, int], cuts: Iterator[int]) -> None:
        self._target = target
        self._cuts = cuts
        self.connections = 0
        self.cut = 0
        self.passed = 0  # bytes that targets sent
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._open: set[socket.socket] = set()
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> CuttingProxy:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for one in list(self._open):
            _end(one)
        self._thread.join()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            far = socket.create_connection(self._target)
            self._open |= {near, far}
            budget = next(self._cuts, None)
            threading.Thread(target=self._pass, args=(near, far, None, False), daemon=True).start()
            threading.Thread(target=self._pass, args=(far, near, budget, True), daemon=True).start()

    def _pass(
        self, source: socket.socket, target: socket.socket, budget: int | None, counts: bool
    ) -> None:
        with suppress(OSError):
            while part := source.recv(65536):
                if budget is not None and len(part) >= budget:
                    target.sendall(part[:budget])
                    self.cut += 1
                    break
                # Before it is passed on: whoever has it looks at the number at once.
                self.passed += len(part) if counts else 0
                target.sendall(part)
                budget = None if budget is None else budget - len(part)
        for one in (source, target):
            _end(one)
            self._open.discard(one)


def _end(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
