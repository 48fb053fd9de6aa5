"""When signals become an alert, how long it lasts, and when the same trouble is the same alert.

- **Hysteresis**: an alert opens at a score of `on` and lasts while any series stays above `off`.
- **Grouping**: all that rings for one brand while an alert is open belongs to that alert.
- **Quiet**: it ends when nothing has been above `off` for `quiet` seconds.
- **Cool-down**: what rings again within `cool_down` after the end is the same alert, open again.

Sounds that triggers have claimed (see `rules.matching`) open alerts by what their triggers say of
them, and the alert remembers whose they were; a sound that nobody claimed follows the rules alone.

An alert says what is worst about it: the moment of the highest severity, and the channel or topic
that carries at least half of the excess there.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import pyarrow as pa
import pyarrow.compute as pc

from firebell.core.triggers.cascade.viral import Outlook
from firebell.core.triggers.claims import Claim
from firebell.core.triggers.contract import MICROSECONDS
from firebell.core.triggers.series import (
    BUCKET,
    BUDGET_WEEKS,
    CLAIMED_ONLY,
    OPENING,
    WEIGHTS,
    Dimension,
    Measure,
    SeriesKey,
)


class Kind(StrEnum):
    NEGATIVE = "negative"  # more negative posts than usual
    SHARE = "share"  # a larger share of posts is negative than usual
    VOLUME = "volume"  # more posts than ever, of any mood
    SPREAD = "spread"  # a phrase, link, hashtag or picture is passed on
    VIRAL = "viral"  # one post is passed on and on


KIND_OF = {
    Measure.NEGATIVE: Kind.NEGATIVE,
    Measure.SHARE: Kind.SHARE,
    Measure.TOTAL: Kind.VOLUME,
    Measure.SPREAD: Kind.SPREAD,
    Measure.RESHARES: Kind.VIRAL,
}


GRAVITY = {Kind.VOLUME: 0, Kind.SPREAD: 1, Kind.VIRAL: 1, Kind.SHARE: 2, Kind.NEGATIVE: 3}


FAINT = 1e-4  # scores below say nothing
HOUR = 3_600


@dataclass(frozen=True, slots=True)
class AlertRules:
    on: float = 0.5
    off: float = 0.4
    quiet: int = 3_600  # seconds
    cool_down: int = 24 * 3_600  # seconds
    carries: float = 0.5  # share of the excess that makes a channel or topic the alert's own


@dataclass(frozen=True, slots=True)
class Sound:
    """One series at one instant: a row of SIGNAL with its series. Times in seconds since 1970."""

    series: SeriesKey
    at: int
    observed: float
    expected: float
    score: float
    window: int
    onset: int | None
    # So much is seen for nothing once in so many weeks; None where no such thing can be said.
    return_weeks: float | None = None
    claim: Claim | None = None
    outlook: Outlook | None = None  # of a single post that is passed on

    @property
    def opens(self) -> bool:
        """May it open an alert by itself, loud enough?"""
        if self.claim is not None:
            return True
        dimension, _, measure = self.series
        return dimension in OPENING and (dimension, measure) not in CLAIMED_ONLY

    @property
    def graded(self) -> int:
        """1 to 10 by the numbers, or what its trigger takes it for at least."""
        least = self.claim.least_severity if self.claim else 1
        return max(least, severity(self.observed, self.expected))

    @property
    def lowered(self) -> int:
        """Steps taken off that, since the whole sector has it; never below the least."""
        if self.claim is None:
            return 0
        return min(self.claim.lowered, self.graded - self.claim.least_severity)

    @property
    def trigger(self) -> int | None:
        return self.claim.trigger if self.claim else None

    @property
    def excess(self) -> float:
        return self.observed - self.expected

    @property
    def kind(self) -> Kind:
        return KIND_OF[Measure(self.series.measure)]


@dataclass(frozen=True, slots=True)
class Ringing:
    """An alert as the rules see it; `id` is the store's, None while it is new."""

    kind: str
    channel: str
    topic: str
    language: str
    onset: int
    at: int  # when it rang
    peak_at: int
    last_at: int  # when it was last above `off`
    ended_at: int | None
    observed: float  # at the peak, in the `window` before it
    expected: float
    window: int
    severity: int
    return_weeks: float | None = None  # at the peak
    trigger: int | None = None  # whose the worst is
    opened_by: int | None = None
    joined: tuple[int, ...] = ()  # the others that rang meanwhile, in the order of joining
    lowered: int = 0  # steps that the sector took off `severity`
    sector: tuple[int, ...] = ()  # other brands for which the same rang at the peak
    id: int | None = None
    mark: str = ""  # what spreads, where that is what the alert is about
    post: str = ""  # the interaction that goes viral, where that is what it is about
    changed: bool = field(default=True, compare=False)


