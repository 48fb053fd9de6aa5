"""What the page of quality shows, from what people said of posts that were drawn at random."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from firebell.common.channel_names import channel_name
from firebell.core.understanding.quality import Share, confusion, macro_f1, right
from firebell.understanding.enums import Field
from firebell.understanding.fields import FIELDS, label_of
from firebell.understanding.queries.quality import Labelled

ENOUGH = 50  # posts, below which no F1 is shown: it would say more than is known


@dataclass(frozen=True, slots=True)
class Row:
    """How often the reader was right of one part of the posts; `f1` None where n is too small."""

    name: str
    share: Share
    f1: float | None


@dataclass(frozen=True, slots=True)
class FieldFigures:
    field: Field
    whole: Row
    languages: list[Row]
    channels: list[Row]
    table: list[tuple[str, list[int]]]  # by true label: how often each label was said
    labels: list[str]


def field_figures(field: Field, rows: Sequence[Labelled]) -> FieldFigures | None:
    """Figures of one field, or None while nothing is known of it."""
    mine = [row for row in rows if row.field == field]
    if not mine:
        return None
    values = [str(value) for value in FIELDS[field].values.values]
    names = [label_of(field, value) for value in values]
    return FieldFigures(
        field,
        _row("", mine),
        _parts(mine, lambda row: row.language),
        _parts(mine, lambda row: channel_name(row.channel)),
        list(zip(names, confusion(_pairs(mine), values), strict=True)),
        names,
    )


def _pairs(rows: Sequence[Labelled]) -> list[tuple[str, str]]:
    return [(row.said, row.says) for row in rows]


def _row(name: str, rows: Sequence[Labelled]) -> Row:
    pairs = _pairs(rows)
    return Row(name, right(pairs), macro_f1(pairs) if len(pairs) >= ENOUGH else None)


def _parts(rows: Sequence[Labelled], key: Callable[[Labelled], str]) -> list[Row]:
    found: dict[str, list[Labelled]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return sorted((_row(*part) for part in found.items()), key=lambda row: -row.share.n)


def by_week(field: Field, rows: Sequence[Labelled]) -> list[Row]:
    """The oldest week first; its name is its Monday."""
    found: dict[Any, list[Labelled]] = defaultdict(list)
    for row in rows:
        if row.field == field:
            found[row.week].append(row)
    return [
        _row(formats.date_format(week, pgettext("date", "j M")), found[week])
        for week in sorted(found)
    ]


def chart(rows: Sequence[Row]) -> dict[str, Any]:
    """What the chart's script draws: the share that was right by week, in percent."""
    return {
        "labels": [f"{row.name} · n={row.share.n}" for row in rows],
        "observed": [round(100 * (row.share.value or 0), 1) for row in rows],
        "lower": [round(100 * row.share.lower, 1) for row in rows],
        "upper": [round(100 * row.share.upper, 1) for row in rows],
        "first": None,
        "last": None,
        "words": {
            "observed": _("Sentiment read rightly, in percent"),
            "usual": _("95 % interval"),
        },
    }
