"""docs/reference/query-language.md says the truth: every example on it is tried."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest

from firebell.core.query import Problem, QueryError, matches, parse, to_text
from firebell.core.query.fields import HAS, SEARCH_FIELDS, SEARCH_KINDS, STATES
from firebell.core.schema import Sentiment

PAGE = Path(__file__).parents[3] / "docs/reference/query-language.md"
TEXT = PAGE.read_text(encoding="utf-8")
QUERIES = [
    line
    for block in re.findall(r"```query\n(.*?)```", TEXT, re.DOTALL)
    for line in block.splitlines()
]


def table(heading: str) -> list[list[str]]:
    """The rows of the table under this heading line, without the code marks."""
    body = TEXT.split(heading + "\n", 1)[1].split("\n\n", 1)[0].splitlines()[1:]
    return [[cell.strip().strip("`") for cell in row.strip("|").split("|")] for row in body]


SEARCHES = [
    line
    for block in re.findall(r"```search\n(.*?)```", TEXT, re.DOTALL)
    for line in block.splitlines()
]
FOUND = table("| query | finds | does not find |")
WRONG = table("| wrong | problem | from | to |")


def test_the_page_was_read():
    assert len(QUERIES) == 21
    assert len(SEARCHES) == 6
    assert len(FOUND) == 15
    assert len(WRONG) == 9


@pytest.mark.parametrize("query", QUERIES)
def test_example_is_a_query(query):
    assert parse(to_text(parse(query))) == parse(query)


@pytest.mark.parametrize("search", SEARCHES)
def test_example_is_a_search_and_no_query(search):
    tree = parse(search, search=True)
    assert parse(to_text(tree), search=True) == tree
    with pytest.raises(QueryError):
        parse(search)


@pytest.mark.parametrize(("query", "finds", "does_not"), FOUND)
def test_example_finds_what_the_page_says(query, finds, does_not):
    assert matches(query, pa.table({"text": [finds, does_not]})).to_pylist() == [True, False]


@pytest.mark.parametrize(("wrong", "problem", "start", "end"), WRONG)
def test_example_is_refused_where_the_page_says(wrong, problem, start, end):
    with pytest.raises(QueryError) as caught:
        parse(wrong)
    error = caught.value
    assert (error.problem, error.start, error.end) == (problem, int(start), int(end))


def test_all_fields_kinds_and_problems_are_described():
    described = set(re.findall(r"`([a-z_]+):?`", TEXT))
    assert described >= {*SEARCH_FIELDS, *HAS, *SEARCH_KINDS, *STATES, *Sentiment, *Problem}


def test_both_ways_to_write_a_condition_on_both_operators_agree():
    assert parse("late OR flight delayed") == parse("late OR (flight AND delayed)")
