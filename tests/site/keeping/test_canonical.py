"""A value that went into a store and came out again is written down as before."""

from __future__ import annotations

import json
import math
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from firebell.site.keeping import canonical

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


def through_sqlite(kind: str, value: object) -> object:
    (stored,) = canonical.changer([kind], canonical.TO_SQLITE)([value])
    (read,) = canonical.changer([kind], canonical.FROM_SQLITE)([stored])
    return read


@given(st.datetimes(min_value=datetime(1, 1, 1), max_value=datetime(9999, 12, 31)))
@example(datetime(2026, 3, 2, 12))
def test_an_instant(at):
    written = at.isoformat(timespec="microseconds") + "Z"
    assert through_sqlite("instant", written) == written


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("2026-03-02 12:00:00", "2026-03-02T12:00:00.000000Z"),
        ("2026-03-02 12:00:00.5", "2026-03-02T12:00:00.500000Z"),
        ("2026-03-02 13:00:00+01:00", "2026-03-02T12:00:00.000000Z"),
    ],
)
def test_an_instant_as_other_programs_write_it(stored, written):
    assert canonical.FROM_SQLITE["instant"](stored) == written


@given(st.floats(allow_nan=False))
def test_a_float(value):
    (read,) = canonical.changer(["float"], canonical.FROM_SQLITE)([value])
    line = canonical.line([read])
    assert float(json.loads(line)[0]).hex() == value.hex()


def test_what_is_no_number_is_still_strict_json():
    change = canonical.changer(["float"] * 3, canonical.FROM_SQLITE)
    read = change([math.inf, -math.inf, math.nan])
    assert canonical.line(read) == b'["Infinity","-Infinity","NaN"]\n'


@given(st.binary())
def test_bytes(value):
    (written,) = canonical.changer(["binary"], canonical.FROM_SQLITE)([value])
    (read,) = canonical.changer(["binary"], canonical.TO_POSTGRES)([written])
    assert read == value


@given(JSON)
@example({"b": 1e22, "a": -0.0, "c": [1e16, 1.5e300, 10**22]})
def test_json_is_written_once_and_for_all(value):
    once = canonical.canonical_json(json.dumps(value))
    assert canonical.canonical_json(once) == once
    assert exactly(once) == exactly(json.dumps(value))
    assert once.isascii()


def exactly(text: str) -> object:
    return json.loads(text, parse_int=Decimal, parse_float=Decimal)


def test_sql_null_and_json_null_are_two_things():
    change = canonical.changer(["json"], canonical.FROM_SQLITE)
    assert (change([None]), change(["null"])) == ([None], ["null"])


def test_the_order_of_keys_makes_no_difference():
    assert (
        canonical.canonical_json('{"b": 1, "a": {"d": 1, "c": 2}}') == '{"a":{"c":2,"d":1},"b":1}'
    )
