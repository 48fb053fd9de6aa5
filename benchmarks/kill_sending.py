"""Kill whoever answers and sends, two at a time, at every step of a reply on its way out.

The network is a server in a process of its own that takes twice what it is told twice, and that
loses answers after it has taken what was sent.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from functools import partial
from typing import Any

from benchmarks.houses import Arm, House, Stage, ask, finish, start, torment
from tests.outbound.standin import network
from tests.outbound.standin import torment as sending
from tests.outbound.standin.running import Server, serving

AT_ONCE = 2
PATIENCE = 600.0
ASKING = ("before_reconcile", "after_reconcile")
Table = dict[str, dict[str, Any]]


def run(stage: Stage, hits: int, steps: Sequence[str]) -> Table:
    """Step -> hits, and what the network took beside what was to be sent."""
    network.register()
    table = {}
    for step in steps:
        table[step] = _step(stage, step, hits)
        print(f"{stage.store} {step}: {table[step]}", file=sys.stderr)
    return table


def _step(stage: Stage, step: str, hits: int) -> dict[str, Any]:
    house = stage.house(step)
    with serving() as server:
        os.environ |= server.opened
        finish(start(house, sending.prepare, server.url, 3 * hits + 8))
        # Where asking is to be killed every answer gets lost, elsewhere some do.
        server.behave("mute" if step in ASKING else "weather")
        if step == "intent_stored":
            killed = torment(partial(_begin, house, _answer_all), step, hits, AT_ONCE)
        else:
            _all_at_once(house, _answer_all)
            killed = torment(partial(_begin, house, _send_all), step, hits, AT_ONCE)
        _all_at_once(house, _send_all)
        verdict = ask(house, _verdict, server)
    stage.clear(house)
    return {"hits": killed, **verdict}


def _begin(house: House, work: Any, number: int, arm: Arm) -> Any:
    return start(house, work, number, arm=arm)


def _all_at_once(house: House, work: Any) -> None:
    for process in [_begin(house, work, number, None) for number in range(AT_ONCE)]:
        finish(process)


def _answer_all(number: int) -> None:
    """A person who answers every second word; nobody else answers these."""
    from firebell.accounts.models import User
    from firebell.desk import actions as desk
    from firebell.desk.models import CaseItem

    agent = User.objects.get()
    waiting = CaseItem.objects.filter(state="pending", reply=None).select_related("case")
    for item in waiting.order_by("pk"):
        if item.pk % AT_ONCE == number and item.case is not None:
            text = f"It is on the next flight, number {item.pk}."
            desk.send_answer(item.case, text, [item.pk], agent, public=True)


def _send_all(_number: int) -> None:
    until = time.monotonic() + PATIENCE
    while sending.work():
        if time.monotonic() > until:
            raise RuntimeError("some replies do not come to rest")


def _verdict(server: Server) -> dict[str, Any]:
    """What is true in the end; runs inside a house."""
    from firebell.desk.models import CaseItem
    from firebell.outbound.enums import DeliveryKind
    from firebell.outbound.models import Delivery, Reply

    found = sending.verdict(server)
    unanswered = CaseItem.objects.filter(reply=None).count()
    wrong = [f"{found[name]} {name}" for name in ("unknown", "open_cases") if found[name]]
    return {
        "replies": found["intents"],
        "lost": found["never_taken"] + unanswered,
        "doubled": 0,
        "sent_twice": found["taken_twice"],
        "uncertain_left": Reply.objects.filter(state="uncertain").count(),
        "not_sent": found["not_sent"],
        "times_asked": Delivery.objects.filter(kind=DeliveryKind.FIND).count(),
        "wrong": [*wrong, *found["broken_promises"]],
    }
