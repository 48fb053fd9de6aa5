"""The numbers of the first screen. Each is bounded: a page costs the same at a million words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min, Sum, TextField
from django.db.models.functions import Cast, Substr

from firebell.channels.enums import SourceHealth, SourceState
from firebell.channels.models import Source
from firebell.desk.enums import CaseState
from firebell.desk.models import Case
from firebell.listening.models import Brand, Query
from firebell.triggers.models import MinuteCount

NEWEST_CASES = 1_000
HOURS = 24


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of the newest cases. `share` is None while there is none to judge by."""

    cases: int
    answered: int
    dismissed: int
    waiting: int

    @property
    def share(self) -> int | None:
        """Answered in percent of those that were to be answered."""
        asked = self.answered + self.waiting
        return round(100 * self.answered / asked) if asked else None


def answered(workspace_id: int) -> Answered:
    newest = Case.objects.filter(workspace_id=workspace_id).order_by("-number")[:NEWEST_CASES]
    found = newest.values_list("state", "first_answer_at", "waiting_since")
    fates = Counter(_fate(*row) for row in found)
    return Answered(fates.total(), fates["answered"], fates["dismissed"], fates["waiting"])


def _fate(state: str, first_answer: datetime | None, waiting: datetime | None) -> str:
    if waiting is not None:
        return "waiting"
    return "dismissed" if state == CaseState.DISMISSED and first_answer is None else "answered"


def next_due(workspace_id: int, now: datetime) -> datetime | None:
    """When the next answer that is not late yet is due."""
    waiting = Case.objects.filter(
        workspace_id=workspace_id, waiting_since__isnull=False, due_at__gte=now
    )
    due: datetime | None = waiting.aggregate(at=Min("due_at"))["at"]
    return due


@dataclass(frozen=True, slots=True)
class Heard:
    """Words about our own brands in each of the last `HOURS` hours, the oldest first."""

    totals: list[int]
    negative: list[int]

    @property
    def total(self) -> int:
        return sum(self.totals)

    @property
    def last_hour(self) -> int:
        return self.totals[-1] if self.totals else 0


def heard(workspace_id: int, now: datetime) -> Heard:
    start = now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=HOURS - 1)
    brands = list(Brand.objects.filter(workspace_id=workspace_id, own=True).values_list("pk"))
    rows = (
        MinuteCount.objects.filter(
            workspace_id=workspace_id,
            brand_id__in=[pk for (pk,) in brands],
            minute__gte=start,
            minute__lte=now,
            dimension="brand",
        )
        # The first thirteen characters of a time stamp name its hour, in every store.
        .annotate(hour=Substr(Cast("minute", TextField()), 1, 13))
        .values("hour")
        .annotate(total_sum=Sum("total"), negative_sum=Sum("negative"))
    )
    found = {row["hour"]: (row["total_sum"], row["negative_sum"]) for row in rows}
    hours = [start + timedelta(hours=step) for step in range(HOURS)]
    counts = [found.get(f"{hour:%Y-%m-%d %H}", (0, 0)) for hour in hours]
    return Heard([total for total, _ in counts], [negative for _, negative in counts])


@dataclass(frozen=True, slots=True)
class Ears:
    """The sources of a workspace, those with trouble first."""

    sources: list[Source]
    listening: int
    troubled: int
    last_heard_at: datetime | None

    @property
    def deaf(self) -> bool:
        """Nothing is listening, or something that should be cannot."""
        return bool(self.troubled) or not self.listening


def ears(workspace_id: int) -> Ears:
    found = list(Source.objects.filter(workspace_id=workspace_id).order_by("name")[:500])
    trouble = [one for one in found if _is_troubled(one)]
    calm = [one for one in found if one not in trouble]
    instants = [one.last_heard_at for one in found if one.last_heard_at]
    listening = sum(one.state == SourceState.LISTENING for one in found)
    return Ears([*trouble, *calm], listening, len(trouble), max(instants, default=None))


def _is_troubled(source: Source) -> bool:
    if source.state == SourceState.FAILED:
        return True
    ill = source.health not in (SourceHealth.UNKNOWN, SourceHealth.FINE)
    return source.state == SourceState.LISTENING and (ill or bool(source.last_error))


def has_queries(workspace_id: int) -> bool:
    return Query.objects.filter(workspace_id=workspace_id, active=True).exists()
