"""Secrets at rest: sealed in the database, opened only where they are used.

The key is `FIREBELL_SEALING_KEY`, the file that `FIREBELL_SEALING_KEY_FILE` names, else the file
`sealing.key` in FIREBELL_HOME, made on first use. Several keys, separated by commas or on lines of
their own, mean rotation: the first seals, all open. Fernet (AES-128-CBC with HMAC-SHA256) by
the library `cryptography`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from firebell.common.home import HomeUnusableError, home, write_private

BROKEN = (
    "a stored secret cannot be opened with this sealing key; put the old key back beside the new "
    "one (FIREBELL_SEALING_KEY), or enter the secret again"
)


class SealBrokenError(Exception):
    """What was sealed cannot be opened with the keys at hand; the message says the remedy."""


def seal(values: Mapping[str, Any]) -> str:
    """One opaque word for these JSON-able values; "" for none."""
    if not values:
        return ""
    plain = json.dumps(dict(values), ensure_ascii=False).encode()
    return _keys().encrypt(plain).decode("ascii")


def unseal(word: str) -> dict[str, Any]:
    """What `seal` was given. SealBrokenError if it was sealed with another key or damaged."""
    if not word:
        return {}
    try:
        values: dict[str, Any] = json.loads(_keys().decrypt(word.encode("ascii")))
    except InvalidToken as error:
        raise SealBrokenError(BROKEN) from error
    return values


def sealed_anew(word: str) -> str:
    """The same values sealed with the first key: for rotation. SealBrokenError like `unseal`."""
    try:
        return _keys().rotate(word.encode("ascii")).decode("ascii") if word else ""
    except InvalidToken as error:
        raise SealBrokenError(BROKEN) from error


def _keys() -> MultiFernet:
    return _multi(_key_text())


@cache
def _multi(text: str) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in text.replace(",", " ").split()])
    except ValueError as error:
        raise HomeUnusableError(
            "the sealing key is not usable: it must be 32 bytes in URL-safe base64; make one with "
            "python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key())'"
        ) from error


def _key_text() -> str:
    if key := os.environ.get("FIREBELL_SEALING_KEY"):
        return key
    named = os.environ.get("FIREBELL_SEALING_KEY_FILE")
    path = Path(named) if named else home() / "sealing.key"
    if not path.exists():
        if named:
            raise HomeUnusableError(
                f"FIREBELL_SEALING_KEY_FILE names {path}, which is not there; create it or unset it"
            )
        write_private(path, Fernet.generate_key().decode("ascii"))
    return path.read_text().strip()
