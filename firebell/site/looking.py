"""Has somebody look for themes where that is due: a process of its own, which ends when it is done.

Not a thread of the worker: reading thousands of texts in Python would hold up the thread that hears
for as long as it takes. Nor does the worker keep the memory that it takes.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import time

from firebell.understanding import tasks as understanding

logger = logging.getLogger(__name__)
SECONDS_AFTER_A_FAILURE = 300.0
SECONDS_TO_END = 1.0


class Looker:
    """At most one process at a time. Not for use by two threads at once."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._not_before = 0.0

    def look_where_due(self) -> int:
        """Start a process if a look is due; how many were started. Waits for nothing."""
        if self._is_looking() or time.monotonic() < self._not_before:
            return 0
        if not understanding.is_look_due():
            return 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "firebell", "discover", "--due"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        return 1

    def _is_looking(self) -> bool:
        if self._process is None:
            return False
        status = self._process.poll()
        if status is None:
            return True
        if status:
            logger.warning("looking for themes ended with %s; tried again later", status)
            self._not_before = time.monotonic() + SECONDS_AFTER_A_FAILURE
        self._process = None
        return False

    def end(self) -> None:
        """Stop whoever looks; a look that was cut off is done by the next who comes."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None
