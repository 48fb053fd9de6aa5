"""A feed server that misbehaves in every way it knows, on loopback, in a process of its own.

    with feed_server() as server:
        server.url("/etag")
        server.asked("/etag")      # the headers of each request to it, oldest first

`python -m tests.standins.feed_server` prints its port and serves until it is ended.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import ProxyHandler, build_opener


def feed(*titles: str, more: str = "") -> bytes:
    items = "".join(
        f"<item><guid>http://feed.example/{title}</guid><title>{title}</title>"
        f"<pubDate>Mon, 02 Mar 2026 09:{number:02d}:00 GMT</pubDate>"
        f"<description>About {title}</description></item>"
        for number, title in enumerate(titles)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Stand-in</title>'
        f"<link>http://feed.example/</link>{more}{items}</channel></rss>"
    ).encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    log: list[tuple[str, dict[str, str]]] = []
    said: dict[str, list] = {}

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path == "/asked":
            found = [headers for one, headers in self.log if one == query]
            return self.give(json.dumps(found).encode())
        self.log.append((path, dict(self.headers.items())))
        made = self.said.get(path)
        if made is not None:
            status, headers, body = made
            return self.give(body.encode(), status, **headers)
        name = "do_" + path.strip("/").split("/")[0].replace("-", "_")
        getattr(self, name, self.nothing)(query)

    def do_POST(self) -> None:
        """/say: [path, status, headers, body] from now on."""
        length = int(self.headers["Content-Length"])
        path, *made = json.loads(self.rfile.read(length))
        self.said[path] = made
        self.give(b"")

    def give(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def raw(self, *parts: bytes, **headers: str) -> None:
        """Without a length: until the connection is closed."""
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        for part in parts:
            self.wfile.write(part)

    def nothing(self, query: str) -> None:
        self.give(b"no such thing", 404)

    def do_plain(self, query: str) -> None:
        self.give(feed("one", "two"))

    def do_etag(self, query: str) -> None:
        if self.headers.get("If-None-Match") == '"v1"':
            self.send_response(304)
            self.send_header("ETag", '"v1"')
            self.end_headers()
            return
        self.give(feed("one", "two"), ETag='"v1"', Last_Modified="Mon, 02 Mar 2026 10:00:00 GMT")

    def do_gzip(self, query: str) -> None:
        self.give(gzip.compress(feed("one", "two")), Content_Encoding="gzip")

    def do_deflate(self, query: str) -> None:
        packer = zlib.compressobj(wbits=-15)
        body = packer.compress(feed("one", "two")) + packer.flush()
        self.give(body, Content_Encoding="deflate")

    def do_file_gz(self, query: str) -> None:
        self.give(gzip.compress(feed("one", "two")), Content_Type="application/gzip")

    def do_not_packed(self, query: str) -> None:
        self.give(feed("one", "two"), Content_Encoding="gzip")

    def do_brotli(self, query: str) -> None:
        self.give(b"\x8b\x00\x80", Content_Encoding="br")

    def do_cut_gzip(self, query: str) -> None:
        self.give(gzip.compress(feed("one", "two"))[:60], Content_Encoding="gzip")

    def do_bomb(self, query: str) -> None:
        """A hundred megabytes in one tenth of one."""
        packer = zlib.compressobj(6, wbits=31)
        body = b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()
        self.give(body, Content_Encoding="gzip")

    def do_layers(self, query: str) -> None:
        body = gzip.compress(gzip.compress(gzip.compress(feed("one"))))
        self.give(body, Content_Encoding="gzip, gzip, gzip")

    def do_to(self, query: str) -> None:
        """/to?STATUS;LOCATION"""
        status, _, target = query.partition(";")
        self.give(b"", int(status), Location=target, Set_Cookie="secret=1; Path=/")

    def do_circle(self, query: str) -> None:
        self.give(b"", 302, Location="/circle-too")

    def do_circle_too(self, query: str) -> None:
        self.give(b"", 302, Location="/circle")

    def do_on(self, query: str) -> None:
        """On and on."""
        self.give(b"", 302, Location=f"/on?{int(query or 0) + 1}")

    def do_lost(self, query: str) -> None:
        self.give(b"", 302)

    def do_drip(self, query: str) -> None:
        self.raw()
        for byte in feed("one") * 1000:
            self.wfile.write(bytes([byte]))
            time.sleep(0.05)

    def do_drip_headers(self, query: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(10_000):
            self.wfile.write(b"X-%d: 1\r\n" % number)
            time.sleep(0.05)

    def do_endless(self, query: str) -> None:
        self.raw(feed("one")[:-16])
        while True:
            self.wfile.write(b"<item><title>more</title></item>" * 1000)

    def do_too_long_said(self, query: str) -> None:
        """The length says more than is sent."""
        body = feed("one", "two")
        self.send_response(200)
        self.send_header("Content-Length", str(len(body) + 100))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def do_too_short_said(self, query: str) -> None:
        body = feed("one", "two")
        self.send_response(200)
        self.send_header("Content-Length", str(len(body) - 60))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def do_cut(self, query: str) -> None:
        self.raw(feed("one", "two")[:-70])

    def do_wrong_charset(self, query: str) -> None:
        body = feed("blåbær").decode().encode("latin-1")
        self.give(body, Content_Type="application/xml; charset=utf-8")

    def do_busy(self, query: str) -> None:
        self.give(b"slow down", 429, Retry_After="120")

    def do_broken(self, query: str) -> None:
        self.give(b"oops", 500)

    def do_page(self, query: str) -> None:
        page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/plain"></head>'
        self.give(page, Content_Type="text/html")

    def do_not_http(self, query: str) -> None:
        self.wfile.write(b"220 mail.example ESMTP\r\n")
        self.close_connection = True

    def log_message(self, *_args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_args: object) -> None:
        """Whoever has enough hangs up; that is no error here."""


class FeedServer:
    def __init__(self, port: int) -> None:
        self.port = port
        self._opener = build_opener(ProxyHandler({}))

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[dict[str, str]]:
        with self._opener.open(self.url(f"/asked?{path}"), timeout=10) as answer:
            found: list[dict[str, str]] = json.load(answer)
            return found

    def say(self, path: str, body: bytes, status: int = 200, **headers: str) -> None:
        """From now on `path` answers so."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        said = json.dumps([path, status, named, body.decode()]).encode()
        self._opener.open(self.url("/say"), said, timeout=10).close()


@contextmanager
def feed_server() -> Iterator[FeedServer]:
    command = [sys.executable, "-m", "tests.standins.feed_server"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield FeedServer(int(process.stdout.readline()))
        finally:
            process.terminate()


if __name__ == "__main__":
    server = Server(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()
