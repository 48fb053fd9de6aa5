"""A trigger on stored history: what it would have rung, when, and how long before the peak.

`listen` runs the detectors over a stretch of the past, once for all brands and settings; what comes
of it, the *past*, is kept. `try_on` plays a trigger over it by the very functions that the house
rings by, `judge` compares what it would have rung with what did ring and with what people said of
it, and `ladder` counts alerts by budget.
"""

from firebell.core.triggers.backtest.course import Course, courses
from firebell.core.triggers.backtest.judge import Rang, Summary, Verdict, judge
from firebell.core.triggers.backtest.past import Counts, Part, Past, listen
from firebell.core.triggers.backtest.trial import (
    LADDER,
    Step,
    can_be_tried,
    idle,
    ladder,
    try_on,
    unheard,
)

__all__ = [
    "LADDER", "Counts", "Course", "Part", "Past", "Rang", "Step", "Summary", "Verdict",
    "can_be_tried", "courses", "idle", "judge", "ladder", "listen", "try_on", "unheard",
]  # fmt: skip
