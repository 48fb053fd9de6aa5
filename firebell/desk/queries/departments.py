from __future__ import annotations

from dataclasses import dataclass

from firebell.core.desk.triage import Facts, Settings, Team
from firebell.core.desk.triage.teams import team
from firebell.desk.models import Queue
from firebell.desk.queries.family import queues
from firebell.listening import queries as listening
from firebell.listening.enums import QueryKind


@dataclass(frozen=True, slots=True)
class Department:
    """A queue and the team of its name; None: nothing comes to it for what it is about. `rest`: to
    it comes what no other department is for."""

    queue: Queue
    team: Team | None
    rest: bool


def departments(workspace_id: int, settings: Settings) -> list[Department]:
    """In the order in which they were made."""
    found = list(queues(workspace_id))
    named = {one.name: one for one in settings.teams}
    general, _why = team(Facts(), settings.teams)
    rest = next((one for one in found if one.name == general), found[0] if found else None)
    return [Department(one, named.get(one.name), one == rest) for one in found]


def topic_names(workspace_id: int) -> list[str]:
    """The topics of the house."""
    rows = listening.queries_of(workspace_id).filter(kind=QueryKind.TOPIC)
    return sorted(set(rows.values_list("name", flat=True)))
