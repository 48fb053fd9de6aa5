"""The ear for what is passed on: texts, links, hashtags that more and more people take up."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from firebell.common import bulk, clock
from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.memes.marks import carrier_of, label_of
from firebell.core.triggers.memes.moments import Shown
from firebell.core.triggers.memes.stream import Spreading
from firebell.core.triggers.memes.track import STEP
from firebell.core.triggers.said import Said, by_brand
from firebell.triggers import meme_states
from firebell.triggers.actions.series_steps import instant
from firebell.triggers.models import Meme


class SpreadingEar:
    """See `firebell.triggers.actions.ears.Ear`."""

    def take_in(self, workspace_id: int, said: Sequence[Said], *, in_order: bool) -> None:
        # What is stamped later than now would make everything else look old.
        latest = int(clock.now().timestamp()) + STEP
        by = by_brand(one for one in said if one.at <= latest)
        states = meme_states.states_of(workspace_id, by)
        taken = {}
        for brand, words in by.items():
            state = taken[brand] = states.get(brand) or Spreading()
            meme_states.changing(workspace_id, brand)
            state.take(words)
        _keep(workspace_id, taken)

    def sounds(
        self, workspace_id: int, due: Mapping[int, int], edge: int
    ) -> dict[int, list[Sound]]:
        states = meme_states.states_of(workspace_id, due)
        open_ = {brand: state for brand, state in states.items() if state.is_open(edge)}
        for brand, state in open_.items():
            meme_states.changing(workspace_id, brand)
            state.close(edge)
        _keep(workspace_id, open_)
        return _heard(states, due, edge)

    def early(
        self, workspace_id: int, due: Mapping[int, int], moment: int
    ) -> dict[int, list[Sound]]:
        return _heard(meme_states.states_of(workspace_id, due), due, moment)


def _heard(
    states: Mapping[int, Spreading], due: Mapping[int, int], until: int
) -> dict[int, list[Sound]]:
    return {
        brand: [one.sound for one in state.heard(due[brand], until)]
        for brand, state in states.items()
    }


def _keep(workspace_id: int, states: Mapping[int, Spreading]) -> None:
    """Store states that changed, and what they have to show since."""
    rows = [
        (workspace_id, brand, *meme_states.stamped(workspace_id, brand, state))
        for brand, state in states.items()
    ]
    bulk.upsert("triggers_memestate", ("workspace_id", "brand_id"), ("state", "stamp"), rows)
    _show(
        workspace_id,
        [
            _row(workspace_id, brand, one)
            for brand, state in states.items()
            for one in state.take_best()
        ],
    )


_KEY = ("workspace_id", "brand_id", "day", "mark")
_VALUES = (
    "kind", "label", "first", "first_at", "at", "last_at", "posts", "people", "expected",
    "posts_day", "return_weeks", "evidence",
)  # fmt: skip


def _row(workspace_id: int, brand: int, shown: Shown) -> tuple[Any, ...]:
    now = shown.moment
    instants = (shown.first_at, now.at, shown.last_at)
    return (
        workspace_id, brand, now.day.isoformat(), now.mark,
        str(carrier_of(now.mark)), label_of(now.mark), now.first,
        *(bulk.instant(instant(when)) for when in instants),
        now.posts, now.people, now.expected, shown.posts_day, now.return_weeks,
        json.dumps(shown.evidence),
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
