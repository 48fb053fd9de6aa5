"""The ear for what is passed on: texts, links, hashtags that more and more people take up."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from firebell.common import bulk, clock
from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.memes.marks import carrier_of, label_of
from firebell.core.triggers.memes.stream import Moment, Spreading
from firebell.core.triggers.memes.track import STEP, Track
from firebell.core.triggers.said import Said
from firebell.core.triggers.series import Dimension, Measure, SeriesKey
from firebell.triggers import meme_states, passed_on
from firebell.triggers.actions.series_steps import instant
from firebell.triggers.models import Meme

HOUR = 3_600
SELDOM = 4.0  # weeks: what is seen for nothing more seldom than this rings at the usual setting
MOST_SHOWN = 12  # of a brand and an instant
MOST_BRANDS = 4  # of one word; who names more of them is a list


class SpreadingEar:
    """See `firebell.triggers.actions.ears.Ear`."""

    def take_in(self, workspace_id: int, said: Sequence[Said]) -> None:
        by_brand = _by_brand(said)
        states = meme_states.states_of(workspace_id, by_brand)
        rows, shown = [], []
        for brand, words in by_brand.items():
            state = states.get(brand) or Spreading()
            meme_states.changing(workspace_id, brand)
            state.take(words)
            rows.append((workspace_id, brand, *meme_states.stamped(workspace_id, brand, state)))
            shown += _rows(workspace_id, brand, state)
        bulk.upsert("triggers_memestate", ("workspace_id", "brand_id"), ("state", "stamp"), rows)
        _show(workspace_id, shown)

    def sounds(
        self, workspace_id: int, due: Mapping[int, int], edge: int
    ) -> dict[int, list[Sound]]:
        states = meme_states.states_of(workspace_id, due)
        return {
            brand: [_sound(one) for one in state.heard(due[brand], edge)]
            for brand, state in states.items()
        }


def _by_brand(said: Sequence[Said]) -> dict[int, list[Said]]:
    """What is stamped later than now would make everything else look old."""
    latest = int(clock.now().timestamp()) + STEP
    found: dict[int, list[Said]] = defaultdict(list)
    for one in said:
        if one.at <= latest and len(one.brands) <= MOST_BRANDS:
            for brand in one.brands:
                found[brand].append(one)
    return found


def _sound(one: Moment) -> Sound:
    return Sound(
        series=SeriesKey(Dimension.MARK, one.mark, Measure.SPREAD),
        at=one.at,
        observed=float(one.posts),
        expected=one.expected,
        score=one.return_weeks / (one.return_weeks + SELDOM),
        window=HOUR,
        onset=one.onset,
        return_weeks=one.return_weeks,
    )


_KEY = ("workspace_id", "brand_id", "day", "mark")
_VALUES = (
    "kind", "label", "first", "first_at", "at", "last_at", "posts", "people", "expected",
    "posts_day", "return_weeks", "evidence",
)  # fmt: skip


def _rows(workspace_id: int, brand: int, state: Spreading) -> list[tuple[Any, ...]]:
    """What most people passed on since the last batch, as rows of `Meme`."""
    best = sorted(state.take_best(), key=lambda one: (-one.people, one.mark))[:MOST_SHOWN]
    return [
        _row(workspace_id, brand, track, one, state)
        for one in best
        if (track := state.tracks.get(one.mark)) is not None
    ]


def _row(
    workspace_id: int, brand: int, track: Track, one: Moment, state: Spreading
) -> tuple[Any, ...]:
    signs = state.signs(one.mark, one.at) if one.is_loud else []
    first_at, at, last_at = (instant(when) for when in (track.first_at, one.at, track.last_at))
    return (
        workspace_id, brand, at.date().isoformat(), one.mark,
        str(carrier_of(one.mark)), label_of(one.mark), one.first,
        bulk.instant(first_at), bulk.instant(at), bulk.instant(last_at),
        one.posts, one.people, one.expected, track.day_within(one.at)[0], one.return_weeks,
        json.dumps(passed_on.evidence(signs)),
    )  # fmt: skip


def _show(workspace_id: int, rows: Sequence[tuple[Any, ...]]) -> None:
    """Store rows that are larger than what the day's row of the mark holds."""
    if not rows:
        return
    people = len(_KEY) + _VALUES.index("people")
    known = Meme.objects.filter(
        workspace_id=workspace_id, brand_id__in={row[1] for row in rows},
        day__in={row[2] for row in rows}, mark__in={row[3] for row in rows},
    )  # fmt: skip
    best = {
        (brand, day.isoformat(), mark): most
        for brand, day, mark, most in known.values_list("brand_id", "day", "mark", "people")
    }
    larger = [row for row in rows if row[people] > best.get(row[1:4], 0)]
    bulk.upsert("triggers_meme", _KEY, _VALUES, larger)
