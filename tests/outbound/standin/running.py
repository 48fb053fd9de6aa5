"""Start the server, tell it how to behave, and ask it what it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[3]


class Server:
    """One running stand-in; `opened` is the environment in which it may be reached."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.opened = {"FIREBELL_REACHABLE": f"127.0.0.1:{port}"}

    def behave(self, mode: str, lag: float = 0) -> None:
        body = json.dumps({"mode": mode, "lag": lag}).encode()
        with urlopen(Request(f"{self.url}/mode", data=body)) as answer:
            answer.read()

    def taken(self) -> dict[str, int]:
        """Key -> how often it was taken."""
        with urlopen(f"{self.url}/taken") as answer:
            counts: dict[str, int] = json.load(answer)
        return counts


@contextmanager
def serving() -> Iterator[Server]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.outbound.standin.server"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield Server(int(process.stdout.readline()))
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
