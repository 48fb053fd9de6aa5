"""The one door for programs. Each call is judged anew, in this order, and what is not allowed in so
many words is refused: token, pace, workspace, method, role, scope, form, key."""

from __future__ import annotations

import hashlib
import logging
import math
import time
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from firebell.accounts.access import allow_anyone, allow_token
from firebell.accounts.enums import Role
from firebell.api import actions, queries, reading
from firebell.api.models import Token
from firebell.api.operations import Call, Operation
from firebell.api.pace import pace
from firebell.api.problems import (
    BROKEN,
    BUSY,
    GUARD,
    KEY_USED,
    NO_SUCH_METHOD,
    NO_TOKEN,
    NOT_ALLOWED,
    NOT_FOUND,
    REFUSED,
    TOO_MANY,
    Kind,
    Problem,
    wrong_header,
)
from firebell.common import audit, clock
from firebell.outbound.actions import GuardBlocked
from firebell.outbound.messages import told

logger = logging.getLogger(__name__)
WRONG_TOKENS_A_MINUTE = 60.0  # from one address
BUSY_SECONDS = 5
_LARGEST_KEY = 2**63 - 1
KEPT_KINDS = (REFUSED, GUARD)  # of problems: the desk's own no, which stays one for this key


def door(operations: Mapping[str, Operation]) -> Callable[..., HttpResponse]:
    """The view of one address; `operations` by method."""

    @csrf_exempt  # there is no cookie to be misused
    @allow_token
    def view(request: HttpRequest, workspace: str, **places: Any) -> HttpResponse:
        try:
            response = _let_in(request, workspace, operations, places)
        except Problem as problem:
            response = problem.response()
        except OperationalError:
            logger.exception("%s %s", request.method, request.path)
            response = _problem(BUSY, "nothing was done", {"Retry-After": str(BUSY_SECONDS)})
        except Exception:
            logger.exception("%s %s", request.method, request.path)
            response = _problem(BROKEN, "nothing was done")
        response.headers["Cache-Control"] = "no-store"
        return response

    return view


