"""The conditions of a search as chips that can be taken off, and more that can be put on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from firebell.common.channel_names import channel_name
from firebell.core.query import Node, QueryError, parse, to_text
from firebell.core.query.ast import About, And, Field, FieldName, Measure, Not
from firebell.core.query.searching import conjuncts

MOST_CHANNELS = 8


class Chip(NamedTuple):
    """A condition, and the search without it: empty if nothing is left."""

    label: str
    without: str


class Offer(NamedTuple):
    """A condition in plain words, as it is written, and the search with it."""

    label: str | Promise
    written: str
    narrowed: str


def chips(tree: Node) -> list[Chip]:
    """The conditions that all have to hold, save for the words."""
    parts = list(conjuncts(tree))
    return [
        Chip(to_text(one), _text_of([other for other in parts if other is not one]))
        for one in parts
        if isinstance(one.child if isinstance(one, Not) else one, Field | Measure | About)
    ]


def _text_of(parts: Sequence[Node]) -> str:
    if not parts:
        return ""
    return to_text(parts[0] if len(parts) == 1 else And(tuple(parts)))


_OFFERED = (
    (_("in open cases"), "state:open"),
    (_("in my open cases"), "owner:me state:open"),
    (_("in open cases of nobody"), "owner:nobody state:open"),
    (_("only notes"), "is:note"),
    (_("without our own words"), "NOT is:ours"),
    (_("negative"), "sentiment:negative"),
    (_("with a picture"), "has:image"),
    (_("of the last seven days"), "after:7d"),
)


def offers(tree: Node, channels: Sequence[str]) -> list[Offer]:
    """What the search can be narrowed by; what it says already is left out."""
    parts = list(conjuncts(tree))
    offered = [(label, list(conjuncts(_condition(written)))) for label, written in _OFFERED]
    if len(channels) > 1:
        offered += [
            (channel_name(one), [Field(FieldName.CHANNEL, one)])
            for one in channels[:MOST_CHANNELS]
            if _can_be_written(one)
        ]
    return [
        Offer(label, _text_of(more), _text_of([*parts, *left]))
        for label, more in offered
        if (left := [one for one in more if one not in parts])
    ]


def _condition(written: str) -> Node:
    # A NOT alone would be refused, though beside something it may stand.
    positive = parse(written.removeprefix("NOT "), search=True)
    return Not(positive) if written.startswith("NOT ") else positive


def _can_be_written(channel: str) -> bool:
    """Whoever made a map of a file may have called a channel anything."""
    condition = Field(FieldName.CHANNEL, channel)
    try:
        return parse(to_text(condition)) == condition
    except QueryError:
        return False
