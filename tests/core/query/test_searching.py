"""What an index answers, and what is left to be tested, together find what the matcher finds."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.query import matches, parse
from firebell.core.query.ast import And, Comparison, Field, FieldName, Measure, MeasureName
from firebell.core.query.findable import ALL, Findable, fact, facts, together, words
from firebell.core.query.searching import Any, Every, Find, Term, planned
from firebell.core.schema import INTERACTION
from tests.core.query.strategies import posts, queries


class PlainIndex:
    """The obvious index: the words of each column of one post in a list, its facts in a set."""

    def __init__(self, known: Findable) -> None:
        self.columns = [words(known.text), words(known.author)]
        self.columns += [[one] for one in facts(known)]

    def holds(self, find: Find) -> bool:
        match find:
            case Term(wanted, open_end):
                return any(stands(wanted, open_end, column) for column in self.columns)
            case Every(wanted, unwanted):
                return all(map(self.holds, wanted)) and not any(map(self.holds, unwanted))
            case Any(of):
                return any(map(self.holds, of))

    def beginning(self, prefix: str) -> Sequence[str]:
        return [word for column in self.columns for word in column if word.startswith(prefix)]


def stands(wanted: tuple[str, ...], open_end: bool, column: list[str]) -> bool:
    for place in range(len(column) - len(wanted) + 1):
        here = column[place : place + len(wanted)]
        last = here[-1].startswith(wanted[-1]) if open_end else here[-1] == wanted[-1]
        if here[:-1] == list(wanted[:-1]) and last:
            return True
    return False


def findable(post: dict[str, object]) -> Findable:
    media = sum(1 << n for n, name in enumerate(("link", "image", "video")) if post[f"has_{name}"])
    return Findable(
        str(post["text"]), str(post["author"]), str(post["channel"]), str(post["kind"]),
        str(post["language_hint"] or ""), str(post["url"] or ""), post["rating"],
        post["followers"], media,
    )  # fmt: skip


def as_table(post: dict[str, object]) -> pa.Table:
    """As the matcher takes it; in a search a word may be the author's too."""
    columns = {name: [value] for name, value in post.items()}
    columns["text"] = [together(str(post["text"]), str(post["author"]))]
    schema = pa.schema([INTERACTION.field(name) for name in columns])
    return pa.table(columns, schema=schema)


@pytest.mark.parametrize("expands", [True, False])
@given(query=queries, post=posts)
def test_index_and_test_find_what_the_matcher_finds(query, post, expands):
    index, table = PlainIndex(findable(post)), as_table(post)
    plan = planned(query, index.beginning if expands else None)
    found = index.holds(plan.find)
    matched = matches(query, table)[0].as_py()
    if plan.rest is None:
        assert found == matched
    else:
        assert found or not matched
        assert (found and matches(plan.rest, table)[0].as_py()) == matched


@given(query=queries, post=posts)
def test_a_beginning_of_too_many_words_is_left_to_be_tested(query, post):
    table = as_table(post)
    plan = planned(query, lambda prefix: None)
    assert PlainIndex(findable(post)).holds(plan.find) or not matches(query, table)[0].as_py()


@pytest.mark.parametrize(
    "text",
    [
        "refund late", '"lost luggage" OR bag*', "lang:no NOT channel:twitter", "rating:<=2",
        "rating:>3.5", "followers:>=1000", "followers:<200000", "author:john_doe", "#fail @united*",
        "site:example.com", "is:review has:image",
    ],
)  # fmt: skip
def test_the_index_alone_answers_what_is_asked_most(text):
    assert planned(parse(text)).rest is None


@pytest.mark.parametrize(
    "text", ["{Apple}", "late NEAR/5 flight", "url:example.com", "rating:<=2.3", "followers:>1234"]
)
def test_the_rest_is_tested(text):
    assert planned(parse(text)).rest == parse(text)
    both = planned(parse(f"refund {text}"))
    assert both.rest == parse(text)
    assert both.find != Every()


def test_times_bound_the_search_and_are_not_tested():
    text = "bag after:2026-03-01 before:2026-04-01 after:2026-02-01"
    node = And(tuple(parse(text, search=True).children))
    plan = planned(node)
    assert (plan.find, plan.rest) == (Term(("bag",)), None)
    assert (plan.since.isoformat(), plan.until.isoformat()) == (
        "2026-03-01T00:00:00",
        "2026-04-01T00:00:00",
    )


@given(st.sampled_from(MeasureName), st.floats(0, 1e13), st.floats(0, 1e13))
def test_a_number_stands_on_the_rungs_that_ask_for_it(name, value, number):
    if name is MeasureName.RATING:
        value, number = value % 6, 1 + number % 4
    post = Findable("", "", rating=value, followers=None)
    if name is MeasureName.FOLLOWERS:
        post = Findable("", "", followers=int(value))
        value, number = int(value), int(number)
    held = {ALL, *facts(post)}
    for comparison in Comparison:
        plan = planned(Measure(name, comparison, float(number)))
        asked = plan.find.of if isinstance(plan.find, Any) else (plan.find,)
        found = any(term.words[0] in held for term in asked)
        holds = {
            "<": value < number, "<=": value <= number, "=": value == number,
            ">=": value >= number, ">": value > number,
        }[comparison]  # fmt: skip
        assert found or not holds
        if plan.rest is None:
            assert found == holds


@given(st.text(max_size=30))
def test_a_fact_is_one_word_that_no_text_holds(value):
    one = fact("author", value)
    assert one.startswith(":author:")
    assert one not in words(value)
    assert not set(one) & set(" \t\n\"'*()\\")


@given(st.text(max_size=20), st.text(max_size=20))
def test_facts_begin_each_other_as_their_values_do(one, other):
    if (one + other).startswith(one) and len(one + other) < 100:
        assert fact("author", one + other).startswith(fact("author", one))


def test_a_handle_is_asked_for_as_it_is_written():
    plan = planned(Field(FieldName.AUTHOR, "John.Doe"))
    assert plan.find == Term((":author:john:2edoe",))
