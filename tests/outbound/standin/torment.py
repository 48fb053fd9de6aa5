"""Kill senders at a named step, let others go on, and count what the network took.

    python -m tests.outbound.standin.torment STEP HITS WORKERS URL

runs in the store of its environment (`FIREBELL_HOME`, `FIREBELL_DATABASE_URL`) and prints one
JSON object. Each hit is a SIGKILL of a process forked from this one, which has everything loaded.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

# A worker that is killed holds its reply for the lease; a living one never needs as long.
LEASE = timedelta(seconds=4)
PATIENCE = 120.0


def quick() -> Any:
    from firebell.core.outbound.pace import Pace

    moment = timedelta(milliseconds=50)
    return Pace(
        lease=LEASE,
        settle=timedelta(milliseconds=500),
        first_wait=moment,
        longest_wait=moment,
        most_attempts=1_000,
        ask_a_person_after=timedelta(hours=1),
        batch=2,
    )


def prepare(url: str, words: int) -> None:
    """A workspace with an agent, a source that may send, and so many words that wait."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from firebell.accounts import actions as accounts
    from firebell.accounts.enums import Role
    from firebell.outbound.models import Manner
    from tests.desk.posts import Posts

    house = accounts.open_workspace("House")
    accounts.add_person(
        house, name="Agent", email="a@example.org", role=Role.AGENT, password=None, by=None
    )
    Manner.objects.create(workspace=house, grace_seconds=0)
    posts = Posts(house.pk)
    posts.source.network, posts.source.config = "standin", {"url": url}
    posts.source.listen_only = False
    posts.source.save()
    for number in range(words):
        posts.say(f"person {number}")


def answer_one() -> bool:
    """Answer the next word that nobody has answered; False when there is none."""
    from firebell.accounts.models import User
    from firebell.desk import actions as desk
    from firebell.desk.models import CaseItem

    open_words = CaseItem.objects.filter(state="pending", reply=None).order_by("pk")
    item = open_words.select_related("case").first()
    if item is None or item.case is None:
        return False
    text = f"It is on the next flight, number {item.pk}."
    desk.send_answer(item.case, text, [item.pk], User.objects.get(), public=True)
    return True


def work() -> bool:
    """One turn of a worker; False when every reply has come to rest."""
    from firebell.outbound import tasks
    from firebell.outbound.enums import UNDERWAY
    from firebell.outbound.models import Reply

    handled = tasks.send_due(quick()) + tasks.reconcile_uncertain(quick())
    if not handled:
        time.sleep(0.05)
    return bool(handled) or Reply.objects.filter(state__in=UNDERWAY).exists()


def _child(turn: Callable[[], bool], armed: tuple[str, int] | None) -> int:
    process = multiprocessing.get_context("fork").Process(target=_live, args=(turn, armed))
    process.start()
    process.join()
    return process.exitcode or 0


def _live(turn: Callable[[], bool], armed: tuple[str, int] | None) -> None:
    from firebell.common import steps

    if armed is not None:
        steps.arm(*armed)
    until = time.monotonic() + PATIENCE
    while turn():
        if time.monotonic() > until:
            os._exit(3)


def _drain(workers: int) -> list[int | None]:
    context = multiprocessing.get_context("fork")
    alive = [context.Process(target=_live, args=(work, None)) for _ in range(workers)]
    for process in alive:
        process.start()
    for process in alive:
        process.join()
    return [process.exitcode for process in alive]


def run(step: str, hits: int, workers: int, url: str) -> dict[str, Any]:
    """Prepare, kill `hits` times at `step`, let `workers` finish, and look what is true."""
    from django.db import connections

    from tests.outbound.standin.running import Server

    server = Server(int(url.rpartition(":")[2]))
    prepare(url, words=2 * hits + 4)
    asking = step in ("before_reconcile", "after_reconcile")
    server.behave("mute" if asking else "fine")
    killed = 0
    if step != "intent_stored":
        while answer_one():
            pass
    connections.close_all()
    turn = answer_one if step == "intent_stored" else work
    for hit in range(hits):
        killed += _child(turn, (step, 1 + hit % 2)) == -signal.SIGKILL
    server.behave("weather")
    while answer_one():
        pass
    connections.close_all()
    ends = _drain(workers)
    return {"step": step, "hits": killed, "ends": ends, **verdict(server)}


def verdict(server: Any) -> dict[str, Any]:
    from firebell.desk.checks import broken_promises
    from firebell.desk.models import Case
    from firebell.outbound.models import Reply

    keys = {reply.key: reply.state for reply in Reply.objects.all()}
    taken = server.taken()
    return {
        "intents": len(keys),
        "not_sent": sum(state != "sent" for state in keys.values()),
        "never_taken": sum(key not in taken for key in keys),
        "taken_twice": sum(number > 1 for number in taken.values()),
        "unknown": sum(key not in keys for key in taken),
        "open_cases": Case.objects.filter(closed_at__isnull=True).count(),
        "broken_promises": broken_promises(),
    }


def main(arguments: list[str]) -> int:
    step, hits, workers, url = arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firebell.site.settings")
    django.setup()
    from tests.outbound.standin import network

    network.register()
    print(json.dumps(run(step, int(hits), int(workers), url)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
