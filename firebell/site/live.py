"""Tells open screens what changed: one stream of server-sent events for each page that is open.

A page says what it has seen (`?since=`, a `pulse.mark`); the stream sends the name of every topic
whose revision differs, and the page fetches those parts again. The mark travels as the event's id,
so a browser that reconnects is told what it missed. A topic that changes all the time is told of
every two seconds, and its last change always is; only that it rings is told at once.
See docs/explanation/screens.md.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.db import close_old_connections
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_GET

from firebell.accounts.access import allow
from firebell.accounts.enums import EVERYONE
from firebell.common import pulse, waking

EVERY = 0.5  # seconds between two looks
APART = 2.0  # seconds between two events of one topic
AT_ONCE = ("rings",)  # what nobody should wait for, and is seldom
HEARTBEAT = 30  # looks without news after which a comment keeps proxies from closing

Look = Callable[[], Awaitable[str]]
Sleep = Callable[[float], Awaitable[None]]


@allow(EVERYONE)
@require_GET
def live(request: Any) -> HttpResponseBase:
    if not isinstance(request, ASGIRequest):
        # A server of the old kind would lose a thread to each page; 204 ends the asking.
        return HttpResponse(status=204)
    workspace_id = request.workspace.pk
    seen = request.headers.get("Last-Event-ID") or request.GET.get("since", "")

    def look() -> str:
        close_old_connections()
        return pulse.mark(workspace_id)

    # Not thread-sensitive: an open stream must not hold a thread of its own between two looks.
    stream = _stream(sync_to_async(look, thread_sensitive=False), seen, workspace_id)
    response = StreamingHttpResponse(stream, content_type="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    close_old_connections()  # this request's own connection would stay open as long as the stream
    return response


async def _stream(look: Look, seen: str, workspace_id: int) -> AsyncIterator[str]:
    async with waking.ear(workspace_id) as ear:
        # A store that wakes us is looked at when it does, and now and then in case it could not.
        rhythm = (EVERY * HEARTBEAT, 1) if waking.hears() else (EVERY, HEARTBEAT)
        async for event in changes(look, seen, sleep=ear.sleep, rhythm=rhythm):
            yield event


async def changes(
    look: Look,
    seen: str,
    *,
    sleep: Sleep = asyncio.sleep,
    rhythm: tuple[float, int] = (EVERY, HEARTBEAT),
    clock: Callable[[], float] = time.monotonic,
) -> AsyncIterator[str]:
    """Server-sent events, for ever: the caller stops by closing the generator.

    `look` answers a `pulse.mark`; `seen` is the last one that the page knows, or "" for "all new".
    `rhythm`: seconds between two looks, and looks without news until a comment. The id of an event
    is what the page has been told, without changes that wait for their turn.
    """
    every, heartbeat = rhythm
    known, quiet = pulse.read_mark(seen), 0
    told: dict[str, float] = {}
    yield "retry: 2000\n\n"
    while True:
        now, moment = pulse.read_mark(await look()), clock()
        changed = [topic for topic in pulse.TOPICS if now.get(topic, 0) != known.get(topic, 0)]
        due = [topic for topic in changed if _may_tell(topic, moment, told)]
        known |= {topic: now[topic] for topic in due}
        told |= dict.fromkeys(due, moment)
        for topic in due:
            yield f"event: {topic}\nid: {pulse.word(known)}\ndata: {now[topic]}\n\n"
        quiet = 0 if due else quiet + 1
        if quiet >= heartbeat:
            quiet = 0
            yield ": still here\n\n"
        await sleep(every if due == changed else min(every, EVERY))


def _may_tell(topic: str, moment: float, told: Mapping[str, float]) -> bool:
    return topic in AT_ONCE or topic not in told or moment - told[topic] >= APART
