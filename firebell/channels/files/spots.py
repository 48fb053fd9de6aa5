"""Where one row stands in its file, for reading it again out of order."""

from __future__ import annotations

from typing import NamedTuple

from firebell.channels.files.records import Problem


class Spot(NamedTuple):
    start: int
    size: int
    line: int
    row: int
    problem: Problem
