from __future__ import annotations

import multiprocessing
import os
import signal

import pyarrow as pa
import pytest

from firebell.runners.beside import Beside, Recipe
from firebell.runners.embedded import EmbeddedRunner
from firebell.runners.reading import load_reader
from tests.posts import batch, post

QUERIES = {1: "parcel", 2: "lang:en NOT parcel"}
RECIPE = Recipe("first", QUERIES)


def words(number: int) -> pa.RecordBatch:
    texts = ("where is my parcel?", "the weather is lovely today")
    return batch(*(post(n, text=f"{texts[n % 2]} {n}") for n in range(number, number + 6)))


@pytest.fixture
def beside():
    one = Beside()
    yield one
    one.end()


def test_another_process_says_the_same_in_whatever_order_it_is_asked(beside):
    here = EmbeddedRunner(QUERIES, load_reader())
    asked = {beside.ask(RECIPE, words(n)): words(n) for n in range(5)}
    for number, given in reversed(asked.items()):
        said, wanted = beside.answer(number), here.understand(given)
        assert said.readings.equals(wanted.readings)
        assert said.matches.equals(wanted.matches)


def test_each_recipe_has_its_own_queries(beside):
    other = Recipe("second", {7: "weather"})
    numbers = [beside.ask(recipe, words(0)) for recipe in (RECIPE, other, RECIPE)]
    found = [set(beside.answer(n).matches["query"].to_pylist()) for n in numbers]
    assert found == [{1, 2}, {7}, {1, 2}]


def test_what_the_other_process_raises_is_raised_for_its_batch_alone(beside):
    broken = beside.ask(RECIPE, pa.RecordBatch.from_pydict({"no text": ["at all"]}))
    sound = beside.ask(RECIPE, words(0))
    with pytest.raises(ValueError, match='column "text"'):
        beside.answer(broken)
    assert beside.answer(sound) is not None


def test_a_forgotten_batch_does_not_stand_in_the_way(beside):
    forgotten, wanted = (beside.ask(RECIPE, words(n)) for n in (0, 1))
    beside.forget(forgotten)
    assert beside.answer(wanted) is not None
    assert beside.answer(forgotten) is None


def test_whoever_asks_goes_on_alone_when_the_other_process_dies(beside):
    os.kill(beside._process.pid, signal.SIGKILL)
    beside._process.join()
    numbers = [beside.ask(RECIPE, words(n)) for n in range(2)]
    assert [beside.answer(number) for number in numbers] == [None, None]
    assert beside.is_gone


def test_the_other_process_ends_with_this_one():
    Beside().end()
    assert multiprocessing.active_children() == []
