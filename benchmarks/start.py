"""How long `firebell up` and `firebell demo` take to their first page, and how much memory."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

REPEATS = 3
SETTLE_SECONDS = 40.0  # the demo has then played its fortnight of history


def run(data: Path) -> dict[str, Any]:
    return {
        "up_fresh": [_start("up", 2.0) for _ in range(REPEATS)],
        "demo": [_start("demo", SETTLE_SECONDS)],
    }


def _start(command: str, settle: float) -> dict[str, float]:
    """Start in an empty home; seconds to the first page, megabytes of all processes later."""
    with tempfile.TemporaryDirectory(prefix="firebell-start-") as home:
        port = _free_port()
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "firebell", command, "--port", str(port)],
            env=os.environ | {"FIREBELL_HOME": home},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/")
            seconds = time.perf_counter() - began
            time.sleep(settle)
            return {"seconds": round(seconds, 2), "megabytes": round(_megabytes(process.pid))}
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=10).close()
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"{address} does not answer")


def _megabytes(root: int) -> float:
    """Proportional set size of a process and all below it: shared pages are counted once."""
    total = 0.0
    for pid in _family(root):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) / 1024
    return total


def _family(root: int) -> list[int]:
    children = Path(f"/proc/{root}/task/{root}/children").read_text().split()
    return [root, *(pid for child in children for pid in _family(int(child)))]
