"""Which message is which: ids of messages, of threads, and those that we make ourselves. Pure.

Our own Message-ID is made of the key of the answer, so that every attempt to send it has the same:
`firebell.<key>@<domain of the address>`. The same key may travel as a tag of the address that is
replied to, for programs that drop the headers of a thread.
"""

from __future__ import annotations

import hashlib
import re
from email.message import Message

from firebell.channels.networks.email import addresses

LONGEST = 200  # what the store holds of an id
_ID = re.compile(r"<\s*([^<>\s]+(?:\s+[^<>\s]+)*)\s*>")
_OURS = re.compile(r"firebell\.([0-9a-f]{32})@[^@\s]+")
TAG = "fb-"
_TAG = re.compile(TAG + r"([0-9a-f]{32})")


def own_id(key: str, address: str) -> str:
    """The Message-ID, without brackets, of our answer `key` from `address`."""
    return f"firebell.{key}@{addresses.without_tag(address).rpartition('@')[2]}"


def key_of(external_id: str) -> str | None:
    """The key of one of our own answers, by its Message-ID."""
    found = _OURS.fullmatch(external_id)
    return found[1] if found else None


def tagged(address: str, key: str) -> str:
    """`help@shop.example` -> `help+fb-<key>@shop.example`."""
    local, _, domain = addresses.without_tag(address).rpartition("@")
    return f"{local}+{TAG}{key}@{domain}"


def key_of_tag(address: str) -> str | None:
    found = _TAG.fullmatch(addresses.tag(address.lower()))
    return found[1] if found else None


def ids(raw: str) -> tuple[str, ...]:
    """Every id in brackets, normalised, in order and once; for References and its like."""
    bare = raw.strip()
    found = _ID.findall(bare) or ([bare] if re.fullmatch(r"[^<>\s]+@[^<>\s]+", bare) else [])
    return tuple(dict.fromkeys(normal(one) for one in found))


def normal(bare: str) -> str:
    """An id without spaces and at most 200 characters; a longer one becomes a sign of the whole."""
    squeezed = "".join(bare.encode("utf-8", "replace").decode("utf-8").split())
    # The domain's case says nothing, the rest's may.
    local, at, domain = squeezed.rpartition("@")
    whole = f"{local}{at}{domain.lower()}" if at else squeezed
    if len(whole) <= LONGEST:
        return whole
    return "sha256:" + hashlib.sha256(whole.encode()).hexdigest()


def is_telling(message_id: str) -> bool:
    """Can this id be one message's alone? Some programs write a constant: `<mail@localhost>`."""
    if key_of(message_id):
        return True
    local = message_id.rpartition("@")[0] or message_id
    return len(local) >= 8 and sum(sign.isdigit() for sign in local) >= 4


def digest(raw: bytes, message: Message) -> str:
    """A stable id for a message that brought none: what its author made, not what the servers on
    its way added, so that a copy of it has the same."""
    said = hashlib.sha256()
    for name in ("From", "To", "Date", "Subject", "Message-ID"):
        said.update(repr([value for key, value in message.raw_items() if key == name]).encode())
    said.update(body_of(raw).replace(b"\r\n", b"\n").strip())
    return "sha256:" + said.hexdigest()


def body_of(raw: bytes) -> bytes:
    """All behind the headers."""
    found = re.search(rb"\r?\n\r?\n", raw)
    return raw[found.end() :] if found else b""
