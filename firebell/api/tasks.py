from __future__ import annotations

import logging
from datetime import timedelta

import httpx

from firebell.api import actions
from firebell.api.models import HookCall
from firebell.channels import asking
from firebell.channels.contract import ChannelError
from firebell.common import clock, outgoing, sealing, signing

log = logging.getLogger(__name__)
PATIENCE = timedelta(seconds=10)


def deliver_calls() -> int:
    """Tell other programs what is due to be told; how many calls were taken.

    1. Claim calls in a transaction of their own, so that no other worker makes them.
    2. Make each one outside any transaction, signed, at an address that may be reached.
    3. Note what came of it. If we die between 2 and 3 the claim runs out and it is made again
       with the same id: at least once.
    """
    taken = 0
    calls = actions.claim_calls(clock.wall())
    if not calls:
        return 0
    with outgoing.client(timeout=PATIENCE) as client:
        for call in calls:
            taken += _make(client, call)
    return taken


def _make(client: httpx.Client, call: HookCall) -> bool:
    status = None
    try:
        status = _post(client, call)
        why = _why_not_taken(status)
    except (ChannelError, sealing.SealBrokenError) as error:
        why = str(error)
    if not why:
        actions.note_taken(call, status or 0, clock.wall())
        return True
    log.info("web hook %s: %s", call.hook_id, why)
    actions.note_refused(call, status, why, clock.wall())
    return False


def _post(client: httpx.Client, call: HookCall) -> int:
    """The status of the answer. Asked again with the same id, the other side must do nothing."""
    body = call.body.encode()
    secret = sealing.unseal(call.hook.sealed)["secret"]
    headers = signing.signed(secret, call.call_id, clock.wall(), body)
    headers["Content-Type"] = "application/json"
    request = client.build_request("POST", call.hook.url, content=body, headers=headers)
    return asking.exchange(client, request, where=call.hook.name, limit=64 * 1024).status


def _why_not_taken(status: int) -> str:
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        return "it points to another address, which is not followed; enter that one"
    if status == 410:
        return "it says that nobody is there any more; nothing is told until it is switched on"
    return f"it answered with status {status}"
