from __future__ import annotations

import multiprocessing

import pytest

from firebell.channels.contract import ChannelError
from firebell.runners.ahead import Ahead


def test_everything_comes_once_and_in_order():
    with Ahead(lambda: iter(range(1_000))) as ahead:
        assert list(ahead) == list(range(1_000))


def test_an_error_comes_where_its_item_would_have_come():
    def break_off():
        yield 1
        raise ChannelError("posts.gz breaks off; get it again", permanent=True)

    with Ahead(break_off) as ahead:
        items = iter(ahead)
        assert next(items) == 1
        with pytest.raises(ChannelError, match="breaks off") as raised:
            next(items)
    assert raised.value.permanent is True


def test_leaving_early_ends_the_process():
    def without_end():
        while True:
            yield b"x" * 100_000

    with Ahead(without_end) as ahead:
        next(iter(ahead))
    assert multiprocessing.active_children() == []


def test_a_process_that_dies_is_said_to_have_died():
    import os
    import signal

    def die():
        yield 1
        os.kill(os.getpid(), signal.SIGKILL)

    with Ahead(die) as ahead, pytest.raises(RuntimeError, match="ended with -9"):
        list(ahead)
