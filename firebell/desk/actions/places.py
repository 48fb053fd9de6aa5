"""Into which queue a new case comes: that of the team which triage chooses, else the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firebell.core.desk.triage import Facts, Team
from firebell.core.desk.triage.teams import team
from firebell.desk.models import FRONT_DESK, Queue


def default_queue(workspace_id: int) -> Queue:
    """The workspace's first queue, made if there is none."""
    queue = Queue.objects.filter(workspace_id=workspace_id).order_by("id").first()
    return queue or Queue.objects.create(workspace_id=workspace_id, name=FRONT_DESK)


@dataclass(frozen=True, slots=True)
class Places:
    """Queues and teams belong together by their names; `named`: name -> id of the queue."""

    first: int
    teams: Sequence[Team] = ()
    named: Mapping[str, int] | None = None

    @classmethod
    def of(cls, workspace_id: int, teams: Sequence[Team]) -> Places:
        """In one query, however many cases are opened."""
        if not teams:
            return cls(default_queue(workspace_id).pk)
        queues = Queue.objects.filter(workspace_id=workspace_id).order_by("id")
        named = dict(queues.values_list("name", "pk"))
        first = next(iter(named.values()), None) or default_queue(workspace_id).pk
        return cls(first, teams, named)

    def of_word(self, facts: Facts) -> int:
        """Id of the queue for a case that a word with these facts opens."""
        if not self.named:
            return self.first
        name, _why = team(facts, self.teams)
        return self.named.get(name, self.first)
