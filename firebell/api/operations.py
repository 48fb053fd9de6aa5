"""What can be asked for. A resource is one file in `endpoints`; each of its functions is one
operation, and its types say what comes in and what goes out."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar, get_type_hints

from django.http import HttpRequest

from firebell.accounts.enums import EVERYONE, Role
from firebell.accounts.models import User, Workspace
from firebell.api.enums import Scope
from firebell.api.models import Token

Run = TypeVar("Run", bound=Callable[..., Any])
SAFE = frozenset({"GET"})


@dataclass(frozen=True, slots=True)
class Call:
    """One call, let in: who calls, where, with which right, and when."""

    token: Token
    user: User
    workspace: Workspace
    role: Role
    now: datetime
    request: HttpRequest


@dataclass(frozen=True, slots=True)
class Operation:
    """`query` and `body` are types, or None for none; `gives` None answers with nothing (204).

    `keyed`: it changes something, and so asks for an idempotency key.
    """

    resource: str
    method: str
    path: str  # as Django writes it, below the workspace
    scope: Scope
    roles: frozenset[Role]
    run: Callable[..., Any]
    query: Any
    body: Any
    gives: Any
    status: int
    keyed: bool
    refusals: tuple[type[Exception], ...]

    @property
    def name(self) -> str:
        return f"{self.resource}.{self.run.__name__}"

    @property
    def summary(self) -> str:
        """The first sentence of what is written above the function."""
        return self._told()[0]

    @property
    def about(self) -> str:
        """The rest of it."""
        return self._told()[1]

    def _told(self) -> tuple[str, str]:
        told = " ".join((inspect.getdoc(self.run) or "").split())
        first, stop, rest = told.partition(". ")
        return first + stop.strip(), rest


@dataclass(slots=True)
class Resource:
    """A family of operations. `refusals` are exceptions with which its room says no: 409."""

    name: str
    about: str
    refusals: tuple[type[Exception], ...] = ()
    operations: list[Operation] = field(default_factory=list)

    def get(
        self, path: str, scope: Scope, roles: Collection[Role] = EVERYONE
    ) -> Callable[[Run], Run]:
        return self._add("GET", path, scope, roles)

    def post(
        self,
        path: str,
        scope: Scope,
        roles: Collection[Role],
        *,
        status: int = 200,
        changes: bool = True,
    ) -> Callable[[Run], Run]:
        """`changes` False: it only works something out of what is sent."""
        return self._add("POST", path, scope, roles, status, changes)

    def put(self, path: str, scope: Scope, roles: Collection[Role]) -> Callable[[Run], Run]:
        return self._add("PUT", path, scope, roles)

    def delete(self, path: str, scope: Scope, roles: Collection[Role]) -> Callable[[Run], Run]:
        return self._add("DELETE", path, scope, roles)

    def _add(
        self,
        method: str,
        path: str,
        scope: Scope,
        roles: Collection[Role],
        status: int = 200,
        changes: bool = True,
    ) -> Callable[[Run], Run]:
        # Default-deny: without both nobody could say who may call it.
        if not isinstance(scope, Scope) or not roles:
            raise TypeError(f"{method} {path}: name its scope and its roles")

        def add(run: Run) -> Run:
            hints = get_type_hints(run, include_extras=True)
            gives = None if hints["return"] is type(None) else hints["return"]
            self.operations.append(
                Operation(
                    resource=self.name,
                    method=method,
                    path=path,
                    scope=scope,
                    roles=frozenset(roles),
                    run=run,
                    query=hints.get("query"),
                    body=hints.get("body"),
                    gives=gives,
                    status=status if gives is not None else 204,
                    keyed=method not in SAFE and changes,
                    refusals=self.refusals,
                )
            )
            return run

        return add
