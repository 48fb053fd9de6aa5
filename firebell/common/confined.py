"""Holding the code of others to the addresses that may be reached.

Some libraries open their connections themselves. What they do in a `with confined():` block is
judged where it can no longer change: at the call of the system that connects, by an audit hook of
Python (PEP 578), with the very address that is connected to. Threads that it starts are held as
well; other programs and sockets of this machine are refused. Code in C that connects by itself,
without Python's sockets, is not seen.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from functools import partial
from typing import Any

from firebell.common.addresses import Address, literal, opened
from firebell.common.outgoing import RefusedAddressError, require_reachable

_CONNECTS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
_ESCAPES = {
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "pty.spawn",
    "subprocess.Popen",
}
_installing = threading.Lock()
_installed = False


class ConfinedError(RefusedAddressError, OSError):
    """Refused at the socket: an OSError too, so that libraries close what they opened."""


class Confinement:
    """What was refused, since many libraries swallow the error."""

    def __init__(self) -> None:
        self.refused: RefusedAddressError | None = None


_current: ContextVar[Confinement | None] = ContextVar("confinement", default=None)


@contextmanager
def confined() -> Iterator[Confinement]:
    """In here only what may be reached is reached; the attempt to do otherwise raises
    RefusedAddressError, and is told by the confinement that is handed out."""
    _install()
    confinement = Confinement()
    token = _current.set(confinement)
    try:
        yield confinement
    finally:
        _current.reset(token)


def _install() -> None:
    """Once for a process; a hook cannot be taken away again."""
    global _installed
    with _installing:
        if not _installed:
            # A proxy would be reached instead, and what lies behind it not judged.
            os.environ["NO_PROXY"] = os.environ["no_proxy"] = "*"
            _let_threads_inherit()
            sys.addaudithook(_hook)
            _installed = True


def _let_threads_inherit() -> None:
    """A new thread begins with an empty context (before Python 3.14), and would be free."""
    start = threading.Thread.start

    def start_as_held(thread: threading.Thread) -> None:
        if _current.get() is not None:
            thread.run = partial(copy_context().run, thread.run)  # type: ignore[method-assign]
        start(thread)

    setattr(threading.Thread, "start", start_as_held)  # noqa: B010 - a method of another class


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    current = _current.get()
    if current is None:
        return
    try:
        if event in _CONNECTS:
            _judge(*arguments[:2])
        elif event in _ESCAPES:
            raise RefusedAddressError(f"{event}: not while somebody else's code sends")
    except RefusedAddressError as error:
        current.refused = current.refused or error
        raise ConfinedError(str(error)) from None


def _judge(made: socket.socket, address: Any) -> None:
    if address is None:  # a datagram on a connection that was judged
        return
    if made.family not in (socket.AF_INET, socket.AF_INET6):
        raise RefusedAddressError("no sockets of this machine")
    host, port = str(address[0]), int(address[1])
    spelt = literal(host)
    if spelt is None:
        raise RefusedAddressError(f"{host}: give its address instead of its name")
    if not _is_of_an_opened_name(port, spelt):
        require_reachable(host, port, spelt)


def _is_of_an_opened_name(port: int, address: Address) -> bool:
    """Here only the address is seen that somebody else looked up; the names that were opened are
    looked up again to compare."""
    return any(
        entry.network is None and entry.port in (None, port) and address in _addresses(entry.name)
        for entry in opened()
    )


def _addresses(name: str) -> set[Address]:
    try:
        found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return set()
    return {ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found}
