"""Calls that arrive at the same moment, each in a thread with a connection of its own; what became
of them, as JSON. Run in a process of its own, on the store that the environment names."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firebell.site.settings")
POLITE = "Your bag is in Oslo and arrives tomorrow."


def at_once(number: int, call: Callable[[int], Any]) -> list[Any]:
    from django.db import connections

    gate = threading.Barrier(number)

    def one(place: int) -> Any:
        try:
            gate.wait(timeout=60)
            return call(place)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def statuses(answers: list[Any]) -> list[int]:
    return sorted(one.status_code for one in answers)


def same(cast: Any, posts: Any) -> dict[str, Any]:
    from firebell.common.models import AuditEntry
    from firebell.desk.models import CaseEvent, Note
    from tests.api.calling import Program

    case, program = posts.say("ann"), Program(cast.house, cast.agent)
    path = f"cases/{case.number}/notes"
    answers = at_once(6, lambda _n: program.post(path, {"text": "She called."}, key="k1"))
    return {
        "statuses": statuses(answers),
        "bodies": len({one.content for one in answers}),
        "carried_out": sum("Idempotency-Replayed" not in one.headers for one in answers),
        "notes": Note.objects.filter(case=case).count(),
        "events": CaseEvent.objects.filter(case=case, kind="noted").count(),
        "calls": AuditEntry.objects.filter(action="api_call").count(),
    }


def other(cast: Any, posts: Any) -> dict[str, Any]:
    from firebell.desk.models import Note
    from tests.api.calling import Program

    case, program = posts.say("ben"), Program(cast.house, cast.agent)
    path = f"cases/{case.number}/notes"
    answers = at_once(2, lambda n: program.post(path, {"text": f"note {n}"}, key="k2"))
    return {"statuses": statuses(answers), "notes": Note.objects.filter(case=case).count()}


def two(cast: Any, posts: Any) -> dict[str, Any]:
    from firebell.desk.models import Case
    from firebell.outbound.models import Reply
    from tests.api.calling import Program

    case = posts.say("eve")
    programs = [Program(cast.house, user) for user in (cast.agent, cast.teammate)]
    body = {"text": POLITE, "public": True, "how": "elsewhere"}
    answers = at_once(2, lambda n: programs[n].post(f"cases/{case.number}/answers", body))
    return {
        "statuses": statuses(answers),
        "replies": Reply.objects.filter(case_number=case.number).count(),
        "state": Case.objects.get(pk=case.pk).state,
    }


def main() -> None:
    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    from tests.cast import assemble
    from tests.desk.posts import Posts

    cast = assemble()
    posts = Posts(cast.house.pk)
    print(json.dumps({one.__name__: one(cast, posts) for one in (same, other, two)}))


if __name__ == "__main__":
    main()
