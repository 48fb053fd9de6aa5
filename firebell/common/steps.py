"""Named steps of the corridor and of sending, where a test may kill the process to prove that
nothing is lost.

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
# A reply on its way out.
SENDING_STEPS = (
    "intent_stored",
    "send_claimed",
    "before_network",
    "after_network",
    "outcome_stored",
    "before_reconcile",
    "after_reconcile",
)
# A batch on a cluster, seen from the driver.
SPARK_STEPS = ("spark_batch_written",)
_armed: tuple[str, int] | None = None


def arm(step: str, number: int) -> None:
    """Let this process be killed the `number`-th time that it reaches `step`."""
    global _armed
    known = STEPS + SENDING_STEPS + SPARK_STEPS
    if step not in known or number < 1:
        raise ValueError(f"{step}:{number}: the steps are {', '.join(known)}; numbers begin at 1")
    _armed = step, number


def reached(step: str) -> None:
    """Say that the corridor is at `step`."""
    global _armed
    if _armed is None or _armed[0] != step:
        return
    if _armed[1] == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    _armed = step, _armed[1] - 1


if _wanted := os.environ.get("FIREBELL_KILL_AT"):
    _step, _, _number = _wanted.partition(":")
    arm(_step, int(_number or 1))
