"""The kit must pass what is right and find what is wrong."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from firebell.channels.conformance import check_network, check_stream
from firebell.channels.contract import Batch, Capabilities, Listening, Network, no_interactions
from tests.posts import batch, post
from tests.site.networks import Told, network

ROWS = 7


@contextmanager
def scene():
    yield {}


class Stream:
    """Says ROWS words, then keeps silent; begins `overlap` rows before its cursor."""

    def __init__(self, overlap=0, lost=0, changed=False, too_many=0):
        self.overlap, self.lost, self.changed, self.too_many = overlap, lost, changed, too_many
        self.runs = 0

    def batches(self, config, cursor, size):
        self.runs += 1
        at = max(0, cursor.get("at", 0) - self.overlap)
        while at < ROWS:
            numbers = range(at, min(at + size + self.too_many, ROWS))
            at = numbers[-1] + 1
            text = f"run {self.runs}" if self.changed else "said"
            said = [post(number, text=text) for number in numbers]
            yield Batch(batch(*said), (), {"at": at + self.lost})
        while True:
            yield Batch(no_interactions(), (), {"at": at})


@pytest.mark.parametrize("stream", [Stream(), Stream(overlap=1), Stream(overlap=4)])
def test_a_stream_that_overlaps_and_loses_nothing_passes(stream):
    check_stream(stream, scene, rows=ROWS)


def test_a_cursor_that_runs_ahead_is_found():
    with pytest.raises(AssertionError, match="lost when cut"):
        check_stream(Stream(lost=1), scene, rows=ROWS)


def test_a_row_that_is_another_after_a_cut_is_found():
    with pytest.raises(AssertionError, match="another row"):
        check_stream(Stream(overlap=1, changed=True), scene, rows=ROWS)


def test_a_batch_that_is_too_large_is_found():
    with pytest.raises(AssertionError, match="a batch of 2 rows where 1 were asked for"):
        check_stream(Stream(too_many=1), scene, rows=ROWS)


def test_a_stream_that_keeps_words_to_itself_is_found():
    with pytest.raises(AssertionError, match="7 rows were heard, 8 are there"):
        check_stream(Stream(), scene, rows=ROWS + 1)


GOOD = network(Told(), every=timedelta(seconds=1))
PUSHED = Capabilities(listen=Listening.PUSHED)
TYPED = Capabilities(listen=Listening.TYPED)


def test_a_network_that_keeps_its_word_passes():
    check_network(GOOD)
    check_network(network(None, every=timedelta(1), capabilities=PUSHED, door=print, parse=print))


@pytest.mark.parametrize(
    "wrong",
    [
        replace(GOOD, name="Told"),
        replace(GOOD, sender="x.y"),
        replace(GOOD, every=timedelta(0)),
        replace(GOOD, door=print),
        replace(GOOD, reader=None),
        replace(GOOD, capabilities=PUSHED),
        replace(GOOD, capabilities=PUSHED, reader=None, door=print),
        replace(GOOD, capabilities=TYPED, reader=None, filters=True),
        replace(GOOD, capabilities=TYPED, reader=None, census="x.y"),
    ],
)
def test_a_network_that_contradicts_itself_is_found(wrong: Network):
    with pytest.raises(AssertionError):
        check_network(wrong)


def test_a_path_that_leads_nowhere_is_found():
    with pytest.raises(ImportError):
        check_network(replace(GOOD, doctor="firebell.nowhere.doctor"))
