"""Many series under one detector, side by side: a row each, all of them judged in one stroke.

`step` is the whole of it, `run` many steps; `layout` says what a row remembers (some two
kilobytes), and the other files each do one part of a step. Elementwise arithmetic only, so that a
series is judged alike alone and in a crowd.
"""

from firebell.core.triggers.bank.layout import dump_row, empty_rows, load_row
from firebell.core.triggers.bank.params import Own, RhythmParams, Span
from firebell.core.triggers.bank.run import run
from firebell.core.triggers.bank.step import Verdicts, step

__all__ = [
    "Own",
    "RhythmParams",
    "Span",
    "Verdicts",
    "dump_row",
    "empty_rows",
    "load_row",
    "run",
    "step",
]
