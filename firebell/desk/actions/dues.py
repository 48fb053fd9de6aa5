"""When answers are due in one workspace, and how urgent words are: asked once for many cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firebell.core.desk.clocks import Policy
from firebell.core.desk.promise import answer_due
from firebell.core.desk.triage import Facts, Settings, score
from firebell.desk import queries


@dataclass(frozen=True, slots=True)
class Dues:
    policy: Policy
    triage: Settings

    @classmethod
    def of(cls, workspace_id: int) -> Dues:
        rules = queries.house_rules(workspace_id)
        return cls(queries.policy_of(workspace_id, rules), queries.triage_of(workspace_id, rules))

    def at(self, since: datetime, priority: int, channel: str, *, again: bool) -> datetime:
        """When a word of `since` is to be answered; `again`: the case was answered before."""
        return answer_due(self.policy, since, priority, channel, again=again)

    def priority(self, facts: Facts) -> int:
        """1 (the most urgent) to 5."""
        return score(facts, self.triage.weights).priority
