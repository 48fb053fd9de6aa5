"""What a Mastodon source is told: the server, what to follow there, and perhaps an account."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from firebell.channels.contract import ChannelError

KEYS = ("server", "public", "hashtags", "access_token", "handle", "visibility", "brand")
VISIBILITIES = ("unlisted", "public")
MOST_HASHTAGS = 20
_HASHTAG = re.compile(r"\w{1,100}")
_HANDLE = re.compile(r"\w[\w.-]{0,60}")


@dataclass(frozen=True, slots=True)
class MastodonConfig:
    """`queries` are the workspace's, by number; `handle` is the account's name on the server."""

    server: str
    public: bool
    hashtags: tuple[str, ...]
    access_token: str
    handle: str
    visibility: str
    queries: Mapping[int, str]

    @classmethod
    def read(cls, config: Mapping[str, Any]) -> MastodonConfig:
        return cls(
            str(config["server"]),
            bool(config.get("public")),
            tuple(config.get("hashtags", ())),
            str(config.get("access_token", "")),
            str(config.get("handle", "")),
            str(config.get("visibility", VISIBILITIES[0])),
            {int(number): text for number, text in config.get("queries", {}).items()},
        )

    @property
    def host(self) -> str:
        return urlsplit(self.server).hostname or ""


def validate(given: Mapping[str, Any]) -> dict[str, Any]:
    """`server` (https://...), and of `public` (follow all that is public there), `hashtags` (at
    most 20) and `handle` with `access_token` at least one; `visibility` of answers, `brand`."""
    unknown = [key for key in given if key not in KEYS]
    if unknown:
        raise _wrong(f"{unknown[0]!r} is not known; known are {', '.join(KEYS)}")
    hashtags = _hashtags(given.get("hashtags") or ())
    handle = str(given.get("handle") or "").strip().removeprefix("@").partition("@")[0].lower()
    token = str(given.get("access_token") or "").strip()
    if handle and not _HANDLE.fullmatch(handle):
        raise _wrong(f"{handle!r} is no name of an account; write it as in the profile's address")
    if any(not "!" <= sign <= "~" for sign in token):
        raise _wrong("the access token holds signs that no token has; copy it again")
    if handle and not token:
        raise _wrong("an account needs its access token")
    if not (given.get("public") or hashtags or token):
        raise _wrong("follow the public stream, name hashtags, or enter an account")
    visibility = str(given.get("visibility") or VISIBILITIES[0])
    if visibility not in VISIBILITIES:
        raise _wrong(f"`visibility` is one of {', '.join(VISIBILITIES)}")
    return {
        "server": _server(given.get("server")),
        "public": bool(given.get("public")),
        "hashtags": hashtags,
        "access_token": token,
        "handle": handle,
        "visibility": visibility,
        "brand": given.get("brand") or None,
    }


def _server(value: Any) -> str:
    given = str(value or "").strip().rstrip("/")
    given = given if "://" in given else f"https://{given}"
    try:
        parts = urlsplit(given)
        usable = parts.scheme in ("https", "http") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.username or parts.password or parts.path or parts.query:
        raise _wrong("`server` must be the address of a server, as https://mastodon.social")
    return given.lower()


def _hashtags(given: Any) -> list[str]:
    words = given.replace(",", " ").split() if isinstance(given, str) else list(given)
    found = list(dict.fromkeys(str(word).strip().removeprefix("#").lower() for word in words))
    for word in found:
        if not _HASHTAG.fullmatch(word):
            raise _wrong(f"{word!r} is no hashtag; letters, digits and _ only")
    if len(found) > MOST_HASHTAGS:
        raise _wrong(f"at most {MOST_HASHTAGS} hashtags; make a second source for the others")
    return found


def _wrong(why: str) -> ChannelError:
    return ChannelError(f"Mastodon: {why}", permanent=True)
