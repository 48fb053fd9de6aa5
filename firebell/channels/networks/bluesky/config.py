"""What a Bluesky source is told: the stream to follow, and perhaps an account."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from firebell.channels.contract import ChannelError

STREAM = "wss://jetstream2.us-east.bsky.network/subscribe"
SERVER = "https://bsky.social"
APP_VIEW = "https://public.api.bsky.app"
KEYS = ("stream", "handle", "app_password", "server", "app_view", "brand")
_HANDLE = re.compile(
    r"(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z][a-zA-Z0-9-]{0,62}"
)


@dataclass(frozen=True, slots=True)
class BlueskyConfig:
    """`stream` "" follows no stream, `app_view` "" asks nobody for names and followers. `queries`
    are the workspace's, by number."""

    stream: str
    handle: str
    app_password: str
    server: str
    app_view: str
    queries: Mapping[int, str]

    @classmethod
    def read(cls, config: Mapping[str, Any]) -> BlueskyConfig:
        return cls(
            config.get("stream", STREAM),
            config.get("handle", ""),
            config.get("app_password", ""),
            config.get("server", SERVER),
            config.get("app_view", APP_VIEW),
            {int(number): text for number, text in config.get("queries", {}).items()},
        )

    @property
    def has_account(self) -> bool:
        return bool(self.handle and self.app_password)


def validate(given: Mapping[str, Any]) -> dict[str, Any]:
    """Everything may be left out: then the public stream is followed and nothing can be sent.

    `stream` (wss:// or ws://, or "" for none), `handle` of the account with `app_password`, the
    `server` where it lives, `app_view`, `brand`.
    """
    unknown = [key for key in given if key not in KEYS]
    if unknown:
        raise _wrong(f"{unknown[0]!r} is not known; known are {', '.join(KEYS)}")
    handle = str(given.get("handle") or "").strip().removeprefix("@").lower()
    if handle and not _HANDLE.fullmatch(handle):
        raise _wrong(f"{handle!r} is no handle; write it as in name.bsky.social")
    password = str(given.get("app_password") or "").strip()
    if password and not handle:
        raise _wrong("an app password needs the handle of its account")
    stream = _address(given, "stream", STREAM, ("wss", "ws"))
    if not stream and not password:
        raise _wrong("without a stream and without an account there is nothing to hear")
    return {
        "stream": stream,
        "handle": handle,
        "app_password": password,
        "server": _address(given, "server", SERVER, ("https", "http")) or SERVER,
        "app_view": _address(given, "app_view", APP_VIEW, ("https", "http")),
        "brand": given.get("brand"),
    }


def _address(given: Mapping[str, Any], key: str, usual: str, schemes: tuple[str, ...]) -> str:
    value = given.get(key, usual)
    value = "" if value is None else str(value).strip()
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        usable = parts.scheme in schemes and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.username or parts.password or len(value) > 500:
        raise _wrong(f"`{key}` must be an address that begins with {schemes[0]}://")
    return value.rstrip("/") if key != "stream" else value


def _wrong(why: str) -> ChannelError:
    return ChannelError(f"Bluesky: {why}", permanent=True)
