"""Default-deny: a view that does not say who may open it is open to nobody.

`AccessMiddleware` asks each view for its rule. A view for a workspace lives under `/w/<slug>/` and
gets `request.workspace` and `request.role`; a stranger gets 404, not 403, so that nobody can probe
which workspaces exist. A view for programs asks for a token itself, at the one door of `api`: it
knows no sign-in and no cookies.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase

from firebell.accounts.enums import Role
from firebell.accounts.models import User, Workspace

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may open a view: nobody signed in needed, anyone signed in, whoever has a token that the
    view itself looks at, or these roles."""

    anonymous: bool = False
    signed_in: bool = False
    token: bool = False
    roles: frozenset[Role] = frozenset()


class WorkspaceRequest(HttpRequest):
    """What a workspace view is given."""

    user: User
    workspace: Workspace
    role: Role


def _marked(rule: Rule) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.access_rule = rule  # type: ignore[attr-defined]
        return view

    return mark


def allow(roles: Collection[Role]) -> Callable[[View], View]:
    """Members of the workspace in the address who have one of these roles."""
    return _marked(Rule(roles=frozenset(roles)))


def allow_signed_in(view: View) -> View:
    return _marked(Rule(signed_in=True))(view)


def allow_anyone(view: View) -> View:
    return _marked(Rule(anonymous=True))(view)


def allow_token(view: View) -> View:
    """For the door of `api` alone, which judges token, role and scope at every call."""
    return _marked(Rule(token=True))(view)


def rule_of(view: Any) -> Rule | None:
    """The rule that a resolved view carries, looking through a class-based view's `as_view`."""
    own = getattr(view, "access_rule", None)
    return own or getattr(getattr(view, "view_class", None), "access_rule", None)
