"""Signatures of web hooks, both ways, by the Standard Webhooks specification (v1, symmetric).

What is signed is `id.timestamp.body`; the signature is HMAC-SHA256 under the secret's bytes, in
base64. A secret is written `whsec_` and base64 of 24 to 64 bytes. Several signatures in a header,
as several secrets here, allow a secret to be changed without losing a call.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

PREFIX = "whsec_"
TOLERANCE = timedelta(minutes=5)
ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"


class SignatureError(Exception):
    """The call is not genuine, or cannot be told to be; the message says why."""


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode("ascii")


def key_of(secret: str) -> bytes:
    """The bytes of a secret. ValueError where it is not one."""
    try:
        key = base64.b64decode(secret.strip().removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(f"a secret is {PREFIX} and base64 after it") from error
    if not 24 <= len(key) <= 64:
        raise ValueError(f"a secret has 24 to 64 bytes, this one {len(key)}")
    return key


def signed(secret: str, call_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The headers that prove a call."""
    timestamp = str(int(at.timestamp()))
    mark = base64.b64encode(_digest(key_of(secret), call_id, timestamp, body)).decode("ascii")
    return {ID: call_id, TIMESTAMP: timestamp, SIGNATURE: f"v1,{mark}"}


def verify(known: Iterable[str], headers: Mapping[str, str], body: bytes, now: datetime) -> str:
    """The id of a genuine call. SignatureError for any other; header names are in lower case."""
    call_id, timestamp = headers.get(ID, ""), headers.get(TIMESTAMP, "")
    if not call_id or not timestamp or SIGNATURE not in headers:
        raise SignatureError(f"the headers {ID}, {TIMESTAMP} and {SIGNATURE} are needed")
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) < 13):
        raise SignatureError(f"{TIMESTAMP} must be seconds since 1970")
    off = abs(int(timestamp) - int(now.timestamp()))
    if off > TOLERANCE.total_seconds():
        raise SignatureError(f"the call was signed {off} seconds from now; set the clocks right")
    marks = [mark[3:] for mark in headers[SIGNATURE].split() if mark.startswith("v1,")]
    for secret in known:
        digest = _digest(key_of(secret), call_id, timestamp, body)
        expected = base64.b64encode(digest).decode("ascii")
        if any(hmac.compare_digest(expected.encode(), mark.encode()) for mark in marks):
            return call_id
    raise SignatureError("no signature fits; compare the secrets on both sides")


def _digest(key: bytes, call_id: str, timestamp: str, body: bytes) -> bytes:
    content = f"{call_id}.{timestamp}.".encode() + body
    return hmac.new(key, content, hashlib.sha256).digest()
