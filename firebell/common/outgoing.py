"""The one place that decides which addresses may be reached from here.

Addresses come from users, from posts and from the answers of servers; some of them point back into
the house. A name is resolved once, every address that it stands for is judged, and the connection
goes to an address that was judged, so that a name that changes its mind in between (DNS rebinding)
gains nothing; TLS is still checked against the name. Redirects are connections too and pass the
same door.

`FIREBELL_REACHABLE` opens it for servers of one's own: names, addresses or networks, each with an
optional port, separated by commas ("mail.local:993, 10.1.0.0/16, [::1]:8080").
"""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import timedelta
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpcore
import httpx

from firebell.common.addresses import (
    Address,
    is_opened,
    is_public,
    is_this_machine,
    literal,
    opened,
    why_not_public,
)
from firebell.common.unpacking import PackingError, TooLargeError, unpacked

__all__ = [
    "USER_AGENT",
    "RefusedAddressError",
    "TooLargeError",
    "client",
    "connect",
    "is_public",
    "read_bounded",
    "vetted",
    "vetted_url",
    "within",
]

USER_AGENT = "firebell (social care desk)"
LONGEST_URL = 2000
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\.?")
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]")
# What listens there takes the lines of a request for orders of its own.
_NOT_FOR_HTTP = frozenset(
    {7, 9, 19, 21, 22, 23, 25, 53, 69, 110, 111, 119, 135, 137, 139, 143, 161, 179, 389, 445, 465}
    | {512, 513, 514, 515, 587, 636, 873, 993, 995, 1433, 1521, 2049, 2375, 3306, 3389, 5060, 5432}
    | {5900, 6000, 6379, 6667, 9200, 11211, 27017}
)


class RefusedAddressError(Exception):
    """The address may not be reached from here; the message says which and why."""


def connect(host: str, port: int, timeout: float) -> socket.socket:
    """A TCP connection to `host`, at an address that was judged. OSError where there is none."""
    failure: OSError | None = None
    for family, address in vetted(host, port):
        made = socket.socket(family, socket.SOCK_STREAM)
        made.settimeout(timeout)
        try:
            made.connect((address, port))
        except OSError as error:
            made.close()
            failure = error
        else:
            return made
    raise failure or OSError(f"{host} has no address")


def vetted(host: str, port: int) -> list[tuple[socket.AddressFamily, str]]:
    """The addresses of `host`, each allowed to be reached. RefusedAddressError if any is not: a
    name that stands for a public and a private address is a trick or a mistake. OSError where the
    name stands for none."""
    if not host or _CONTROL.search(host):
        raise RefusedAddressError(f"{host!r} is not the name of a host")
    if not 1 <= port <= 65535:
        raise RefusedAddressError(f"{host}: {port} is not a port from 1 to 65535")
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise RefusedAddressError(f"{host!r} is not the name of a host") from error
    addresses = dict.fromkeys((entry[0], str(entry[4][0])) for entry in found)
    for _family, address in addresses:
        require_reachable(host, port, ipaddress.ip_address(address.partition("%")[0]))
    return list(addresses)


def require_reachable(host: str, port: int, address: Address) -> None:
    """RefusedAddressError unless the address is public or was opened. `host` is what it was called
    by whoever named it."""
    what = why_not_public(address)
    if what is None and is_this_machine(address):
        what = "this machine"
    if what is None or is_opened(host, port, address):
        return
    spelt = literal(host) == address
    shown = host if spelt else f"{host} is at {address}, which"
    name = (f"[{address}]" if address.version == 6 else str(address)) if spelt else host
    raise RefusedAddressError(
        f"{shown} is inside ({what}) and is not reached from here; if it is a server of yours, add "
        f"{name}:{port} to FIREBELL_REACHABLE"
    )


def vetted_url(url: str, *, ask: bool = False) -> httpx.URL:
    """The address of a page, if it has an honest form and its host, where it is spelt as an
    address, may be reached. With `ask` a name is looked up too; one that stands for nothing now
    passes. RefusedAddressError with the reason otherwise. Connections judge again."""
    parsed = _parsed(url.strip())
    host = parsed.raw_host.decode("ascii")
    port = _usual_port(parsed) if parsed.port is None else parsed.port
    _require_port(host, port)
    spelt = literal(host)
    if spelt is not None:
        require_reachable(host, port, spelt)
    elif ask:
        with suppress(OSError):
            vetted(host, port)
    return parsed


