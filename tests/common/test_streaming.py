from __future__ import annotations

import asyncio

from django.test import AsyncRequestFactory, RequestFactory

from firebell.common.streaming import PIECES, download

LINES = [f"{number}\n" for number in range(2 * PIECES + 1)]


def test_both_kinds_of_server_get_the_same_file_in_pieces():
    plain = download(RequestFactory().get("/"), iter(LINES), name="a.csv", content_type="text/csv")
    pieces = list(plain.streaming_content)

    async def collected() -> list[bytes]:
        request = AsyncRequestFactory().get("/")
        response = download(request, iter(LINES), name="a.csv", content_type="text/csv")
        return [piece async for piece in response.streaming_content]

    assert pieces == asyncio.run(collected())
    assert b"".join(pieces).decode() == "".join(LINES)
    assert len(pieces) == 3
    assert plain.headers["Content-Disposition"] == 'attachment; filename="a.csv"'