def severity(observed: float, expected: float) -> int:
    """1 to 10: how many times the usual, and how many more.

    >>> severity(12, 4), severity(42, 3), severity(2_000, 30)
    (3, 6, 10)
    """
    excess = max(observed - expected, 1.0)
    times = max(observed, 1.0) / max(expected, 1.0)
    return max(1, min(10, round(1.2 * math.log2(max(times, 1.0)) + 1.2 * math.log10(excess))))


def sounds(series: SeriesKey, signals: pa.Table) -> list[Sound]:
    """The rows of a table of schema SIGNAL in which something was above the usual."""
    kept = signals.filter(pc.greater(signals["score"], pa.scalar(FAINT)))
    weight = WEIGHTS.get((Dimension(series.dimension), Measure(series.measure)), 1.0)
    at = kept["at"].cast(pa.int64()).to_pylist()
    onsets = kept["onset"].cast(pa.int64()).to_pylist()
    columns = [kept[c].to_pylist() for c in ("observed", "expected", "score", "window")]
    weeks = [
        None if found is None else weight * found for found in kept["return_weeks"].to_pylist()
    ]
    return [
        Sound(
            series,
            instant // MICROSECONDS,
            observed,
            expected,
            score if return_weeks is None else return_weeks / (return_weeks + BUDGET_WEEKS),
            window,
            None if onset is None else onset // MICROSECONDS,
            return_weeks,
        )
        for instant, observed, expected, score, window, onset, return_weeks in zip(
            at, *columns, onsets, weeks, strict=True
        )
    ]


def follow(
    heard: Iterable[Sound],
    edge: int,
    last: Ringing | None,
    rules: AlertRules | None = None,
) -> list[Ringing]:
    """One brand's alerts after all that was heard up to `edge`, in order of ringing.

    `last` is the brand's latest alert so far, open or ended. The answer holds it again if it
    changed, and any new ones.
    """
    rules = rules or AlertRules()
    by_instant: dict[int, list[Sound]] = defaultdict(list)
    for sound in heard:
        by_instant[sound.at].append(sound)
    alerts = [replace(last, changed=False)] if last else []
    for at in sorted(by_instant):
        _end_if_quiet(alerts, at, rules)
        _hear(alerts, at, by_instant[at], rules)
    _end_if_quiet(alerts, edge, rules)
    return [alert for alert in alerts if alert.changed]


def _end_if_quiet(alerts: list[Ringing], now: int, rules: AlertRules) -> None:
    if alerts and alerts[-1].ended_at is None and now - alerts[-1].last_at >= rules.quiet:
        alerts[-1] = replace(alerts[-1], ended_at=alerts[-1].last_at, changed=True)


def _hear(alerts: list[Ringing], at: int, heard: Sequence[Sound], rules: AlertRules) -> None:
    able = [s for s in heard if s.opens]
    last = alerts[-1] if alerts else None
    if last is not None and last.ended_at is None:
        loud = [s for s in able if s.score >= rules.off]
        if loud:
            alerts[-1] = _joined(_grown(last, _worst(loud), heard, rules), loud, rules)
        return
    rang = [s for s in able if s.score >= rules.on]
    if not rang:
        return
    worst = _worst(rang)
    if last is not None and at - last.last_at <= _cool_down(worst, rules):
        again = _grown(replace(last, ended_at=None), worst, heard, rules)
        alerts[-1] = _joined(again, rang, rules)
        return
    alerts.append(_joined(_new(worst, heard, rules), rang, rules))


def _cool_down(worst: Sound, rules: AlertRules) -> int:
    own = worst.claim.cool_down if worst.claim else None
    return rules.cool_down if own is None else own


