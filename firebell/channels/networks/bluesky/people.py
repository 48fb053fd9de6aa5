"""Who is behind a DID: handle, name and followers, asked of the app view in public."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Collection, Mapping
from typing import Any

import httpx

from firebell.channels import asking
from firebell.channels.contract import ChannelError
from firebell.channels.networks.bluesky.parse import DID, author_of
from firebell.channels.networks.bluesky.records import Author
from firebell.channels.networks.bluesky.session import opened, url, where

AT_ONCE = 25  # the most that one call of getProfiles takes
LASTS = 6 * 3600.0  # seconds
MOST = 20_000
PAUSE = 30.0  # seconds without asking after a failure
_HANDLE = re.compile(r"[a-z0-9.-]{1,253}")


class People:
    """Remembers whom it asked about. Where nobody answers, the DID itself stands for the name."""

    def __init__(self, client: httpx.Client, app_view: str) -> None:
        self._client = client
        self._app_view = app_view
        self._known: dict[str, tuple[float, Author]] = {}
        self._lock = threading.Lock()
        self._not_before = 0.0

    def authors(self, dids: Collection[str]) -> dict[str, Author]:
        """Those who are known, after asking for the others."""
        now = time.monotonic()
        wanted = [did for did in dict.fromkeys(dids) if not self._is_fresh(did, now)]
        for start in range(0, len(wanted), AT_ONCE):
            self._ask(wanted[start : start + AT_ONCE])
        with self._lock:
            return {did: self._known[did][1] for did in set(dids) if did in self._known}

    def renamed(self, did: str, handle: str) -> None:
        """The stream says that somebody known has another handle now."""
        with self._lock:
            if did in self._known and _HANDLE.fullmatch(handle):
                at, old = self._known[did]
                self._known[did] = (at, Author(did, handle, old.name, old.followers))

    def did_of(self, handle: str) -> str:
        """ChannelError if nobody has this handle."""
        request = self._client.build_request(
            "GET",
            url(self._app_view, "com.atproto.identity.resolveHandle"),
            params={"handle": handle},
        )
        answer = asking.exchange(self._client, request, where=where(self._app_view))
        if answer.status == 400:
            raise ChannelError(
                f"Bluesky knows nobody called {handle}; correct the handle on the page of this "
                "source",
                permanent=True,
            )
        if answer.status > 400:
            raise asking.refusal(answer, where(self._app_view))
        did = opened(answer, where(self._app_view)).get("did")
        if not isinstance(did, str) or not DID.fullmatch(did):
            raise ChannelError(f"Bluesky does not say who {handle} is", permanent=False)
        return did

    def _is_fresh(self, did: str, now: float) -> bool:
        with self._lock:
            return did in self._known and now - self._known[did][0] < LASTS

    def _ask(self, dids: list[str]) -> None:
        if not self._app_view or time.monotonic() < self._not_before:
            return
        request = self._client.build_request(
            "GET", url(self._app_view, "app.bsky.actor.getProfiles"), params={"actors": dids}
        )
        try:
            answer = asking.ask(self._client, request, where=where(self._app_view))
            profiles = json.loads(answer.body).get("profiles")
        except (ChannelError, ValueError, AttributeError, RecursionError):
            # Words must not wait for names.
            self._not_before = time.monotonic() + PAUSE
            return
        for profile in profiles if isinstance(profiles, list) else ():
            self._take(profile)

    def _take(self, profile: Any) -> None:
        if not isinstance(profile, Mapping) or not isinstance(profile.get("did"), str):
            return
        with self._lock:
            if len(self._known) >= MOST:
                del self._known[next(iter(self._known))]
            self._known.pop(profile["did"], None)
            self._known[profile["did"]] = (time.monotonic(), author_of(profile))
