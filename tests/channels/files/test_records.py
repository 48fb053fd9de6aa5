from __future__ import annotations

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from firebell.channels.files import records
from firebell.channels.files.decode import decode_csv, decode_json, fits_csv
from firebell.channels.files.records import (
    Position,
    Problem,
    Record,
    array_records,
    line_records,
    quoted_records,
)

START = Position(0, 1, 1)
TRICKY = st.text(alphabet='a",;\n\r\té💯 ', max_size=8)


def cut(raw: bytes, width: int, start: Position = START) -> list[Record]:
    stream = io.BytesIO(raw)
    stream.seek(start.offset)
    return list(quoted_records(stream, start, b",", lambda row: fits_csv(row, width, ",")))


def fields(found: list[Record], width: int) -> list[list[str]]:
    names = [str(number) for number in range(width)]
    decoded = decode_csv([one.raw for one in found], names, ",", "utf-8", repair=False)
    assert decoded.refused == {}
    return [list(row) for row in zip(*decoded.columns.values(), strict=True)]


@given(
    st.lists(st.lists(TRICKY, min_size=3, max_size=3), max_size=6), st.sampled_from(["\r\n", "\n"])
)
def test_whatever_a_csv_writer_writes_is_cut_into_its_rows(rows, ending):
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows(rows)
    found = cut(out.getvalue().encode(), 3)
    assert fields(found, 3) == rows
    assert [one.row for one in found] == list(range(1, len(rows) + 1))


@given(st.binary(max_size=200), st.integers(1, 3))
def test_bytes_are_neither_lost_nor_read_twice_and_every_border_is_a_beginning(raw, width):
    found = cut(raw, width)
    assert b"".join(one.raw for one in found).split() == raw.split()
    for index, one in enumerate(found):
        assert cut(raw, width, one.after) == found[index + 1 :]


@given(st.lists(st.sampled_from([b'"', b"a", b",", b"\n", b'""', b'",']), max_size=60))
def test_stray_quotes_swallow_nothing(pieces):
    raw = b"".join(pieces) + b"\nx,y\n"
    last = cut(raw, 2)[-1]
    assert last.raw.endswith(b"x,y\n")


def test_a_quote_that_never_closes_costs_one_row_only():
    found = cut(b'a,"b\nc,d\ne,f\n', 2)
    assert [one.problem for one in found] == [Problem.QUOTE_OPEN, Problem.NONE, Problem.NONE]
    assert [(one.row, one.line) for one in found] == [(1, 1), (2, 2), (3, 3)]


def test_a_quote_that_closes_in_a_later_row_costs_one_row_only():
    found = cut(b'a,"b\nc,d\ne,"f"\ng,h\n', 2)
    assert found[0].problem is Problem.QUOTE_OPEN
    assert [one.raw for one in found[1:]] == [b"c,d\n", b'e,"f"\n', b"g,h\n"]


def test_looking_for_the_end_of_quotes_is_bounded(monkeypatch):
    monkeypatch.setattr(records, "DOUBT_BYTES", 40)
    line = b'x","y\n'  # opens a quote whether it is read from inside one or from outside
    found = cut(line * 2_000, 2)
    assert len(found) == 2_000
    # One look ahead to the end of the file, and none after that.
    assert found[0].after.doubt == found[-1].after.doubt > 40


def test_lines_count_on_over_line_breaks_inside_quotes():
    found = cut(b'a,"1\n2\n3"\n\nb,c\n', 2)
    assert [(one.row, one.line) for one in found] == [(1, 1), (2, 5)]


def test_an_overlong_line_is_one_record_and_the_next_is_whole(monkeypatch):
    monkeypatch.setattr(records, "ROW_BYTES", 100)
    monkeypatch.setattr(records, "LOOKAHEAD_BYTES", 300)
    raw = b"a," + b"x" * 5_000 + b"\nb,c\n"
    long, short = cut(raw, 2)
    assert (long.problem, long.size) == (Problem.TOO_LONG, 5_003)
    assert (short.raw, short.row, short.line) == (b"b,c\n", 2, 2)
    assert list(line_records(io.BytesIO(raw), START)) == [long, short]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet='a"\\[]{},é\n', max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    st.lists(st.dictionaries(st.text(max_size=3), JSON, max_size=3), max_size=6), st.integers(1, 9)
)
def test_an_array_is_cut_into_its_elements_wherever_the_blocks_end(rows, block):
    raw = json.dumps(rows, ensure_ascii=False, indent=1).encode()
    found = in_blocks(raw, Position(1, 0, 1), block)
    assert [json.loads(one.raw) for one in found] == rows
    for index, one in enumerate(found):
        assert in_blocks(raw, one.after, block) == found[index + 1 :]


def in_blocks(raw: bytes, start: Position, block: int) -> list[Record]:
    stream = io.BytesIO(raw)
    stream.seek(start.offset)
    old, records.BLOCK_BYTES = records.BLOCK_BYTES, block
    try:
        return list(array_records(stream, start))
    finally:
        records.BLOCK_BYTES = old


def test_an_array_that_breaks_off_says_so():
    found = in_blocks(b'[{"a": 1}, {"a": "x', Position(1, 0, 1), 4)
    assert [one.problem for one in found] == [Problem.NONE, Problem.UNENDED]


def test_something_after_an_array_is_not_passed_over():
    found = in_blocks(b'[{"a": 1}] {"b": 2}', Position(1, 0, 1), 4)
    assert [one.problem for one in found] == [Problem.NONE, Problem.AFTER_THE_END]


@given(st.lists(st.binary(max_size=40), max_size=5))
def test_no_bytes_make_the_parsers_raise(raws):
    for repair in (False, True):
        as_json = decode_json(raws, "utf-8", repair=repair)
        as_csv = decode_csv(raws, ["a", "b"], ",", "utf-8", repair=repair)
        for decoded in (as_json, as_csv):
            assert sorted([*decoded.rows, *decoded.refused]) == list(range(len(raws)))
            assert all(len(c) == len(decoded.rows) for c in decoded.columns.values())
