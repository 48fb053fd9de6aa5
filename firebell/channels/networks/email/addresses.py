"""Addresses of people: read leniently, written strictly. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from email.utils import getaddresses

from firebell.channels.networks.email.charsets import header_text, storable

MOST_OF_A_HEADER = 4_000
LONGEST = 254  # RFC 5321, 4.5.3.1.3, without the angle brackets
_ATOM = r"[^\s()<>\[\]:;@\\,\"\x00-\x20\x7f]+"
_STRICT = re.compile(
    rf"({_ATOM})@([^\s()<>\[\]:;@\\,\"\x00-\x20\x7f_]+\.[^\s()<>:;@\\,\".]{{2,63}})"
)
_LOOSE = re.compile(r"[^\s<>\"'(),;:@\[\]]+@[^\s<>\"'(),;:@\[\]]+")
_NAME_END = re.compile(r"\s*<[^<>]*>[^<>]*\Z")


def is_address(text: str) -> bool:
    """May this be written into an envelope and a header? Nothing that could end either."""
    return len(text) <= LONGEST and _STRICT.fullmatch(text) is not None


def first(raw: str) -> tuple[str, str]:
    """(address in lower case, name) of the first mailbox in a header; "" where there is none."""
    found = mailboxes(raw)
    return found[0] if found else ("", header_text(raw)[:200])


def mailboxes(raw: str) -> list[tuple[str, str]]:
    """Every (address, name) of a header as it was read. An address in the name is no address. Of a
    hostile length only the beginning is read."""
    raw = raw[:MOST_OF_A_HEADER]
    try:
        pairs = getaddresses([raw])
    except (ValueError, IndexError, TypeError, RecursionError):
        pairs = []
    good = [
        (storable(address.strip().lower()), _name(name))
        for name, address in pairs
        if _LOOSE.fullmatch(address.strip())
    ]
    if good:
        return good
    text = header_text(raw)
    return [(hit[0].lower(), _name(_NAME_END.sub("", text))) for hit in _LOOSE.finditer(text)][-1:]


def _name(raw: str) -> str:
    name = header_text(raw).strip(" \"'")
    return "" if _LOOSE.fullmatch(name) else name[:200]


def without_tag(address: str) -> str:
    """`help+order@shop.example` is the mailbox `help@shop.example`."""
    local, at, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def tag(address: str) -> str:
    """What stands between `+` and `@`, or nothing."""
    return address.rpartition("@")[0].partition("+")[2]


def is_one_of(address: str, own: Iterable[str]) -> bool:
    """Is it one of these mailboxes, with or without a tag?"""
    return bool(address) and without_tag(address) in {without_tag(one) for one in own}


def handle(address: str) -> str:
    """An address of at most 200 characters; a longer one keeps its end and a sign of the whole."""
    if len(address) <= 200:
        return address
    return hashlib.sha256(address.encode()).hexdigest()[:16] + "…" + address[-180:]
