"""Fetching a page to wherever it has moved, with each step judged like the first.

What a redirect may not do: lead into the house, from https back to http, to another scheme, in a
circle or on without end; and it may not take along to another host what was meant for the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from firebell.common.outgoing import RefusedAddressError, read_bounded, vetted_url, within

MOST_HOPS = 6
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
# What any server may see. Everything else, such as a password or a cookie, stays with the first.
_CARRIED = frozenset(
    {"accept", "accept-encoding", "accept-language", "cache-control", "connection", "host"}
    | {"if-modified-since", "if-none-match", "user-agent"}
)


class RedirectError(Exception):
    """A redirect leads where it may not; the message says where."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: where it led, and whether for good (RFC 9110: 301 and 308)."""

    url: str
    for_good: bool


@dataclass(frozen=True, slots=True)
class Fetched:
    """The last answer, whatever its status, and the way to it."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes
    url: str
    hops: tuple[Hop, ...]

    @property
    def moved_to(self) -> str | None:
        """The new address, where the first one and all after it up to there moved for good."""
        new = None
        for hop in self.hops:
            if not hop.for_good:
                break
            new = hop.url
        return new


def fetch(
    client: httpx.Client,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    limit: int,
    seconds: float,
) -> Fetched:
    """Get `url` with a client of `firebell.common.outgoing`; at most `limit` bytes and `seconds`
    for the whole journey. Raises RefusedAddressError for the first address, RedirectError for
    those after it, TooLargeError, httpx.HTTPError."""
    at, hops, abroad = vetted_url(url), list[Hop](), False
    with within(seconds):
        while True:
            request = _request(client, at, headers or {}, abroad=abroad)
            response = _send(client, request, hops)
            try:
                target = _target(response)
                if target is None:
                    body = read_bounded(response, limit, seconds)
                    seen = {name.lower(): value for name, value in response.headers.items()}
                    return Fetched(response.status_code, seen, body, str(at), tuple(hops))
            finally:
                response.close()
            new = _judged(at, target, hops)
            hops.append(Hop(str(new), response.status_code in _FOR_GOOD))
            abroad = abroad or _origin(new) != _origin(at)
            at = new


def _request(
    client: httpx.Client, url: httpx.URL, headers: Mapping[str, str], *, abroad: bool
) -> httpx.Request:
    request = client.build_request("GET", url, headers=dict(headers))
    if abroad:
        for name in set(request.headers) - _CARRIED:
            del request.headers[name]
    return request


def _send(client: httpx.Client, request: httpx.Request, hops: list[Hop]) -> httpx.Response:
    try:
        # No credentials from the client either, nor from a .netrc.
        return client.send(request, stream=True, auth=None if hops else httpx.USE_CLIENT_DEFAULT)
    except RefusedAddressError as error:
        if not hops:
            raise
        raise RedirectError(f"the address redirects to {request.url}; {error}") from error


def _target(response: httpx.Response) -> str | None:
    """Where the answer sends us; None where it is the answer."""
    if response.status_code not in _REDIRECTS:
        return None
    return response.headers.get("location", "").strip() or None


def _judged(at: httpx.URL, target: str, hops: list[Hop]) -> httpx.URL:
    if len(hops) >= MOST_HOPS:
        raise RedirectError(f"more than {MOST_HOPS} redirects, the last to {target[:200]}")
    try:
        new = vetted_url(str(at.join(target)))
    except (RefusedAddressError, httpx.InvalidURL, ValueError) as error:
        raise RedirectError(f"{at} redirects to where we do not go: {error}") from error
    if at.scheme == "https" and new.scheme == "http":
        raise RedirectError(
            f"{at} redirects to {new}, which is not encrypted; enter that address yourself if you "
            "want to read it all the same"
        )
    if str(new) == str(at) or str(new) in {hop.url for hop in hops}:
        raise RedirectError(f"{at} redirects in a circle, to {new}")
    return new


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port
