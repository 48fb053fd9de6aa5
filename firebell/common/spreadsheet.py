"""Rows as CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

# Excel, LibreOffice and Sheets read a cell that begins so as a formula, the wide forms too.
FORMULA = tuple("=+-@\t\r\n=+-@")


def neutral(value: Any) -> Any:
    """A text that a spreadsheet would run gets an apostrophe before it; numbers stay numbers."""
    if isinstance(value, str) and value.lstrip(" \u00a0\u200b\ufeff").startswith(FORMULA):
        return "'" + value
    return value


def csv_lines(head: list[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Lines of a CSV file (UTF-8 with a byte order mark, so that Excel reads the letters)."""
    yield "\ufeff" + _line(head)
    for row in rows:
        yield _line(neutral(cell) for cell in row)


def _line(cells: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