def _parsed(url: str) -> httpx.URL:
    shown = url if len(url) <= 100 else url[:99] + "…"
    if len(url) > LONGEST_URL:
        raise RefusedAddressError(f"{shown}: longer than {LONGEST_URL} characters")
    if _CONTROL.search(url) or "\\" in url:
        raise RefusedAddressError(f"{shown!r} has a character that no address has")
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise RefusedAddressError(f"{shown}: not an address ({error})") from error
    if parsed.scheme not in ("http", "https"):
        raise RefusedAddressError(f"{shown}: only http:// and https:// are reached")
    if parsed.userinfo or "@" in parsed.netloc.decode("ascii", "replace"):
        raise RefusedAddressError(
            f"{parsed.copy_with(username=None, password=None)}: a name or password does not belong "
            "into the address; leave out what stands before the @"
        )
    host = parsed.raw_host.decode("ascii", "replace").lower()
    if not (_HOST.fullmatch(host) or (":" in host and "%" not in host and literal(host))):
        raise RefusedAddressError(f"{shown}: {host or 'nothing'!r} is not the name of a host")
    return parsed


def _usual_port(url: httpx.URL) -> int:
    return 443 if url.scheme == "https" else 80


def _require_port(host: str, port: int) -> None:
    if not 1 <= port <= 65535:
        raise RefusedAddressError(f"{host}: {port} is not a port from 1 to 65535")
    if port in _NOT_FOR_HTTP and port not in {entry.port for entry in opened()}:
        raise RefusedAddressError(f"{host}: port {port} speaks something else than HTTP")


def client(
    *, timeout: timedelta = timedelta(seconds=20), headers: Mapping[str, str] | None = None
) -> httpx.Client:
    """An HTTP client that reaches only what may be reached; it believes no proxy settings, follows
    no redirects by itself (see `firebell.common.following`) and keeps no cookies."""
    seconds = timeout.total_seconds()
    return httpx.Client(
        transport=_Transport(),
        timeout=httpx.Timeout(seconds, connect=min(10.0, seconds)),
        # What `read_bounded` can unpack within bounds.
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate", **(headers or {})},
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        follow_redirects=False,
        trust_env=False,
    )


_until: ContextVar[float | None] = ContextVar("until", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """A deadline for all that a client of ours sends and reads in here: a server that drips a byte
    now and then keeps every single time-out, and would be waited for without end."""
    until, before = time.monotonic() + seconds, _until.get()
    token = _until.set(until if before is None else min(until, before))
    try:
        yield
    finally:
        _until.reset(token)


def _left(timeout: float | None, late: type[Exception]) -> float | None:
    until = _until.get()
    if until is None:
        return timeout
    left = until - time.monotonic()
    if left <= 0:
        raise late("the whole of it took too long")
    return left if timeout is None else min(left, timeout)


class _Stream(httpcore.NetworkStream):
    """A connection that keeps the deadline."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._inner.read(max_bytes, _left(timeout, httpcore.ReadTimeout))
        except httpcore.ReadTimeout:
            _left(timeout, httpcore.ReadTimeout)  # says so where it was the deadline
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), 1 << 16):
            part = buffer[start : start + (1 << 16)]
            self._inner.write(part, _left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.SyncBackend):
    """Opens connections for httpcore, to judged addresses only."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = vetted(host, port)
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for _family, address in addresses:
            left = _left(timeout, httpcore.ConnectTimeout)
            try:
                return _Stream(
                    super().connect_tcp(address, port, left, local_address, socket_options)
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def connect_unix_socket(self, *_args: Any, **_kwargs: Any) -> httpcore.NetworkStream:
        raise RefusedAddressError("no sockets of this machine")


class _Transport(httpx.HTTPTransport):
    def __init__(self) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=10,
            network_backend=_Backend(),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        # The last look before the wire, whoever made the request and however.
        vetted_url(str(request.url))
        return super().handle_request(request)


def read_bounded(response: httpx.Response, limit: int, seconds: float) -> bytes:
    """The body of a streamed response, unpacked; TooLargeError beyond `limit` bytes, packed or
    unpacked, or after a deadline for the whole of it, which time-outs for each read alone would
    not hold; httpx.DecodingError where it is not packed as it says."""
    if response.is_stream_consumed:  # made by hand, as a stand-in of a test does
        if len(response.content) > limit:
            raise TooLargeError(f"the answer has more than {limit:,} bytes")
        return response.content
    raw = _raw(response, limit, seconds)
    try:
        return unpacked(raw, response.headers.get("content-encoding", ""), limit)
    except PackingError as error:
        raise httpx.DecodingError(str(error), request=response.request) from error


def _raw(response: httpx.Response, limit: int, seconds: float) -> bytes:
    until, raw = time.monotonic() + seconds, bytearray()
    late = TooLargeError(f"the answer took longer than {seconds:.0f} seconds")
    try:
        with within(seconds):
            for part in response.iter_raw(64 * 1024):
                raw += part
                if len(raw) > limit:
                    raise TooLargeError(f"the answer has more than {limit:,} bytes")
                if time.monotonic() > until:
                    raise late
    except httpx.TimeoutException:
        if time.monotonic() < until:
            raise
        raise late from None
    return bytes(raw)