@csrf_exempt
@allow_anyone
def nowhere(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address below the API's that leads to nothing, in the API's own words."""
    return _problem(NOT_FOUND, "there is nothing at this address")


def _problem(kind: Kind, detail: str, headers: Mapping[str, str] | None = None) -> HttpResponse:
    return Problem(kind, detail, headers=headers).response()


def _let_in(
    request: HttpRequest, slug: str, operations: Mapping[str, Operation], places: Mapping[str, Any]
) -> HttpResponse:
    token, now = _token(request), clock.wall()
    role = queries.role_of(token)
    if role is None or token.workspace.slug != slug:
        raise Problem(NOT_FOUND, "the token is of no such workspace")
    method = "GET" if request.method == "HEAD" else request.method or ""
    operation = operations.get(method)
    if operation is None:
        allowed = ", ".join(sorted(operations))
        raise Problem(NO_SUCH_METHOD, f"here are: {allowed}", headers={"Allow": allowed})
    _judge(operation, token, role)
    actions.note_used(token, now)
    timezone.activate(ZoneInfo(token.workspace.time_zone))
    call = Call(token, token.user, token.workspace, role, clock.now(), request)
    return _answer(call, operation, _given(request, operation, places))


def _token(request: HttpRequest) -> Token:
    scheme, _space, shown = request.headers.get("Authorization", "").strip().partition(" ")
    shown = shown.strip()
    known = scheme.lower() == "bearer" and shown.startswith(actions.PREFIX)
    found = queries.token_shown(shown) if known else None
    if found is None or not found.works_at(clock.wall()) or not found.user.is_active:
        _keep_pace("strangers", request.META.get("REMOTE_ADDR", ""), WRONG_TOKENS_A_MINUTE)
        said = "send it as `Authorization: Bearer fbt_...`; it may be wrong, over or revoked"
        raise Problem(NO_TOKEN, said, headers={"WWW-Authenticate": 'Bearer realm="firebell"'})
    _keep_pace("tokens", found.digest, settings.API_CALLS_A_MINUTE)
    return found


def _keep_pace(what: str, caller: str, a_minute: float) -> None:
    wait = pace(what, a_minute).wait(caller, time.monotonic())
    if wait:
        seconds = str(math.ceil(wait))
        said = f"at most {a_minute:g} a minute; wait {seconds} s"
        raise Problem(TOO_MANY, said, headers={"Retry-After": seconds})


def _judge(operation: Operation, token: Token, role: Role) -> None:
    if role not in operation.roles:
        raise Problem(NOT_ALLOWED, f"{role} is no role for this: {operation.name}")
    if operation.scope not in token.scopes:
        raise Problem(NOT_ALLOWED, f"the token has not the scope {operation.scope}")


def _given(request: HttpRequest, operation: Operation, places: Mapping[str, Any]) -> dict[str, Any]:
    """What the operation is called with."""
    if any(isinstance(value, int) and value > _LARGEST_KEY for value in places.values()):
        raise Problem(NOT_FOUND, "there is no such number")
    given = dict(places)
    if operation.query is not None:
        given["query"] = reading.query_of(request, operation.query)
    if operation.body is not None:
        given["body"] = reading.body_of(request, operation.body)
    return given


def _answer(call: Call, operation: Operation, given: Mapping[str, Any]) -> HttpResponse:
    if not operation.keyed:
        return _response(operation, _run(call, operation, given))
    key = reading.key_of(call.request)
    try:
        found = actions.once(
            call.token,
            key,
            _digest(call.request),
            lambda: _carry_out(call, operation, given),
            clock.wall(),
        )
    except actions.KeyUsedOtherwise:
        said = "the same key came with another method, address or body"
        raise wrong_header(KEY_USED, reading.KEY_HEADER, said) from None
    kind = "application/json" if found.status < 400 else "application/problem+json"
    response = HttpResponse(found.body, kind, status=found.status)
    if found.again:
        response.headers["Idempotency-Replayed"] = "true"
    return response


def _digest(request: HttpRequest) -> str:
    """Of all that makes the call what it is, but for who calls."""
    about = f"{request.method} {request.get_full_path()}\n".encode()
    return hashlib.sha256(about + reading.body_bytes(request)).hexdigest()


def _carry_out(call: Call, operation: Operation, given: Mapping[str, Any]) -> actions.Answered:
    """Inside the transaction that keeps the answer. What the desk refuses is an answer as well."""
    try:
        result = _run(call, operation, given)
    except Problem as problem:
        if problem.kind in KEPT_KINDS:
            return actions.Answered(problem.kind.status, problem.body())
        raise
    data = {"operation": operation.name, "address": call.request.path[:300]}
    audit.record(
        "api_call", actor=call.user, workspace_id=call.workspace.pk, about=call.token, data=data
    )
    return actions.Answered(operation.status, _json(operation, result))


def _run(call: Call, operation: Operation, given: Mapping[str, Any]) -> Any:
    """What the operation says; a room's no, and what it does not find, as problems."""
    try:
        return operation.run(call, **given)
    except GuardBlocked as blocked:
        verdict = blocked.verdict
        raise Problem(
            GUARD,
            str(blocked),
            verdict=str(verdict.verdict),
            reasons=[str(told(one.message)) for one in verdict.reasons],
            better=str(told(verdict.better)) if verdict.better else "",
        ) from blocked
    except operation.refusals as refused:
        raise Problem(REFUSED, str(refused)) from refused
    except PermissionDenied as denied:
        raise Problem(NOT_ALLOWED, "this person may not do that") from denied
    except (Http404, ObjectDoesNotExist) as missing:
        raise Problem(NOT_FOUND, "it is not here, or not any more") from missing


def _json(operation: Operation, result: Any) -> str:
    return "" if operation.gives is None else msgspec.json.encode(result).decode()


def _response(operation: Operation, result: Any) -> HttpResponse:
    response = HttpResponse(_json(operation, result), "application/json", status=operation.status)
    if following := getattr(result, "next", None):
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response