def _joined(alert: Ringing, loud: Sequence[Sound], rules: AlertRules) -> Ringing:
    """With the triggers of all that rings now; the alert's own stands in `trigger`."""
    rang = sorted({s.trigger for s in loud if s.trigger is not None and s.score >= rules.on})
    known = dict.fromkeys((*alert.joined, *rang))
    return replace(alert, joined=tuple(one for one in known if one != alert.trigger))


def _worst(loud: Sequence[Sound]) -> Sound:
    """The brand as a whole, or what spreads, before its parts, negative before volume, then the
    most severe. Names decide last: a post has another one in every store."""
    return max(
        loud,
        key=lambda s: (
            s.series.dimension in (Dimension.BRAND, Dimension.MARK),
            GRAVITY[s.kind],
            s.graded,
            s.score,
            s.excess,
            -(s.at if s.onset is None else s.onset),
            s.series,
        ),
    )


def _new(worst: Sound, heard: Sequence[Sound], rules: AlertRules) -> Ringing:
    onset = worst.onset if worst.onset is not None else worst.at - BUCKET
    return Ringing(
        kind=worst.kind,
        channel=_carrier(Dimension.CHANNEL, worst, heard, rules),
        topic=_carrier(Dimension.TOPIC, worst, heard, rules),
        language=_carrier(Dimension.LANGUAGE, worst, heard, rules),
        onset=onset,
        at=worst.at,
        peak_at=worst.at,
        last_at=worst.at,
        ended_at=None,
        observed=worst.observed,
        expected=worst.expected,
        window=worst.window,
        severity=worst.graded - worst.lowered,
        lowered=worst.lowered,
        return_weeks=worst.return_weeks,
        trigger=worst.trigger,
        opened_by=worst.trigger,
        sector=worst.claim.sector if worst.claim else (),
        mark=_mark(worst),
        post=_post(worst),
    )


def _grown(last: Ringing, worst: Sound, heard: Sequence[Sound], rules: AlertRules) -> Ringing:
    """Seen again; and if it is worse than before, that is its new peak. An alert about complaints
    does not turn into one about buzz, though the other way round it may."""
    seen = replace(last, last_at=worst.at, changed=True)
    now, then = worst.graded, last.severity + last.lowered
    gravity, before = GRAVITY[worst.kind], GRAVITY[Kind(last.kind)]
    same = gravity == before and worst.window == last.window
    more = worst.excess > last.observed - last.expected
    worse = now > then or (now == then and same and more)
    if gravity < before or (gravity == before and not worse):
        return seen
    return replace(
        seen,
        kind=worst.kind,
        channel=_carrier(Dimension.CHANNEL, worst, heard, rules),
        topic=_carrier(Dimension.TOPIC, worst, heard, rules),
        language=_carrier(Dimension.LANGUAGE, worst, heard, rules),
        peak_at=worst.at,
        observed=worst.observed,
        expected=worst.expected,
        window=worst.window,
        severity=now - worst.lowered,
        lowered=worst.lowered,
        return_weeks=worst.return_weeks,
        trigger=worst.trigger,
        joined=(*last.joined, *([last.trigger] if last.trigger is not None else ())),
        sector=worst.claim.sector if worst.claim else (),
        mark=_mark(worst),
        post=_post(worst),
    )


def _mark(worst: Sound) -> str:
    return worst.series.key if worst.series.dimension == Dimension.MARK else ""


def _post(worst: Sound) -> str:
    return worst.series.key if worst.series.dimension == Dimension.POST else ""


def _carrier(dimension: Dimension, worst: Sound, heard: Sequence[Sound], rules: AlertRules) -> str:
    """The channel (or topic, or language) that carries at least `carries` of the excess, or ''."""
    if worst.series.dimension == dimension:
        return worst.series.key
    parts = [s for s in heard if s.series.dimension == dimension]
    # What lasts has a window of its own; then the hour says who carries it.
    alike = [s for s in parts if s.window == worst.window]
    parts = alike or [s for s in parts if s.window == HOUR]
    best = max(parts, key=lambda s: (s.excess, s.series.key), default=None)
    if best is None or best.excess < rules.carries * worst.excess:
        return ""
    return best.series.key
