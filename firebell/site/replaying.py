"""Play recorded posts through the whole corridor, at the time that they bear."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import pyarrow.compute as pc

from firebell.channels.contract import Batch
from firebell.site.corridor import Outcome
from firebell.triggers.models import Alert

DESK = "replay-desk@localhost"
EVER_SINCE = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(slots=True)
class Report:
    """What a replay came to; `seconds` are of the corridor, start-up left out."""

    rows: int = 0
    inserted: int = 0
    duplicates: int = 0
    rejected: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    seconds: float = 0.0
    alerts: list[Alert] = field(default_factory=list)
    cases_opened: int = 0
    needs_answer: int = 0
    unattended: int = 0

    @property
    def per_second(self) -> float:
        return round(self.rows / self.seconds, 1) if self.seconds else 0.0

    def add(self, batch: Batch, outcome: Outcome) -> None:
        self.rows += batch.rows
        self.inserted += outcome.inserted
        self.duplicates += outcome.duplicates
        self.rejected += outcome.rejected
        self.cases_opened += outcome.cases_opened
        self.needs_answer += outcome.needs_answer
        known = {alert.pk for alert in self.alerts}
        self.alerts += [alert for alert in outcome.alerts if alert.pk not in known]
        instants = batch.interactions.column("at")
        if len(instants):
            bounds = pc.min_max(instants).as_py()
            self.first_at = min(filter(None, (self.first_at, bounds["min"])))
            self.last_at = max(filter(None, (self.last_at, bounds["max"])))
