from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import count

from django.test import AsyncRequestFactory

from firebell.site import live
from tests.cast import Cast
from tests.screens import signed_in


def told(marks: Sequence[str], seen: str, look_every: float = live.APART) -> str:
    """What a page hears that has `seen` this, while the revisions go through `marks`, each found
    so many seconds after the one before."""

    async def heard() -> str:
        remaining, moments = iter(marks), count(0.0, look_every)

        async def look() -> str:
            return next(remaining)

        async def sleep(seconds: float) -> None:
            assert seconds == live.EVERY

        stream = live.changes(look, seen, sleep=sleep, clock=lambda: next(moments))
        parts = [await anext(stream)]
        try:
            async for part in stream:
                parts.append(part)
        except RuntimeError as end:  # the marks are used up
            assert isinstance(end.__cause__, StopIteration)  # noqa: PT017
        return "".join(parts)

    return asyncio.run(heard())


def test_a_page_hears_of_what_changed_since_it_was_made_and_of_nothing_else():
    assert told(["0.1.7.0.0.0", "0.1.7.0.0.0", "0.1.8.0.2.0"], "0.1.6.0.0.0") == (
        "retry: 2000\n\n"
        "event: cases\nid: 0.1.7.0.0.0\ndata: 7\n\n"
        "event: cases\nid: 0.1.8.0.2.0\ndata: 8\n\n"
        "event: people\nid: 0.1.8.0.2.0\ndata: 2\n\n"
    )


def test_a_page_that_knows_nothing_hears_of_everything_that_ever_changed():
    assert told(["0.1.0.3.0.0"], "") == (
        "retry: 2000\n\n"
        "event: alerts\nid: 0.1.0.3.0.0\ndata: 1\n\n"
        "event: sources\nid: 0.1.0.3.0.0\ndata: 3\n\n"
    )


def test_what_changes_all_the_time_is_told_now_and_then_and_its_last_change_always_is():
    marks = [
        "0.1.0.0.0.0",
        "0.2.0.0.0.0",
        "0.2.0.0.1.0",
        "0.3.0.0.1.0",
        "0.4.0.0.1.0",
        "0.4.0.0.1.0",
    ]
    assert told(marks, "0.0.0.0.0.0", look_every=0.5) == (
        "retry: 2000\n\n"
        "event: alerts\nid: 0.1.0.0.0.0\ndata: 1\n\n"
        "event: people\nid: 0.1.0.0.1.0\ndata: 1\n\n"
        "event: alerts\nid: 0.4.0.0.1.0\ndata: 4\n\n"
    )


def test_that_it_rings_is_told_at_once():
    marks = ["1.1.0.0.0.0", "2.2.0.0.0.0", "3.3.0.0.0.0"]
    assert told(marks, "0.0.0.0.0.0", look_every=0.5) == (
        "retry: 2000\n\n"
        "event: rings\nid: 1.1.0.0.0.0\ndata: 1\n\n"
        "event: alerts\nid: 1.1.0.0.0.0\ndata: 1\n\n"
        "event: rings\nid: 2.1.0.0.0.0\ndata: 2\n\n"
        "event: rings\nid: 3.1.0.0.0.0\ndata: 3\n\n"
    )


def test_silence_is_filled_with_comments_so_that_nothing_between_closes():
    same = ["0.1.1.1.1.0"] * (2 * live.HEARTBEAT)
    assert told(same, "0.1.1.1.1.0") == "retry: 2000\n\n" + ": still here\n\n" * 2


def test_the_answer_is_a_stream_that_nobody_keeps(cast: Cast):
    request = AsyncRequestFactory().get("/w/house/live")
    request.workspace = cast.house
    response = live.live(request)
    assert response.is_async
    assert response.headers["Content-Type"] == "text/event-stream"
    assert response.headers["Cache-Control"] == "no-store"


def test_a_server_that_cannot_stream_says_so_at_once(cast: Cast):
    assert signed_in(cast.agent).get("/w/house/live").status_code == 204
