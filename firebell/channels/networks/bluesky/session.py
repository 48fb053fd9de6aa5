"""Asking Bluesky over HTTP: in public, and signed in as an account with an app password.

Tokens live in this process's memory only, shared by all who use the same account, because signing
in is counted strictly by the network (30 times in five minutes).
"""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from firebell.channels import asking
from firebell.channels.asking import Answer
from firebell.channels.contract import Budget, ChannelError
from firebell.channels.networks.bluesky.config import BlueskyConfig

SPARE = 120.0  # a token is renewed so many seconds before it ends
CALLS = "calls"
Params = Mapping[str, Any]
_NOT_TAKEN = (
    "does not take the app password of {}; make a new one there (Settings, Privacy and security, "
    "App passwords) and enter it here"
)
_REFUSED = {
    "AuthFactorTokenRequired": "asks {} for a code by mail, since this is no app password; make "
    "one there (Settings, Privacy and security, App passwords) and enter it here",
    "AccountTakedown": "has taken the account {} down; settle that with Bluesky",
}


def where(address: str) -> str:
    return f"Bluesky ({urlsplit(address).hostname})"


def url(address: str, method: str) -> str:
    return f"{address}/xrpc/{method}"


def opened(answer: Answer, at: str) -> dict[str, Any]:
    """The object that was answered."""
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise ChannelError(f"{at} did not answer in JSON; trying again", permanent=False) from error
    if not isinstance(found, dict):
        raise ChannelError(f"{at} answered something else; trying again", permanent=False)
    return found


def reason(answer: Answer) -> str:
    """The name of a refusal, such as RecordNotFound; "" if it has none."""
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        return ""
    name = found.get("error") if isinstance(found, dict) else None
    return name if isinstance(name, str) else ""


class Session:
    """One account, signed in when it is first needed."""

    def __init__(self, server: str, handle: str, app_password: str) -> None:
        self.server = server
        self.handle = handle
        self._password = app_password
        self._lock = threading.RLock()
        self._access = self._refresh = ""
        self._until = 0.0  # of our monotonic clock: no other clock has to be right
        self.did = ""
        self.scope = ""
        self.budget: Budget | None = None
        self.skew: timedelta | None = None  # the server's clock less ours

    @property
    def where(self) -> str:
        return where(self.server)

    def sign_in(self, client: httpx.Client) -> str:
        """The account's DID. ChannelError if the password is not taken."""
        with self._lock:
            self._token(client)
            return self.did

    def get(self, client: httpx.Client, method: str, params: Params) -> dict[str, Any]:
        """The answer to a question of this account. ChannelError for everything else."""
        answer = self.answer(client, method, params)
        if answer.status >= 400:
            raise asking.refusal(answer, self.where)
        return opened(answer, self.where)

    def answer(self, client: httpx.Client, method: str, params: Params) -> Answer:
        """Whatever is answered, a refusal too; a token that has ended is renewed once."""
        for last in (False, True):
            token = self._token(client)
            request = client.build_request(
                "GET", url(self.server, method), params=dict(params), headers=_bearer(token)
            )
            answer = self._heard(asking.exchange(client, request, where=self.where))
            if last or not _is_over(answer):
                break
            self._drop(token)
        return answer

    def tell(self, client: httpx.Client, method: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Something that must happen once; see `asking.tell`."""
        request = client.build_request(
            "POST",
            url(self.server, method),
            json=dict(body),
            headers=_bearer(self._token(client)),
        )
        return opened(self._heard(asking.tell(client, request, where=self.where)), self.where)

    def _token(self, client: httpx.Client) -> str:
        with self._lock:
            if self._access and time.monotonic() < self._until:
                return self._access
            if not (self._refresh and self._renewed(client)):
                self._sign_in(client)
            return self._access

    def _drop(self, token: str) -> None:
        with self._lock:
            if self._access == token:
                self._access = ""

    def _renewed(self, client: httpx.Client) -> bool:
        request = client.build_request(
            "POST",
            url(self.server, "com.atproto.server.refreshSession"),
            headers=_bearer(self._refresh),
        )
        answer = self._heard(asking.exchange(client, request, where=self.where))
        if answer.status in (400, 401):
            self._refresh = ""
            return False
        if answer.status >= 400:
            raise asking.refusal(answer, self.where)
        self._take(opened(answer, self.where))
        return True

    def _sign_in(self, client: httpx.Client) -> None:
        request = client.build_request(
            "POST",
            url(self.server, "com.atproto.server.createSession"),
            json={"identifier": self.handle, "password": self._password},
        )
        answer = self._heard(asking.exchange(client, request, where=self.where))
        if answer.status in (400, 401):
            raise ChannelError(
                f"{self.where} {_REFUSED.get(reason(answer), _NOT_TAKEN)}".format(self.handle),
                permanent=True,
            )
        if answer.status >= 400:
            raise asking.refusal(answer, self.where)
        self._take(opened(answer, self.where))

    def _take(self, found: Mapping[str, Any]) -> None:
        access, refresh, did = (found.get(key) for key in ("accessJwt", "refreshJwt", "did"))
        if not (isinstance(access, str) and isinstance(refresh, str) and isinstance(did, str)):
            raise ChannelError(f"{self.where} signed nobody in; trying again", permanent=False)
        claims = _claims(access)
        self._access, self._refresh, self.did = access, refresh, did
        self.scope = str(claims.get("scope", ""))
        begin, end = claims.get("iat"), claims.get("exp")
        lives = end - begin if isinstance(begin, int) and isinstance(end, int) else 600
        self._until = time.monotonic() + max(0.0, lives - SPARE)

    def _heard(self, answer: Answer) -> Answer:
        budget = asking.budget(answer.headers, CALLS)
        self.budget = budget or self.budget
        self.skew = _skew(answer) if "date" in answer.headers else self.skew
        return answer


def _is_over(answer: Answer) -> bool:
    return answer.status == 401 or (
        answer.status == 400 and reason(answer) in ("ExpiredToken", "InvalidToken")
    )


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _claims(token: str) -> dict[str, Any]:
    """What a token says of itself; it is not ours to verify."""
    part = token.split(".")[1] if token.count(".") == 2 else ""
    try:
        found = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _skew(answer: Answer) -> timedelta | None:
    try:
        return parsedate_to_datetime(answer.headers["date"]) - datetime.now(UTC)
    except (TypeError, ValueError):
        return None


_sessions: dict[str, Session] = {}
_sessions_lock = threading.Lock()


def session_of(config: BlueskyConfig) -> Session:
    """The session of this account in this process."""
    named = "\n".join((config.server, config.handle, config.app_password))
    key = hashlib.sha256(named.encode()).hexdigest()
    with _sessions_lock:
        if key not in _sessions:
            _sessions[key] = Session(config.server, config.handle, config.app_password)
        return _sessions[key]
