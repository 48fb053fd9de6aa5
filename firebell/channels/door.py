"""The door for calls from outside: judged, stored, and only then acknowledged.

Anybody can knock, so nothing here trusts the caller: an address that is not known and a call that
is not genuine leave no trace but the answer, and a queue that nobody empties closes the door.
"""

from __future__ import annotations

from http import HTTPStatus

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from firebell.accounts.access import allow_anyone
from firebell.channels import queries
from firebell.channels.contract import ChannelError, Pushed
from firebell.channels.models import PushedCall, Source
from firebell.channels.registry import network
from firebell.channels.secrets import opened_config
from firebell.common import clock

MOST_BYTES = 1024 * 1024
LONGEST_ID = 200  # cut shorter, two calls could be taken for one
MOST_WAITING = 100_000
KEPT_HEADERS = 40
KEPT_OF_A_HEADER = 1_000


@csrf_exempt
@allow_anyone
@require_POST
def called(request: HttpRequest, address: str) -> HttpResponse:
    """202 once the call is stored for good; a repeat of a known call likewise."""
    source = queries.called_at(address)
    if source is None:
        return _said(HTTPStatus.NOT_FOUND, "nobody is called here")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return _said(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"at most {MOST_BYTES:,} bytes a call")
    call = Pushed(request.body, _headers(request), clock.now())
    if len(call.body) > MOST_BYTES:  # one that did not say how long it is
        return _said(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"at most {MOST_BYTES:,} bytes a call")
    door = network(source.network).door
    assert door is not None  # `called_at` finds no others
    try:
        call_id = door(opened_config(source), call)
    except ChannelError as error:
        return _said(HTTPStatus.UNAUTHORIZED, str(error))
    if len(call_id) > LONGEST_ID:
        return _said(HTTPStatus.BAD_REQUEST, f"the id of a call has at most {LONGEST_ID} signs")
    if queries.has_waiting_calls(source, MOST_WAITING):
        answer = _said(HTTPStatus.SERVICE_UNAVAILABLE, "too much is waiting; call again later")
        answer["Retry-After"] = "60"
        return answer
    _store(source, call_id, call)
    return _said(HTTPStatus.ACCEPTED, "stored")


def _store(source: Source, call_id: str, call: Pushed) -> bool:
    """Keep a call; False if it is kept already."""
    try:
        with transaction.atomic():
            PushedCall.objects.create(
                source=source,
                call_id=call_id,
                body=call.body,
                headers=dict(call.headers),
                received_at=call.received_at,
            )
    except IntegrityError:
        return False
    return True


def _headers(request: HttpRequest) -> dict[str, str]:
    """Names in lower case; neither cookies nor passwords are kept."""
    found = list(request.headers.items())[:KEPT_HEADERS]
    return {
        name.lower(): value[:KEPT_OF_A_HEADER]
        for name, value in found
        if name.lower() not in ("cookie", "authorization")
    }


def _said(status: HTTPStatus, what: str) -> HttpResponse:
    return HttpResponse(what + "\n", content_type="text/plain; charset=utf-8", status=status)
