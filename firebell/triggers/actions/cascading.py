"""The ear for posts that are passed on: remembers each, and rings for what is going viral."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from firebell.common import bulk
from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.cascade.growing import Growing
from firebell.core.triggers.cascade.roots import root_of
from firebell.core.triggers.cascade.stream import Cascading, PassedOn, is_repost, passed_on
from firebell.core.triggers.said import Said
from firebell.triggers import cascade_rows as rows
from firebell.triggers.actions.series_steps import instant
from firebell.triggers.cascade_models import in_use
from firebell.triggers.models import Cascade

QUIET = timedelta(days=3)  # after which a cascade has ended
MOST = 20_000  # cascades kept a workspace
_COLUMNS = (
    "workspace_id", "state", "began", "seen", "told", "final", "lower", "upper", "loudness",
    "updated_at", "ended", "waiting",
)  # fmt: skip


class CascadingEar:
    """See `firebell.triggers.actions.ears.Ear`."""

    def take_in(self, workspace_id: int, said: Sequence[Said], *, in_order: bool) -> None:
        """Costs nothing where none is passed on."""
        by_brand: dict[int, list[PassedOn]] = defaultdict(list)
        for one in _heard(workspace_id, said, in_order):
            for brand in one.brands:
                by_brand[brand].append(one)
        if not by_brand:
            return
        known = rows.cascades_of(
            {one.post.interaction for some in by_brand.values() for one in some}
        )
        fresh = 0
        for brand, heard in by_brand.items():
            before = known.get(brand, {})
            cascading = Cascading(before)
            for one in heard:
                cascading.take(one.post, one.event)
            fresh += len(cascading.growing) - len(before)
            _store(workspace_id, brand, cascading)
        if fresh:
            _tidy(workspace_id, max(one.at for one in said))

    def sounds(
        self, workspace_id: int, due: Mapping[int, int], edge: int
    ) -> dict[int, list[Sound]]:
        found, model = {}, in_use(workspace_id).forecaster.model
        for brand, cascading in rows.restless(workspace_id, due, edge).items():
            found[brand] = cascading.advance(due[brand], edge, model)
            _store(workspace_id, brand, cascading)
        return found

    def early(
        self, workspace_id: int, due: Mapping[int, int], moment: int
    ) -> dict[int, list[Sound]]:
        model = in_use(workspace_id).forecaster.model
        return {
            brand: cascading.early(moment, model)
            for brand, cascading in rows.restless(workspace_id, due, moment).items()
        }


def _heard(workspace_id: int, said: Sequence[Said], in_order: bool) -> Iterable[PassedOn]:
    named = {(one.channel, one.in_reply_to) for one in said if is_repost(one)}
    cards = rows.cards_of(workspace_id, named, in_order=in_order) if named else {}
    roots = (
        root_of(cards, (one.channel, one.in_reply_to), one.interaction if in_order else None)
        for one in said
    )
    return passed_on(
        (one, root.card if root else None) for one, root in zip(said, roots, strict=True)
    )


def _store(workspace_id: int, brand: int, cascading: Cascading) -> None:
    bulk.upsert(
        "triggers_cascade",
        ("interaction_id", "brand_id"),
        _COLUMNS,
        [
            (post, brand, *_row(workspace_id, cascading.growing[post]))
            for post in sorted(cascading.changed)
        ],
    )


def _row(workspace_id: int, one: Growing) -> tuple[Any, ...]:
    """With what waits for the end of its bucket, of which nothing is foreseen yet."""
    seen, said = one.seen_by_now, one.foreseen
    began, updated = (bulk.instant(instant(at)) for at in (one.began, one.updated_by_now))
    sizes = (max(size, seen) for size in (said.final, said.lower, said.upper))
    return (
        *(workspace_id, one.dump(), began, seen, one.told_by_now, *sizes, said.loudness),
        *(updated, False, bool(one.waiting)),
    )


def _tidy(workspace_id: int, now: int) -> None:
    """What nobody passes on has ended; beyond MOST the quietest are forgotten."""
    mine = Cascade.objects.filter(workspace_id=workspace_id)
    mine.filter(ended=False, updated_at__lt=instant(now) - QUIET).update(ended=True)
    beyond = mine.order_by("-updated_at", "-id").values_list("updated_at", flat=True)[MOST:][:1]
    for at in beyond:
        mine.filter(updated_at__lte=at).delete()
