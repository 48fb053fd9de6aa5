"""Run the web server and the worker as two processes that live and end together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from types import FrameType

import click

from firebell.site.command_line import CannotRun

SECONDS_TO_END = 8.0


def ensure_free(port: int) -> None:
    """Refuse early, with the remedy, when somebody else listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CannotRun(
                f"port {port} is taken; stop what uses it, or choose another with --port"
            ) from error


class Supervisor:
    """Starts the children, waits, and passes a request to end on to them."""

    def __init__(self, port: int, environment: Mapping[str, str] | None = None) -> None:
        self.port = port
        self._environment = {**os.environ, **(environment or {})}
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._ending = False

    def start(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "firebell", *arguments]
        child = subprocess.Popen(command, env=self._environment)  # noqa: S603 - our own command
        self._children[arguments[0]] = child

    def wait_until_it_answers(self, seconds: float = 60.0) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._ended():
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        self.end()
        raise CannotRun("the web server did not start; its own message stands above")

    def run(self, on_start: Callable[[], None]) -> None:
        """Call `on_start` once pages are served, then wait until told to end."""
        signal.signal(signal.SIGTERM, self._on_signal)
        signal.signal(signal.SIGINT, self._on_signal)
        self.wait_until_it_answers()
        on_start()
        while not self._ending and not self._ended():
            time.sleep(0.2)
        gone = self._ended()
        self.end()
        if gone and not self._ending:
            raise CannotRun(f"the {gone} ended by itself; its own message stands above")

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._ending = True

    def _ended(self) -> str | None:
        return next((name for name, c in self._children.items() if c.poll() is not None), None)

    def end(self) -> None:
        """Ask the children to finish what they hold, then insist."""
        for child in self._children.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + SECONDS_TO_END
        for child in self._children.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
        click.echo("firebell has stopped; everything is stored.", err=True)
