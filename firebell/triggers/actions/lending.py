"""What the series of a workspace lend to those that will be born there."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

import numpy as np
from django.db import transaction

from firebell.common import turns
from firebell.core.triggers.contract import StateError
from firebell.core.triggers.detectors.rhythm import Rhythm
from firebell.core.triggers.pooling import FEWEST, pooled
from firebell.core.triggers.series import DETECTORS
from firebell.triggers import queries
from firebell.triggers.actions.detecting import LIVE
from firebell.triggers.models import SeriesPrior

MOST = 400  # series of a kind; more say nothing new


@transaction.atomic
def lend_priors(workspace_id: int, now: datetime) -> int:
    """Make anew what new series of the workspace begin with; for how many kinds there is something.

    Only brands that are heard live lend: a recording that is played must come to the same whenever
    it is played. Where too few know a week, what ships is what there is.
    """
    turns.one_at_a_time(workspace_id)
    states = queries.judging_states(workspace_id, now - LIVE, MOST)
    made = [
        row
        for (dimension, measure), known in sorted(states.items())
        if (row := _lent(workspace_id, dimension, measure, known, now)) is not None
    ]
    SeriesPrior.objects.filter(workspace_id=workspace_id).delete()
    SeriesPrior.objects.bulk_create(made)
    return len(made)


def _lent(
    workspace_id: int, dimension: str, measure: str, states: list[bytes], now: datetime
) -> SeriesPrior | None:
    detector = DETECTORS.get((dimension, measure))
    if not isinstance(detector, Rhythm) or len(states) < FEWEST:
        return None
    rows = []
    for state in states:
        with suppress(StateError):  # of another version: it is learned afresh
            rows.append(detector.load(state))
    prior = pooled(detector.params, np.concatenate(rows)) if rows else None
    if prior is None:
        return None
    return SeriesPrior(
        workspace_id=workspace_id,
        dimension=dimension,
        measure=measure,
        detector=detector.name,
        version=detector.version,
        mean=list(prior.mean),
        variance=list(prior.variance),
        series=prior.series,
        made_at=now,
    )
