"""`firebell up` or `firebell demo` as a process of its own, in a home and on a port of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from tests.site.commands import firebell
from tests.stores.homes import store_of

SECONDS_TO_START = 60
SECONDS_TO_END = 15
# Nothing is fetched, synced or asked for by the browser itself.
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """The path of an installed Chromium."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def pages_only(home: Path) -> Iterator[str]:
    """`firebell web` without a worker, so that what lies in `home` stays as it is: its address."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", "firebell", "web", "--port", str(port)],
        env=os.environ | store_of(home) | {"FIREBELL_HOME": str(home)},
    )
    try:
        until = time.monotonic() + SECONDS_TO_START
        while not _answers(base):
            assert process.poll() is None, "the web server ended by itself"
            assert time.monotonic() < until, "the web server does not answer"
            time.sleep(0.1)
        yield base
    finally:
        process.terminate()
        process.wait(SECONDS_TO_END)


def _answers(base: str) -> bool:
    try:
        urllib.request.urlopen(f"{base}/healthz", timeout=5).close()
    except OSError:
        return False
    return True


class Serving:
    """Started on entry, ended on exit; `said` is what it printed until it answered."""

    def __init__(self, home: Path, command: str = "up") -> None:
        self.home, self._command = home, command
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.said: list[str] = []

    def __enter__(self) -> Serving:
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "stderr.txt").open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "firebell", self._command, "--port", str(self.port)],
                env=os.environ | store_of(self.home) | {"FIREBELL_HOME": str(self.home)},
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        # The supervisor gives up by itself, so that a line or the end is bound to come.
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.said.append(line.strip())
            if line.startswith("Stop it"):
                return self
        self._end()
        raise AssertionError(f"it did not start:\n{self.complaints()}")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def _end(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    @property
    def first_run(self) -> str:
        """The link that makes the administrator."""
        return next(word for line in self.said for word in line.split() if "/first-run/" in word)

    def complaints(self) -> str:
        """What the server, the worker and the supervisor wrote to standard error."""
        return (self.home / "stderr.txt").read_text(encoding="utf-8", errors="replace")

    def replay(self, posts: Path, workspace: str, queries_of: str = "airline") -> int:
        """Play a file into a workspace, from the command line. How many cases that opened."""
        done = firebell(
            self.home, "replay", str(posts), "--map", "plain", "--workspace", workspace,
            "--queries-of", queries_of, "--json",
        )  # fmt: skip
        assert done.returncode in (0, 1), done.stderr  # 1: a row was refused
        return int(json.loads(done.stdout)["cases"]["opened"])
