"""The ear for posts that are passed on: remembers each, and rings for what is going viral.

A repost names the post that it passes on; replies are no reposts, since many of them disagree.
What a network tells of reposts when a post is heard counts too, though without times. Posts of our
own are left out: their going far is what they were written for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import numpy as np

from firebell.common import bulk
from firebell.core.schema import InteractionKind
from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.cascade import live
from firebell.core.triggers.cascade.bank import Bank
from firebell.core.triggers.cascade.live import Forecast
from firebell.core.triggers.cascade.memory import Numbers
from firebell.core.triggers.cascade.viral import Outlook, Yardstick, beside
from firebell.core.triggers.contract import StateError
from firebell.core.triggers.rules.conditions import MayReach
from firebell.core.triggers.said import Said
from firebell.core.triggers.series import BUCKET, Dimension, Measure, SeriesKey
from firebell.runners.cascades import load_forecaster
from firebell.triggers import cascade_rows as rows
from firebell.triggers.actions.series_steps import instant
from firebell.triggers.models import Cascade

TOLD_LEAST = 10  # reposts that a network tells of, from which on a post is followed
FEWEST = 3  # posts, before which nothing is foreseen
FRESH = 3_600  # seconds; a post that nobody passed on within is quiet
QUIET = timedelta(days=3)  # after which a cascade has ended
MOST = 20_000  # cascades kept a workspace
STILL_GROWING = 1.05  # expected beside seen; what is over need not ring
_COLUMNS = (
    "workspace_id", "state", "began", "seen", "told", "final", "lower", "upper", "loudness",
    "updated_at", "ended",
)  # fmt: skip

Key = tuple[int, int]  # interaction, brand


@dataclass(slots=True)
class _Heard:
    """What a batch says of one post: (seconds since 1970, followers) of reposts."""

    root: rows.Root
    reshares: list[tuple[int, int | None]] = field(default_factory=list)
    told: int = 0


@dataclass(frozen=True, slots=True)
class _Bars:
    """By brand: what is usual and far there, and what triggers ask for."""

    sticks: Mapping[int, Yardstick]
    asked: Mapping[int, Sequence[MayReach]]

    def loudness(self, brand: int, outlook: Outlook) -> float:
        """By whichever asks for least: from a half on a trigger rings, if nothing else hinders."""
        return max(beside(outlook.chance(one.number), one.chance) for one in self.asked[brand])


class CascadingEar:
    def take_in(self, workspace_id: int, said: Sequence[Said]) -> None:
        """Words in the order of time. Costs nothing where none is passed on."""
        heard = _heard(workspace_id, said)
        if not heard:
            return
        known = rows.cascades_of({interaction for interaction, _ in heard})
        now = max(one.at for one in said)
        brands = {brand for _, brand in heard}
        bars = _Bars(rows.yardsticks(brands, instant(now)), rows.asked(workspace_id, brands))
        bulk.upsert(
            "triggers_cascade",
            ("interaction_id", "brand_id"),
            _COLUMNS,
            _as_rows(workspace_id, heard, known, bars, now),
        )
        if heard.keys() - known.keys():
            _tidy(workspace_id, now)

    def sounds(
        self, workspace_id: int, due: Mapping[int, int], edge: int
    ) -> dict[int, list[Sound]]:
        """What is passed on about the brands of `due` and may go as far as somebody asks."""
        since, until = instant(edge - FRESH), instant(edge + BUCKET)
        loud = rows.loud_cascades(workspace_id, due, since, until)
        sticks = rows.yardsticks({row.brand_id for row in loud}, instant(edge)) if loud else {}
        found: dict[int, list[Sound]] = defaultdict(list)
        for row in loud:
            if sound := _sound(row, sticks[row.brand_id], edge):
                found[row.brand_id].append(sound)
        return found


def _heard(workspace_id: int, said: Sequence[Said]) -> dict[Key, _Heard]:
    reshares = [one for one in said if one.kind == InteractionKind.REPOST and one.in_reply_to]
    found: dict[Key, _Heard] = {}
    for one in said:
        if (one.reposts or 0) >= TOLD_LEAST and one.kind != InteractionKind.REPOST:
            root = rows.Root(one.interaction, one.at, one.followers, outbound=False)
            for brand in one.brands:
                found[one.interaction, brand] = _Heard(root, told=one.reposts or 0)
    if not reshares:
        return found
    roots = rows.roots(workspace_id, {(one.channel, one.in_reply_to) for one in reshares})
    for one in reshares:
        root_of = roots.get((one.channel, one.in_reply_to))
        if root_of is None or root_of.outbound:
            continue
        for brand in one.brands:
            mine = found.setdefault((root_of.interaction, brand), _Heard(root_of))
            mine.reshares.append((one.at, one.followers))
    return found


def _as_rows(
    workspace_id: int,
    heard: Mapping[Key, _Heard],
    known: Mapping[Key, Cascade],
    bars: _Bars,
    now: int,
) -> list[tuple[Any, ...]]:
    """All of them brought up to date and foreseen at once."""
    keys = sorted(heard)
    bank, numbers = Bank(), range(len(keys))
    for number, key in enumerate(keys):
        if key in known:
            bank.put(number, _state_of(known[key]))
    _observe(bank, [heard[key] for key in keys])
    clocks = np.array([float(max(now - heard[key].root.began, 0)) for key in keys])
    sizes = bank.forecast(numbers, clocks, load_forecaster().model)
    return [
        _row(workspace_id, key, heard[key], known.get(key), bars, found, state)
        for key, found, state in (
            (keys[number], live.first(sizes, number), live.dump(bank.state(number)))
            for number in numbers
        )
    ]


def _state_of(row: Cascade) -> live.State:
    """What an older version remembered is lost: it begins anew with the next repost."""
    try:
        return live.load(bytes(row.state))
    except StateError:
        return live.initial()


def _observe(bank: Bank, heard: Sequence[_Heard]) -> None:
    """The post itself where it is new, then its reposts."""
    events: list[tuple[int, float, int | None]] = []
    for number, one in enumerate(heard):
        if number not in bank or not bank.state(number).count[0]:
            events.append((number, 0.0, one.root.followers))
        events += [
            (number, float(max(at - one.root.began, 0)), followers)
            for at, followers in one.reshares
        ]
    numbers, at, followers = zip(*events, strict=True) if events else ((), (), ())
    bank.observe(numbers, np.array(at), _or_nan(followers))


def _or_nan(followers: Sequence[int | None]) -> Numbers:
    return np.array([np.nan if many is None else many for many in followers], dtype=np.float64)


def _row(
    workspace_id: int,
    key: Key,
    heard: _Heard,
    before: Cascade | None,
    bars: _Bars,
    found: Forecast,
    state: bytes,
) -> tuple[Any, ...]:
    _interaction, brand = key
    told = max(heard.told, before.told if before else 0)
    seen = max(found.seen - 1, told)
    ends = [max(one, seen) for one in _reposts(found)]
    latest = max([heard.root.began, *(at for at, _ in heard.reshares)])
    updated = max(instant(latest), before.updated_at) if before else instant(latest)
    return (
        *key,
        *(workspace_id, state, bulk.instant(instant(heard.root.began)), seen, told, *ends),
        *(bars.loudness(brand, _outlook(found, seen, bars.sticks[brand])), bulk.instant(updated)),
        False,
    )


def _reposts(found: Forecast) -> tuple[int, int, int]:
    """Final, lower and upper without the post itself; of hardly any nothing is foreseen."""
    if found.seen < FEWEST:
        return (0, 0, 0)
    return (found.final_size - 1, found.lower - 1, found.upper - 1)


def _outlook(found: Forecast, seen: int, stick: Yardstick) -> Outlook:
    heard = found.seen - 1
    if found.seen < FEWEST:
        return Outlook(seen, heard, stick.threshold)
    location, scale = float(found.sizes.location[0]), float(found.sizes.scale[0])
    return Outlook(seen, heard, stick.threshold, location, scale)


def _sound(row: Cascade, stick: Yardstick, edge: int) -> Sound | None:
    """As it stands at `edge`: in silence the chance falls."""
    began = int(row.began.timestamp())
    clock = max(edge, int(row.updated_at.timestamp())) - began
    found = live.forecast(_state_of(row), float(clock), load_forecaster().model)
    final = max(_reposts(found)[0], row.seen)
    if row.seen > found.seen - 1:
        final = max(final, row.final)  # the network knows of more than was heard
    elif final < STILL_GROWING * row.seen:
        return None
    outlook = _outlook(found, row.seen, stick)
    return Sound(
        series=SeriesKey(Dimension.POST, str(row.interaction_id), Measure.RESHARES),
        at=edge,
        observed=float(row.seen),
        expected=float(stick.usual),
        score=outlook.chance(),
        window=max(BUCKET, edge - began),
        onset=min(began, edge),
        outlook=outlook,
    )


def _tidy(workspace_id: int, now: int) -> None:
    """What nobody passes on has ended; beyond MOST the quietest are forgotten."""
    mine = Cascade.objects.filter(workspace_id=workspace_id)
    mine.filter(ended=False, updated_at__lt=instant(now) - QUIET).update(ended=True)
    beyond = mine.order_by("-updated_at", "-id").values_list("updated_at", flat=True)[MOST:][:1]
    for at in beyond:
        mine.filter(updated_at__lte=at).delete()
