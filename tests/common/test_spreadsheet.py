from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.common.spreadsheet import csv_lines, neutral


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("  +47 22 00 00 00", "'  +47 22 00 00 00"),
        ("\u200b@SUM(1)", "'\u200b@SUM(1)"),
        ("=1+1", "'=1+1"),
        ("\t=1", "'\t=1"),
        ("a = b", "a = b"),
        ("", ""),
        (-3, -3),
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell: object, kept: object):
    assert neutral(cell) == kept


text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))


@given(st.lists(st.tuples(text, text), max_size=5))
def test_rows_come_back_as_they_were_but_for_the_apostrophe(rows: list[tuple[str, str]]):
    whole = "".join(csv_lines(["a", "b"], rows))
    assert whole.startswith("\ufeffa,b\r\n")
    read = list(csv.reader(io.StringIO(whole.removeprefix("\ufeff"), newline="")))
    assert read == [["a", "b"], *([neutral(one), neutral(two)] for one, two in rows)]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in read[1:] for cell in row)
