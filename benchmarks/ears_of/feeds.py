"""Feeds: bytes read, and many feeds through the house. Their lag is how often they are asked."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from benchmarks.hearing import apart, open_source, rate, texts, watch, working
from benchmarks.houses import Stage, finish, start

FEEDS, ENTRIES, READ_AGAIN = 8, 500, 10


def measure(stage: Stage, data: Path, folder: Path, shorter: float) -> dict[str, Any]:
    feeds = max(1, int(FEEDS / shorter))
    said = texts(data, feeds * ENTRIES)
    bodies = [_feed(n, said[n * ENTRIES : (n + 1) * ENTRIES]) for n in range(feeds)]
    body, again = bodies[0], max(2, int(READ_AGAIN / shorter))
    ours, theirs = _parse(body, again), _feedparser(body, again)
    return {
        "entries_a_feed": ENTRIES,
        "bytes_a_feed": len(body),
        "parse_entries_per_second": rate(again * ENTRIES, ours),
        "parse_megabytes_per_second": rate(again * len(body) // 1_000, ours * 1_000),
        "feedparser_entries_per_second": rate(again * ENTRIES, theirs),
        "feedparser_megabytes_per_second": rate(again * len(body) // 1_000, theirs * 1_000),
        **_house(stage, bodies),
    }


def _feed(number: int, said: list[str]) -> bytes:
    now = datetime.now(UTC)
    items = "".join(
        f"<item><title>{escape(text[:60])}</title><description>{escape(text)}</description>"
        f"<link>https://news.example/{number}/{n}</link>"
        f"<guid isPermaLink='false'>tag:news.example,{number}:{n}</guid>"
        f"<pubDate>{format_datetime(now - timedelta(seconds=n))}</pubDate></item>"
        for n, text in enumerate(said)
    )
    head = f"<title>News {number}</title><link>https://news.example/</link>"
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel>{head}{items}</channel></rss>".encode()
    )


def _parse(body: bytes, again: int) -> float:
    from firebell.channels.networks.feeds.config import FeedConfig
    from firebell.channels.networks.feeds.parse import parse, tell

    url, headers = "https://news.example/feed", {"content-type": "application/rss+xml"}
    feed = FeedConfig(url, "news", 5, None)
    began = time.perf_counter()
    for _ in range(again):
        assert len(list(tell(parse(body, headers, url), feed, datetime.now(UTC)))) == ENTRIES
    return time.perf_counter() - began


def _feedparser(body: bytes, again: int) -> float:
    import feedparser

    began = time.perf_counter()
    for _ in range(again):
        assert len(feedparser.parse(body)["entries"]) == ENTRIES
    return time.perf_counter() - began


def _serve(pipe: Connection, bodies: list[bytes]) -> None:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            return

        def do_GET(self) -> None:
            body = bodies[int(self.path.rpartition("/")[2])]
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    pipe.send(f"http://127.0.0.1:{server.server_port}")
    server.serve_forever()


def _house(stage: Stage, bodies: list[bytes]) -> dict[str, Any]:
    house, expected = stage.house("feeds"), len(bodies) * ENTRIES
    with apart(_serve, bodies) as (url, _pipe):
        for number in range(len(bodies)):
            finish(start(house, open_source, "feeds", {"address": f"{url}/{number}"}, True))
        began = time.time()
        with working(house):
            found = watch(house, expected, 120)
    stage.clear(house)
    return {
        "feeds": len(bodies),
        "worker_entries_per_second": rate(found.stored, found.last - began),
        "lost": expected - found.different,
        "doubled": found.stored - found.different,
    }
