"""A program that calls: it shows a token, and takes a new key for each call that needs one."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from typing import Any

from django.test import Client

from firebell.accounts.models import User, Workspace
from firebell.api import actions
from firebell.api.enums import Scope

EVERYTHING = tuple(Scope)


class Program:
    """`base` is what its addresses begin with."""

    def __init__(
        self, workspace: Workspace, user: User, scopes: Iterable[str] = EVERYTHING, **more: Any
    ) -> None:
        name = f"program {uuid.uuid4().hex[:8]}"
        made = actions.make_token(
            workspace, user, user, name=name, scopes=list(scopes), expires_at=more.get("expires_at")
        )
        self.token, self.shown = made.token, made.shown
        self.base = f"/api/v1/w/{workspace.slug}/"
        self._client = Client()

    def get(self, path: str, **query: Any) -> Any:
        address = path if path.startswith("/") else self.base + path
        return self._client.get(address, query, headers=self._headers())

    def call(
        self, method: str, path: str, body: Any = None, *, key: str | None = None, **headers: str
    ) -> Any:
        """`key` "" sends none; `body` None sends none."""
        sent = {"Idempotency-Key": uuid.uuid4().hex if key is None else key} | headers
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body)
        return self._client.generic(
            method,
            path if path.startswith("/") else self.base + path,
            data,
            content_type="application/json",
            headers=self._headers() | {name: value for name, value in sent.items() if value},
        )

    def post(self, path: str, body: Any = None, **more: Any) -> Any:
        return self.call("POST", path, body, **more)

    def put(self, path: str, body: Any = None, **more: Any) -> Any:
        return self.call("PUT", path, body, **more)

    def delete(self, path: str, **more: Any) -> Any:
        return self.call("DELETE", path, **more)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.shown}"}
