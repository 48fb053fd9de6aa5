"""Which store: SQLite in the home folder, or the PostgreSQL that `FIREBELL_DATABASE_URL` names.

No message here repeats any part of the address: whichever part is wrong may hold the password.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

NAME = "FIREBELL_DATABASE_URL"
SHAPE = "postgres://user:password@host:port/name"
SCHEMES = ("postgres", "postgresql")
TLS = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
# What of libpq may stand behind the question mark.
OPTIONS = ("sslmode", "sslrootcert", "sslcert", "sslkey", "host", "port", "connect_timeout")
IDLE_IN_TRANSACTION = 600  # seconds after which the server takes a hanging process for dead


class DatabaseUrlError(ValueError):
    """The setting is wrong; the message says how, and holds nothing of it."""


def database_url() -> str:
    """`FIREBELL_DATABASE_URL`, or what stands in the file that `FIREBELL_DATABASE_URL_FILE` names;
    empty for SQLite."""
    if url := os.environ.get(NAME, "").strip():
        return url
    named = os.environ.get(f"{NAME}_FILE", "")
    if not named:
        return ""
    try:
        return Path(named).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise DatabaseUrlError(f"{NAME}_FILE: cannot read {named} ({error.strerror})") from error


def database(url: str, home: Path, timeout: float) -> dict[str, Any]:
    """The entry of Django's `DATABASES` for an address, empty for SQLite in `home`.

    `timeout`: seconds for which a writer waits for another. Raises DatabaseUrlError.
    """
    return postgres(url, timeout) if url else sqlite(home / "firebell.sqlite3", timeout)


def sqlite(path: Path, timeout: float) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # Writers queue at BEGIN instead of failing half way through.
            "transaction_mode": "IMMEDIATE",
            "timeout": timeout,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
                # No mmap_size: on a cold cache a fault reads 128 KiB where a page of 4 would do.
                "PRAGMA cache_size=-32768;"
            ),
        },
        "TEST": {"NAME": None},
    }


def postgres(url: str, timeout: float) -> dict[str, Any]:
    """The entry for a PostgreSQL address. Raises DatabaseUrlError."""
    parts = _split(url)
    options = _options(parts)
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name:
        raise DatabaseUrlError(f"{NAME} names no database; write {SHAPE}")
    if find_spec("psycopg") is None:
        raise DatabaseUrlError(
            f"{NAME} asks for PostgreSQL, whose driver is not installed: "
            "pip install 'firebell[postgres]'"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": options.pop("port", None) or str(parts.port or ""),
        # Under ASGI each request has a thread of its own: what it left open nobody would use again.
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"connect_timeout": "10", **options, **_session(timeout)},
    }


def _session(timeout: float) -> dict[str, str]:
    milliseconds = {
        "lock_timeout": round(timeout * 1000),
        "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION * 1000,
    }
    settings = " ".join(f"-c {name}={value}" for name, value in milliseconds.items())
    return {"application_name": "firebell", "options": settings}


def _split(url: str) -> SplitResult:
    scheme = url.partition("://")[0]
    if scheme not in SCHEMES or "://" not in url:
        raise DatabaseUrlError(f"{NAME} is not an address of PostgreSQL; write {SHAPE}")
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        parts = None
    if parts is None or parts.fragment or "@" in parts.path + parts.query:
        # urllib's own error repeats what stands where the port should, often the password.
        raise DatabaseUrlError(
            f"{NAME} cannot be taken apart; write {SHAPE}, with %40 for @, %2F for /, %3A for :, "
            "%3F for ? and %23 for # in user and password"
        ) from None
    return parts


def _options(parts: SplitResult) -> dict[str, str]:
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if options.keys() - set(OPTIONS):
        raise DatabaseUrlError(
            f"{NAME} has an option that is not known; these are: {', '.join(OPTIONS)}"
        )
    if options.get("sslmode", TLS[0]) not in TLS:
        raise DatabaseUrlError(f"{NAME}: sslmode is one of {', '.join(TLS)}")
    for number in ("port", "connect_timeout"):
        if not options.get(number, "0").isdigit():
            raise DatabaseUrlError(f"{NAME}: {number} is a number")
    return options
