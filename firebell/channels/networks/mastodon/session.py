"""Asking a Mastodon server over HTTP, in public or as an account with an access token."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from firebell.channels import asking
from firebell.channels.budget import Bucket
from firebell.channels.contract import Budget, ChannelError
from firebell.channels.networks.mastodon.config import MastodonConfig

CALLS = "calls"


class Session:
    """One server, one account or none."""

    def __init__(self, config: MastodonConfig, client: httpx.Client, bucket: Bucket) -> None:
        self.config = config
        self._client = client
        self._bucket = bucket
        self.budget: Budget | None = None
        self.account = ""  # its number, once it is known

    @property
    def where(self) -> str:
        return f"Mastodon ({self.config.host})"

    @property
    def headers(self) -> dict[str, str]:
        token = self.config.access_token
        return {"Authorization": f"Bearer {token}"} if token else {}

    def sign_in(self) -> str:
        """The account's number. ChannelError if the token is not taken."""
        if not self.config.access_token:
            raise ChannelError(
                "Mastodon: enter an account and its access token on the page of this source",
                permanent=True,
            )
        if not self.account:
            found = self.get("/api/v1/accounts/verify_credentials", {})
            number = found.get("id") if isinstance(found, dict) else None
            if not isinstance(number, str):
                raise ChannelError(f"{self.where} signed nobody in", permanent=False)
            self.account = number
        return self.account

    def get(self, path: str, params: Mapping[str, Any]) -> Any:
        """What is answered, opened from JSON. ChannelError for everything else."""
        self._wait()
        request = self._client.build_request(
            "GET", self.config.server + path, params=dict(params), headers=self.headers
        )
        answer = asking.exchange(self._client, request, where=self.where)
        self._heard(answer)
        if answer.status >= 400:
            raise self._refusal(answer, path)
        return self._opened(answer)

    def tell(self, path: str, form: Mapping[str, Any], headers: Mapping[str, str]) -> Any:
        """Something that must happen once; see `asking.tell`."""
        self._wait()
        request = self._client.build_request(
            "POST",
            self.config.server + path,
            json=dict(form),
            headers={**self.headers, **headers},
        )
        answer = asking.tell(self._client, request, where=self.where)
        self._heard(answer)
        return self._opened(answer)

    def scopes(self) -> Sequence[str]:
        """What the token may do, as the server says."""
        found = self.get("/api/v1/apps/verify_credentials", {})
        scopes = found.get("scopes") if isinstance(found, dict) else None
        return [str(one) for one in scopes] if isinstance(scopes, list) else []

    def _wait(self) -> None:
        wait = self._bucket.wait_for(CALLS)
        if wait:
            raise ChannelError(
                f"{self.where}: no calls are left for now", permanent=False, retry_after=wait
            )
        self._bucket.spent(CALLS)

    def _heard(self, answer: asking.Answer) -> None:
        budget = asking.budget(answer.headers, CALLS)
        if budget is not None:
            self.budget = budget
            self._bucket.heard(budget)

    def _refusal(self, answer: asking.Answer, path: str) -> ChannelError:
        if answer.status in (401, 403, 422) and not self.config.access_token:
            return ChannelError(
                f"{self.where} shows {path} to signed-in accounts only; enter an access token on "
                "the page of this source",
                permanent=True,
            )
        return asking.refusal(answer, self.where)

    def _opened(self, answer: asking.Answer) -> Any:
        try:
            return json.loads(answer.body)
        except (ValueError, RecursionError) as error:
            raise ChannelError(
                f"{self.where} did not answer in JSON; check the server's address", permanent=False
            ) from error
