"""What can be set about a rhythm, and the windows that follow from the size of a bucket."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from firebell.core.triggers.contract import Numbers
from firebell.core.triggers.tails import TINY

HOUR = 3_600
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Span:
    """One trailing window.

    `seconds` a multiple of the bucket; `share` is its part of the false alerts, beside the other
    windows' and `RhythmParams.sustained_share`; with none it never rings. The priors are what is
    taken for usual before this very series was seen: `unrest`, the relative variance beyond
    counting at this length; and `loud` and `spread`, location and scale of each day's largest
    statistic (see `calibration`).
    """

    seconds: int
    share: float
    unrest: float
    loud: float
    spread: float
    more: float = 0.5  # what counts for how many more it is, beside how improbable
    least: float = 3.0  # fewer posts never ring


# A quarter of an hour catches a burst, an hour a wave; what swells slowly is left to evidence that
# it lasts.
SPANS = (
    Span(900, share=1.0, unrest=0.4, loud=2.0, spread=0.5),
    Span(HOUR, share=1.0, unrest=0.3, loud=1.9, spread=0.56),
)


@dataclass(frozen=True)
class RhythmParams:
    """Chosen on generated streams, bursts planted into real series, and the tweet volumes of AAPL,
    CVS and KO (see docs/decisions/0014-return-periods.md)."""

    bucket: int = 300  # seconds a point covers
    spans: tuple[Span, ...] = SPANS  # shortest first
    # Variance of what is counted beside its mean: 1 for whole posts, less where each post counts
    # for its probability only.
    grain: float = 1.0
    sustained_least: float = 3.0
    budget_weeks: float = 4.0  # a score of 0.5: so much is seen for nothing once in so many weeks
    birth_events: float = 20.0
    birth_days: float = 14.0
    settle_hours: float = 12.0
    level_days: float = 7.0  # half-life of the level
    day_weeks: float = 3.0  # half-life of the hour-of-day profile
    week_weeks: float = 8.0  # half-life of the hour-of-week profile
    bucket_unrest: float = 0.5  # prior relative variance of a single bucket
    unrest_days: float = 14.0  # half-life of the unrest
    unrest_hours: float = 24.0  # what the prior of the unrest is worth
    clip: float = 2.5  # deviations beyond this many sigma teach no more than it
    shift_hours: int = 72  # so long off the level on one side is a new level
    # What lasts: evidence for a rate `sustained_times` the usual, a bucket counting for no more
    # than `sustained_clip` nats either way, so that one spike is not taken for a wave.
    sustained_times: float = 6.0
    sustained_clip: float = 0.6
    sustained_most: float = 60.0  # nats; more is no surer
    sustained_share: float = 0.5
    sustained_loud: float = 1.1
    sustained_spread: float = 0.34

    def __post_init__(self) -> None:
        if not self.spans or any(span.seconds % self.bucket for span in self.spans):
            raise ValueError("spans: give at least one, in seconds that are multiples of bucket")

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """Buckets of each learned window: a single one first, then the judged spans."""
        return (1, *(span.seconds // self.bucket for span in self.spans))

    @cached_property
    def unrest_prior(self) -> tuple[Numbers, Numbers]:
        """What the prior unrest of each learned window is worth, and that times the unrest."""
        worth = self.unrest_hours * HOUR / (np.array(self.steps, np.float64) * self.bucket)
        return worth, worth * np.array([self.bucket_unrest, *(span.unrest for span in self.spans)])

    @cached_property
    def apart(self) -> Numbers:
        """Over how many hours that err apart from each other each learned window reaches.

        Neighbours share, so an hour counts for a half.
        """
        hours = np.array(self.steps, np.float64) * self.bucket / self.cell
        return np.maximum(1.0, hours / 2)

    @cached_property
    def log_shares(self) -> Numbers:
        """Of each judged statistic, the largest being 0."""
        shares = np.array([*(span.share for span in self.spans), self.sustained_share])
        answer: Numbers = np.log(np.maximum(shares / shares.max(), TINY))
        return answer

    @cached_property
    def shared(self) -> RhythmParams:
        """Without what each series may have of its own (`Own`): where it is equal, series go side
        by side."""
        spans = tuple(replace(span, share=1.0, least=0.0) for span in self.spans)
        return replace(self, grain=1.0, sustained_share=1.0, sustained_least=0.0, spans=spans)

    @cached_property
    def more(self) -> Numbers:
        return np.array([span.more for span in self.spans])

    @cached_property
    def least(self) -> Numbers:
        return np.array([*(span.least for span in self.spans), self.sustained_least])

    @cached_property
    def size(self) -> int:
        return max(self.steps)

    @cached_property
    def cell(self) -> int:
        """Seconds over which level and profile are learned."""
        return max(HOUR, self.bucket)

    @cached_property
    def cell_window(self) -> int:
        """The learned window whose unrest is that of a cell."""
        whole = (n for n, steps in enumerate(self.steps) if steps * self.bucket >= self.cell)
        return next(whole, len(self.steps) - 1)

    @cached_property
    def statistics(self) -> int:
        """How many statistics are calibrated: one a span, what lasts, and the loudest of all."""
        return len(self.spans) + 2


@dataclass(frozen=True, slots=True, eq=False)
class Own:
    """What series that go side by side have each of their own: `grain` [n], and of each judged
    statistic its `log_shares` and its `least`, [n, spans + 1]."""

    grain: Numbers
    log_shares: Numbers
    least: Numbers

    @classmethod
    def of(cls, params: Sequence[RhythmParams]) -> Own:
        """Of `n` series, or of a single one that stands for all; their `shared` must be equal."""
        return cls(
            np.array([p.grain for p in params]),
            np.stack([p.log_shares for p in params]),
            np.stack([p.least for p in params]),
        )


def params_for(bucket: int) -> RhythmParams:
    """For rows of `bucket` seconds: the shipped spans in whole rows, those that fall together once.

    >>> [span.seconds for span in params_for(3_600).spans], len(params_for(86_400).spans)
    ([3600], 1)
    """
    spans: dict[int, Span] = {}
    for span in SPANS:
        seconds = max(1, round(span.seconds / bucket)) * bucket
        spans[seconds] = Span(
            seconds, span.share, span.unrest, span.loud, span.spread, span.more, span.least
        )
    return RhythmParams(bucket=bucket, spans=tuple(spans[seconds] for seconds in sorted(spans)))
