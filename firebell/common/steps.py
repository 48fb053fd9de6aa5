"""Named steps of the corridor, where a test may kill the process to prove that nothing is lost.

`FIREBELL_KILL_AT=counters:3` kills it, without any clean-up, the third time that it reaches the
step `counters`. Unset, as it always is in service, a step costs one comparison.
"""

from __future__ import annotations

import os
import signal

STEPS = (
    "before_insert",
    "after_insert",
    "after_cases",
    "after_readings",
    "after_counters",
    "after_alerts",
    "after_cursor",
    "before_commit",
    "after_commit",
)
_wanted = os.environ.get("FIREBELL_KILL_AT", "")
_step, _, _number = _wanted.partition(":")
_left = int(_number or 1)

if _step and _step not in STEPS:
    raise SystemExit(f"FIREBELL_KILL_AT={_wanted!r}: the steps are {', '.join(STEPS)}")


def reached(step: str) -> None:
    """Say that the corridor is at `step`."""
    global _left
    if step != _step:
        return
    _left -= 1
    if _left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
