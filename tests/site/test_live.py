from __future__ import annotations

import asyncio
from collections.abc import Sequence

from django.test import AsyncRequestFactory

from firebell.site import live
from tests.cast import Cast
from tests.screens import signed_in


def told(marks: Sequence[str], seen: str) -> str:
    """What a page hears that has `seen` this, while the revisions go through `marks`."""

    async def heard() -> str:
        remaining = iter(marks)

        async def look() -> str:
            return next(remaining)

        async def sleep(seconds: float) -> None:
            assert seconds == live.EVERY

        stream = live.changes(look, seen, sleep=sleep)
        parts = [await anext(stream)]
        try:
            async for part in stream:
                parts.append(part)
        except RuntimeError as end:  # the marks are used up
            assert isinstance(end.__cause__, StopIteration)  # noqa: PT017
        return "".join(parts)

    return asyncio.run(heard())


def test_a_page_hears_of_what_changed_since_it_was_made_and_of_nothing_else():
    assert told(["1.7.0.0", "1.7.0.0", "1.8.0.2"], "1.6.0.0") == (
        "retry: 2000\n\n"
        "event: cases\nid: 1.7.0.0\ndata: 7\n\n"
        "event: cases\nid: 1.8.0.2\ndata: 8\n\n"
        "event: people\nid: 1.8.0.2\ndata: 2\n\n"
    )


def test_a_page_that_knows_nothing_hears_of_everything_that_ever_changed():
    assert told(["1.0.3.0"], "") == (
        "retry: 2000\n\n"
        "event: alerts\nid: 1.0.3.0\ndata: 1\n\n"
        "event: sources\nid: 1.0.3.0\ndata: 3\n\n"
    )


def test_silence_is_filled_with_comments_so_that_nothing_between_closes():
    same = ["1.1.1.1"] * (2 * live.HEARTBEAT)
    assert told(same, "1.1.1.1") == "retry: 2000\n\n" + ": still here\n\n" * 2


def test_the_answer_is_a_stream_that_nobody_keeps(cast: Cast):
    request = AsyncRequestFactory().get("/w/house/live")
    request.workspace = cast.house
    response = live.live(request)
    assert response.is_async
    assert response.headers["Content-Type"] == "text/event-stream"
    assert response.headers["Cache-Control"] == "no-store"


def test_a_server_that_cannot_stream_says_so_at_once(cast: Cast):
    assert signed_in(cast.agent).get("/w/house/live").status_code == 204
