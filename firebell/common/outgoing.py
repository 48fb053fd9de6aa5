"""The one place that decides which addresses may be reached from here.

Addresses come from users, from posts and from the answers of servers; some of them point back into
the house. A name is resolved once, every address that it stands for is judged, and the connection
goes to an address that was judged, so that a name that changes its mind in between (DNS rebinding)
gains nothing. Redirects are connections too and pass the same door.

`FIREBELL_REACHABLE` opens it for servers of one's own: names, addresses or networks, each with an
optional port, separated by commas ("mail.local:993, 10.1.0.0/16, [::1]:8080").
"""

from __future__ import annotations

import ipaddress
import os
import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

import httpcore
import httpx

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.ip_network("64:ff9b::/96")
USER_AGENT = "firebell (social care desk)"


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
    """The addresses of `host`, each allowed to be reached. RefusedAddressError if any is not."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise RefusedAddressError(f"{host!r} is not the name of a host") from error
    addresses = dict.fromkeys((entry[0], str(entry[4][0])) for entry in found)
    for _family, address in addresses:
        _require_reachable(host, port, ipaddress.ip_address(address.partition("%")[0]))
    return list(addresses)


def client(
    *, timeout: timedelta = timedelta(seconds=20), headers: Mapping[str, str] | None = None
) -> httpx.Client:
    """An HTTP client that reaches only what may be reached, and believes no proxy settings."""
    seconds = timeout.total_seconds()
    return httpx.Client(
        transport=_Transport(),
        timeout=httpx.Timeout(seconds, connect=min(10.0, seconds)),
        headers={"User-Agent": USER_AGENT, **(headers or {})},
        follow_redirects=False,
        trust_env=False,
    )


class _Backend(httpcore.SyncBackend):
    """Opens connections for httpcore by way of `connect`."""

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
            try:
                return super().connect_tcp(address, port, timeout, local_address, socket_options)
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


def _require_reachable(host: str, port: int, address: Address) -> None:
    if is_public(address) or _is_opened(host, port, address):
        return
    raise RefusedAddressError(
        f"{host} is at {address}, inside a private network, and is not reached from here; if it "
        f"is a server of yours, add {host}:{port} to FIREBELL_REACHABLE"
    )


def is_public(address: Address) -> bool:
    """Does the address belong to the public internet, whatever it is dressed up as?"""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None and not is_public(inner):
            return False
    return address.is_global and not address.is_multicast


def _is_opened(host: str, port: int, address: Address) -> bool:
    return any(
        one_port in (None, port) and _is_named(name, host, address)
        for name, one_port in _opened(os.environ.get("FIREBELL_REACHABLE", ""))
    )


def _is_named(name: str, host: str, address: Address) -> bool:
    try:
        return address in ipaddress.ip_network(name, strict=False)
    except ValueError:
        return name.lower() == host.lower().rstrip(".")


def _opened(setting: str) -> list[tuple[str, int | None]]:
    return [_entry(entry.strip()) for entry in setting.split(",") if entry.strip()]


def _entry(entry: str) -> tuple[str, int | None]:
    if entry.startswith("["):
        name, _, rest = entry[1:].partition("]")
        return name, int(rest[1:]) if rest.startswith(":") else None
    if entry.count(":") == 1:
        name, _, port = entry.partition(":")
        return name, int(port)
    return entry, None


class TooLargeError(Exception):
    """The answer has more bytes than it may have, or takes too long; the message says which."""


def read_bounded(response: httpx.Response, limit: int, seconds: float) -> bytes:
    """The body of a streamed response, unpacked; TooLargeError beyond `limit` bytes or a deadline
    for the whole of it, which time-outs for each read alone would not hold."""
    until = time.monotonic() + seconds
    body = bytearray()
    for part in response.iter_bytes(64 * 1024):
        body += part
        if len(body) > limit:
            raise TooLargeError(f"the answer has more than {limit:,} bytes")
        if time.monotonic() > until:
            raise TooLargeError(f"the answer took longer than {seconds:.0f} seconds")
    return bytes(body)
