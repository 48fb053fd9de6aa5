"""Long answers a piece at a time, under either kind of server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from itertools import islice

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse

PIECES = 200  # joined before they are sent


def download(
    request: HttpRequest, pieces: Iterator[str], *, name: str, content_type: str
) -> StreamingHttpResponse:
    """`pieces` as a file called `name`. An asynchronous server would else collect all of it."""
    joined = _joined(pieces)
    content = _awaited(joined) if isinstance(request, ASGIRequest) else joined
    response = StreamingHttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _joined(pieces: Iterator[str]) -> Iterator[str]:
    while some := list(islice(pieces, PIECES)):
        yield "".join(some)


async def _awaited(pieces: Iterator[str]) -> AsyncIterator[str]:
    take = sync_to_async(next)
    while (piece := await take(pieces, None)) is not None:
        yield piece
