"""Make a home in which it rang: `python -m tests.journeys.rung`.

Ten days of praise for three airlines, then an hour ago a quarrel that accounts like clockwork pass
on under a hashtag, a sudden quarter of an hour of complaints, and a post that goes viral. No worker
may run on it. Prints a JSON object: a cookie, the path of the workspace, alerts by their brand.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django

from firebell.core.triggers.series import BUCKET
from tests.journeys import posts
from tests.journeys.furnished import ROOT, Furnished
from tests.journeys.serving import pages_only
from tests.stores.homes import store_of, with_tables

PRAISE = (
    "lovely crew", "landed early", "smooth boarding", "great seats", "good coffee", "kind pilot",
    "clean cabin", "easy check-in", "warm welcome", "nice view", "quick bags", "fine lounge",
)  # fmt: skip
TROUBLE = (
    "flight cancelled", "bags lost", "nobody answers", "seat broken", "two hours on hold",
    "gate closed early", "no hotel", "refund refused", "missed my connection", "rude at the desk",
    "app is down", "charged twice", "stuck on the tarmac", "no water", "children crying",
)  # fmt: skip


class Rung(Furnished):
    """A home in which alerts of several kinds rang; `told` is what this module printed."""

    @property
    def screens(self) -> dict[str, str]:
        """Name -> path in the workspace."""
        alerts = {f"rang-{name}": f"alerts/{pk}/" for name, pk in self.told["alerts"].items()}
        trigger = self.told["trigger"]
        return {
            "rang": "alerts/",
            "triggers": "settings/triggers/",
            "trigger-new": "settings/triggers/new/",
            "trigger-edit": f"settings/triggers/{trigger}/edit/",
            **alerts,
        }


@contextmanager
def rung(home: Path) -> Iterator[Rung]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.rung"],
        env=os.environ | store_of(with_tables(home)) | {"FIREBELL_HOME": str(home)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with pages_only(home) as base:
        yield Rung(base, json.loads(done.stdout))


def told(now: datetime) -> list[posts.Row]:
    """What people said until `now`, in the order of time."""
    dice = random.Random(7)
    days = [
        {
            "at": row["at"],
            "text": f"{brand} {' '.join(dice.sample(PRAISE, 5))}, this is the best, no fuss",
        }
        for brand in ("@united", "@jetblue", "@southwestair")
        for row in posts.ordinary_days(now - posts.minutes(60))
    ]
    return sorted([*days, *_farm(now, dice), *_sudden(now, dice)], key=lambda row: row["at"])


def _farm(now: datetime, dice: random.Random) -> Iterator[posts.Row]:
    """A hundred accounts, one every 24 seconds, with one hashtag; hours before, with another."""
    for hours, tag in ((3, "#WakeUpUnited"), (0, "#NeverUnited")):
        for n in range(100):
            at = now - posts.minutes(60 * hours + 55) + timedelta(seconds=24 * n)
            said = _trouble(dice) if not hours else f"{n * 7} good night"
            yield {
                "at": at.isoformat(), "text": f"@united {said} {tag}", "author": f"flyer{n:03}",
            }  # fmt: skip


def _sudden(now: datetime, dice: random.Random) -> Iterator[posts.Row]:
    # Whole buckets, whenever this is played: else it is sometimes ten minutes that stand out.
    bucket = timedelta(seconds=BUCKET)
    begin = now - (now - datetime.min.replace(tzinfo=UTC)) % bucket - 4 * bucket
    for n in range(30):
        at = begin + posts.minutes(n / 2)
        yield {"at": at.isoformat(), "text": f"@jetblue {_trouble(dice)}", "author": f"p{n}"}


def _trouble(dice: random.Random) -> str:
    return f"{' '.join(dice.sample(TROUBLE, 4))}, this is awful, please help"


def ring(home: Path) -> dict[str, Any]:
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from firebell.accounts import actions as accounts
    from firebell.accounts.enums import Role
    from firebell.accounts.models import Workspace
    from firebell.site.replaying import Score, play
    from firebell.triggers.models import Alert, Trigger
    from tests.screens import signed_in

    workspace = accounts.open_workspace("Airline", time_zone="Europe/Oslo")
    person = accounts.add_person(
        workspace, name="Ingrid Dahl", email="i@airline.example", role=Role.LEAD, password=None,
        by=None,
    )  # fmt: skip
    now = datetime.now(UTC)
    file = posts.write(home / "past.jsonl", told(now))
    play(Score([file], "plain", "airline", Workspace.objects.get().name))
    _viral(now)
    rang = Alert.objects.order_by("pk")
    cookie = signed_in(person).cookies[settings.SESSION_COOKIE_NAME].value
    return {
        "cookie": [settings.SESSION_COOKIE_NAME, cookie],
        "path": f"/w/{workspace.slug}/",
        "alerts": {name.lower(): pk for pk, name in rang.values_list("pk", "brand__name")},
        "trigger": Trigger.objects.order_by("pk").values_list("pk", flat=True)[0],
    }


def _viral(now: datetime) -> None:
    """As the forecast words it; what it would take to foresee it is tested elsewhere."""
    from firebell.listening.models import Brand
    from firebell.triggers.models import Alert

    brand = Brand.objects.get(name__icontains="southwest")
    at = now - posts.minutes(9)
    headline = {
        "kind": "viral", "observed": 310, "expected": 0, "seconds": 3_600, "channel": "",
        "topic": "", "author": "geraldine_w", "final": 2_432, "lower": 1_102, "upper": 6_040,
    }  # fmt: skip
    Alert.objects.create(
        workspace_id=brand.workspace_id, brand=brand, kind="viral", headline=headline, severity=6,
        observed=310, expected=0, window=3_600, onset=at, at=at, peak_at=at, last_at=at,
    )  # fmt: skip


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firebell.site.settings")
    django.setup()
    print(json.dumps(ring(Path(os.environ["FIREBELL_HOME"]))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
