"""How often each brand rings beside what its triggers promise: kept with how far it is judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.pace import Pace
from firebell.core.triggers.rules.house import promised
from firebell.core.triggers.rules.trigger import Trigger
from firebell.triggers import queries
from firebell.triggers.models import Judged
from firebell.triggers.rows import as_trigger


class Paces:
    """The paces of some brands of a workspace, within one transaction. `begun`: brand -> the first
    day of what is newly counted; that of a brand that is heard for the first time is kept."""

    def __init__(self, workspace_id: int, brands: Iterable[int], begun: Mapping[int, int]) -> None:
        self._workspace_id = workspace_id
        rows = Judged.objects.filter(workspace_id=workspace_id, brand_id__in=list(brands))
        self._known = {row.brand_id: Pace(*row.pace) for row in rows}
        self._now = {
            brand: pace.beginning(begun[brand]) if brand in begun else pace
            for brand, pace in self._known.items()
        }
        self._triggers: list[Trigger] | None = None
        self._own: Mapping[int, bool] = {}

    def put_right(self, day: int, heard: Mapping[int, list[Sound]]) -> dict[int, list[Sound]]:
        """Brand -> its sounds of a day, by the pace of that day."""
        for brand, pace in self._now.items():
            if pace.day != day:
                self._now[brand] = pace.to(day, self._weeks(brand))
        return {
            brand: self._now[brand].of(sounds) if brand in self._now else sounds
            for brand, sounds in heard.items()
        }

    def count(self, brand: int) -> None:
        """It rang."""
        if brand in self._now:
            self._now[brand] = self._now[brand].counting(1)

    def store(self) -> None:
        """Write what has moved: once a day and brand, and with each alert."""
        for brand, pace in self._now.items():
            if pace != self._known[brand]:
                row = Judged.objects.filter(workspace_id=self._workspace_id, brand_id=brand)
                row.update(pace=list(astuple(pace)))

    def _weeks(self, brand: int) -> float:
        """The promise that is kept first: one false alert in so many weeks."""
        if self._triggers is None:
            rows = queries.triggers_over_sounds(self._workspace_id)
            self._triggers = [as_trigger(row) for row in rows]
            self._own = queries.brands_own(self._workspace_id)
        return promised(self._triggers, brand, self._own.get(brand, True))


def take_back(workspace_id: int, brand: int, alerts: int) -> None:
    """So many of its alerts were none too many; negative: they were after all."""
    rows = Judged.objects.select_for_update().filter(workspace_id=workspace_id, brand_id=brand)
    for row in rows:
        row.pace = list(astuple(Pace(*row.pace).taking_back(alerts)))
        row.save(update_fields=["pace"])
