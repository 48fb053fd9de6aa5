"""Verdicts of a bank as the judgements that the contract speaks of."""

from __future__ import annotations

import math

from firebell.core.triggers.bank.layout import Rows
from firebell.core.triggers.bank.params import RhythmParams
from firebell.core.triggers.bank.step import Verdicts
from firebell.core.triggers.contract import RINGING, Judgement
from firebell.core.triggers.tails import TINY


def told(p: RhythmParams, rows: Rows, verdicts: Verdicts, end: int) -> list[list[Judgement]]:
    """One list for each series: its spans, shortest first, and where evidence is gathered that
    something lasts, that. A young series says of each span that nothing is known."""
    columns = zip(
        verdicts.seconds.tolist(),
        verdicts.observed.tolist(),
        verdicts.expected.tolist(),
        verdicts.variance.tolist(),
        verdicts.log_weeks.tolist(),
        rows["born"].tolist(),
        rows["evidence"].tolist(),
        strict=True,
    )
    answer = []
    for row, (seconds, observed, expected, variance, weeks, born, evidence) in enumerate(columns):
        parts = len(seconds) if evidence > 0 else len(seconds) - 1
        said = []
        for n in range(parts):
            if born < 0:
                bounds = 0.0, float(p.birth_events)
                said.append(Judgement(seconds[n], observed[n], 0.0, 0.0, bounds=bounds))
                continue
            score = score_of(weeks[n], p.budget_weeks)
            onset = None
            if score >= RINGING:
                onset = _onset(p, rows, row, n, end)
            said.append(
                Judgement(
                    seconds[n], observed[n], expected[n], score, variance[n], onset,
                    return_weeks=math.exp(weeks[n]),
                )
            )  # fmt: skip
        answer.append(said)
    return answer


def score_of(log_weeks: float, budget_weeks: float) -> float:
    """r / (r + budget) for a return period r: one half where the budget is met.

    >>> round(score_of(math.log(12.0), 4.0), 2)
    0.75
    """
    return 1.0 / (1.0 + math.exp(math.log(budget_weeks) - log_weeks))


def _onset(p: RhythmParams, rows: Rows, row: int, n: int, end: int) -> int:
    """Since when it has run above the middle between usual and seen (Page, 1954); of what lasts,
    since when there is evidence."""
    if n == len(p.spans):
        return int(rows["since"][row])
    steps, index = p.steps[n + 1], end // p.bucket - 1
    ring_observed, ring_expected = rows["ring_observed"][row], rows["ring_expected"][row]
    expected = float(rows["expected"][row, n + 1])
    middle = 0.5 * (1 + float(rows["observed"][row, n + 1]) / max(expected, TINY))
    total = best = 0.0
    onset = end - p.bucket
    for back in range(steps):
        slot = (index - back) % p.size
        total += float(ring_observed[slot]) - middle * float(ring_expected[slot])
        if total > best:
            best, onset = total, end - (back + 1) * p.bucket
    return onset
