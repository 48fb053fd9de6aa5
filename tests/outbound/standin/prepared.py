"""Make a home for a browser to visit: `python -m tests.outbound.standin.prepared URL`.

A case in each state of an answer, one case that waits, and an administrator who is signed in;
prints a JSON object: the cookie, the numbers of the cases by state, the source.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import django


def prepare(url: str) -> dict[str, Any]:
    from django.conf import settings

    from firebell.accounts import actions as accounts
    from firebell.accounts.enums import Role
    from firebell.accounts.models import User, Workspace
    from firebell.channels.models import Source
    from firebell.desk.models import Case
    from firebell.outbound import tasks
    from firebell.outbound.models import Manner, Reply
    from tests.outbound.standin import torment
    from tests.outbound.standin.running import Server
    from tests.screens import signed_in

    server = Server(int(url.rpartition(":")[2]))
    torment.prepare(url, words=5)
    house = Workspace.objects.get()
    accounts.join(house, User.objects.get(), Role.ADMINISTRATOR, by=None)
    for mode in ("fine", "mute", "held", "refuse"):
        if mode != "held":
            server.behave(mode)
        # So long that the browser finds it waiting.
        Manner.objects.update(grace_seconds=120 if mode == "held" else 0)
        torment.answer_one()
        tasks.send_due()
    server.behave("deaf")
    Reply.objects.filter(state="uncertain").update(asks_a_person=True)
    Manner.objects.update(grace_seconds=2)
    states = dict(Reply.objects.values_list("state", "case_number"))
    states["waiting"] = Case.objects.latest("number").number
    cookie = signed_in(User.objects.get()).cookies[settings.SESSION_COOKIE_NAME].value
    return {
        "cookie": [settings.SESSION_COOKIE_NAME, cookie],
        "cases": states,
        "source": Source.objects.get().pk,
        "path": f"/w/{house.slug}/",
    }


def main(url: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firebell.site.settings")
    django.setup()
    print(json.dumps(prepare(url)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
