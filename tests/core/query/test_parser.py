"""The grammar: what is read, what is refused, and where."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from firebell.core.query import Problem, QueryError, parse, to_text
from firebell.core.query.ast import And, Not, Or, Words
from tests.core.query.strategies import anything, queries, wants_something


@settings(max_examples=300, deadline=None)
@given(queries)
def test_canonical_text_reads_back_as_the_same_tree(node):
    assert parse(to_text(node)) == node


@settings(max_examples=150, deadline=None)
@given(anything)
def test_refused_as_only_negative_exactly_if_nothing_is_wanted(node):
    if wants_something(node):
        parse(to_text(node))
        return
    with pytest.raises(QueryError) as caught:
        parse(to_text(node))
    assert caught.value.problem is Problem.ONLY_NEGATIVE


def refusal(text: str) -> QueryError | None:
    try:
        parse(text)
    except QueryError as error:
        return error
    return None


ALPHABET = st.sampled_from([*'ab(){}"“*:#@-<=/ 5.\n\0', "AND ", "OR ", " NOT ", "NEAR/2 ", "lang:"])


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(), st.lists(ALPHABET, max_size=15).map("".join)))
@example("@@@0")
@example("###0")
def test_any_text_is_read_or_refused_with_a_place_inside(text):
    error = refusal(text)
    if error is None:
        assert parse(to_text(parse(text))) == parse(text)
        return
    assert 0 <= error.start <= error.end <= len(text)
    assert error.message
    assert error.found
    assert error.expected
    assert "^" in error.marked(text)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("a b OR c", "(a AND b) OR c"),
        ("a AND b OR c AND d", "(a AND b) OR (c AND d)"),
        ("a NOT b c", "a AND NOT b AND c"),
        ("NOT NOT a", "NOT NOT a"),
        ("(a)", "a"),
        ("(a AND b) AND c", "(a AND b) AND c"),
        ("a and b", "a AND and AND b"),
        ('"AND"', '"AND"'),
        ('"word"', "word"),
        ("“late  flight”", '"late flight"'),
        ("#Fail @United", "hashtag:Fail AND mention:United"),
        ("LANG:EN is:Review", "lang:en AND is:review"),
        ("rating:=2 rating:<=2.50", "rating:2 AND rating:<=2.5"),
        ("followers:>=01000", "followers:>=1000"),
        ('author:"john doe"', 'author:"john doe"'),
        ("author:@john*", "author:john*"),
        ("10:30", '"10:30"'),
        ("a NEAR/3 b c", "(a NEAR/3 b) AND c"),
        ("NOT a NEAR/3 b OR c d NOT e", None),
    ],
)
def test_canonical_text(text, canonical):
    if canonical is None:
        with pytest.raises(QueryError):
            parse(text)
    else:
        assert to_text(parse(text)) == canonical


@pytest.mark.parametrize(
    ("text", "problem", "start", "end"),
    [
        ("", Problem.EMPTY, 0, 0),
        ("  \n", Problem.EMPTY, 3, 3),
        ("NOT delta", Problem.ONLY_NEGATIVE, 0, 9),
        ("late OR NOT delta", Problem.ONLY_NEGATIVE, 8, 17),
        ("late OR (a AND NOT b) OR (NOT c NOT d)", Problem.ONLY_NEGATIVE, 26, 37),
        ("late AND", Problem.UNEXPECTED, 8, 8),
        ("AND late", Problem.UNEXPECTED, 0, 3),
        ("late OR AND x", Problem.UNEXPECTED, 8, 11),
        ("late)", Problem.UNEXPECTED, 4, 5),
        ("late ()", Problem.UNEXPECTED, 6, 7),
        ("a (late OR b", Problem.UNCLOSED, 2, 3),
        ('a "late', Problem.UNCLOSED, 2, 3),
        ("a {late", Problem.UNCLOSED, 2, 3),
        ("late}", Problem.UNCLOSED, 4, 5),
        ("late NEAR flight", Problem.BAD_NEAR, 5, 9),
        ("late NEAR/0 flight", Problem.BAD_NEAR, 5, 11),
        ("late NEAR/101 flight", Problem.BAD_NEAR, 5, 13),
        ("a NEAR/2 b NEAR/2 c", Problem.BAD_NEAR, 11, 17),
        ("(a b) NEAR/2 c", Problem.BAD_NEAR, 1, 4),
        ("a NEAR/2 lang:en", Problem.BAD_NEAR, 9, 16),
        ("x auther:bob", Problem.UNKNOWN_FIELD, 2, 9),
        ("x lang: en", Problem.BAD_VALUE, 2, 7),
        ("lang:english", Problem.BAD_VALUE, 0, 12),
        ("is:tweet", Problem.BAD_VALUE, 0, 8),
        ("rating:bad", Problem.BAD_VALUE, 0, 10),
        ("rating:<=7", Problem.BAD_VALUE, 0, 10),
        ("followers:1.5", Problem.BAD_VALUE, 0, 13),
        ("site:example.com/x", Problem.BAD_VALUE, 0, 18),
        ('hashtag:"two words"', Problem.BAD_VALUE, 0, 19),
        ("channel:twit*", Problem.BAD_VALUE, 0, 13),
        ("a*", Problem.BAD_PREFIX, 0, 2),
        ("*ing", Problem.BAD_PREFIX, 0, 4),
        ("東京*", Problem.BAD_PREFIX, 0, 3),
        ('"late fl*"', Problem.BAD_PREFIX, 0, 10),
        ("late :-)", Problem.NOTHING_TO_FIND, 5, 7),
        ("late -delta", Problem.MINUS, 5, 11),
        ("late \0", Problem.BAD_CHARACTER, 5, 6),
        ("a\ud800", Problem.BAD_CHARACTER, 1, 2),
        ("(" * 60 + "a" + ")" * 60, Problem.TOO_DEEP, 50, 51),
        ("NOT " * 2_000 + "a", Problem.TOO_DEEP, 200, 203),
        ("a" * 10_001, Problem.TOO_LONG, 10_000, 10_001),
    ],
)
def test_refused_with_the_exact_place(text, problem, start, end):
    with pytest.raises(QueryError) as caught:
        parse(text)
    error = caught.value
    assert (error.problem, error.start, error.end) == (problem, start, end)


def test_error_shows_place_found_and_expected():
    text = "late AND\nauther:bob"
    with pytest.raises(QueryError) as caught:
        parse(text)
    error = caught.value
    assert error.found == "auther:"
    assert "author:" in error.expected
    assert "Did you mean author?" in error.message
    assert str(error).endswith("(at character 10)")
    assert error.marked(text) == "auther:bob\n^^^^^^^"
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_nodes_know_their_places():
    node = parse("late  AND (delta OR NOT NOT x)")
    assert isinstance(node, And)
    late, group = node.children
    assert isinstance(group, Or)
    assert (late.span, group.span, node.span) == ((0, 4), (11, 29), (0, 29))
    assert node == And((Words("late"), Or((Words("delta"), Not(Not(Words("x")))))))
