"""The demo: a workspace with a story playing, and a visitor who is signed in as its agent."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from firebell.accounts import actions as accounts
from firebell.accounts.enums import Role
from firebell.accounts.models import User, Workspace
from firebell.channels import actions as channels
from firebell.core.training.scenario import Scenario
from firebell.site.listening_set_up import listen_for
from firebell.training import scenarios

AGENT = "demo-agent@localhost"
COLLEAGUES = (
    ("Ingrid Dahl", "ingrid@localhost", Role.LEAD),
    ("Piotr Zieliński", "piotr@localhost", Role.AGENT),
    ("Amara Osei", "amara@localhost", Role.COMMUNICATIONS),
)
SEED = 2012


class DemoMiddleware:
    """Signs every visitor in as the demo agent. Installed only when `FIREBELL_DEMO` is set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.DEMO:
            raise ImproperlyConfigured("DemoMiddleware is for the demo alone: set FIREBELL_DEMO=1")
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated:
            agent = User.objects.filter(email=AGENT).first()
            if agent is not None:
                login(request, agent, backend="django.contrib.auth.backends.ModelBackend")
        return self.get_response(request)


@transaction.atomic
def set_the_stage(folder: Path, now: datetime) -> Workspace:
    """Make the demo's workspace, people, queries and its one source, which plays the story."""
    scenario = scenarios.load_scenario("parcel_storm")
    workspace = accounts.open_workspace(scenario.brand.name, time_zone="Europe/Oslo")
    agent = accounts.add_person(
        workspace, name="Demo agent", email=AGENT, role=Role.LEAD, password=None, by=None
    )
    accounts.go_on_duty(workspace, agent, by=agent)
    for name, email, role in COLLEAGUES:
        person = accounts.add_person(
            workspace, name=name, email=email, role=role, password=None, by=None
        )
        if role == Role.AGENT:
            accounts.go_on_duty(workspace, person, by=person)
    listen_for(workspace, scenario.brands, scenario.topics)
    recording = folder / "story.jsonl"
    record(scenario, recording, now)
    channels.configure_source(
        workspace,
        "replay",
        scenario.title,
        {"path": str(recording), "map": "plain", "pace": "stamped"},
        by=agent,
    )
    return workspace


def record(scenario: Scenario, path: Path, now: datetime) -> None:
    """Write the story, past and to come, as one file in firebell's own JSON Lines format."""
    with path.open("w", encoding="utf-8") as out:
        for part in (scenarios.history, scenarios.live):
            for batch in part(scenario, now, SEED):
                for row in batch.to_pylist():
                    said = {name: value for name, value in row.items() if value is not None}
                    said["at"] = row["at"].isoformat()
                    out.write(json.dumps(said, ensure_ascii=False) + "\n")
