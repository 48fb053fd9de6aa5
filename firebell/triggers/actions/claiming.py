"""What was heard, as the workspace's triggers have it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.rules.matching import match_all
from firebell.core.triggers.rules.scene import Counted, Scene
from firebell.core.triggers.rules.sector import elsewhere
from firebell.core.triggers.series import Cell
from firebell.triggers import queries
from firebell.triggers.actions.series_steps import instant
from firebell.triggers.rows import as_trigger


def claimed(workspace_id: int, heard: Mapping[int, list[Sound]]) -> dict[int, list[Sound]]:
    """Brand -> its sounds, claimed by triggers and rescored; cheap where nothing is loud."""
    loud = {brand: sounds for brand, sounds in heard.items() if sounds}
    if not loud:
        return {}
    triggers = [as_trigger(row) for row in queries.triggers_over_sounds(workspace_id)]
    brands = queries.brands_own(workspace_id)
    around = elsewhere(brands, loud)
    return {
        brand: match_all(
            triggers,
            Scene(brand, brands.get(brand, True), sounds, around, _counted(workspace_id, brand)),
        )
        for brand, sounds in loud.items()
    }


def _counted(workspace_id: int, brand: int) -> Counted:
    """Asks the store once for what a condition wants to know twice."""

    @lru_cache(maxsize=1_000)
    def counted(dimension: str, key: str, at: int, window: int) -> Cell | None:
        start = instant(at) - timedelta(seconds=window)
        return queries.counted(workspace_id, brand, dimension, key, start, instant(at))

    return counted
