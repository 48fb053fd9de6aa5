"""The conditions of a search as chips that can be taken off, and more that can be put on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from firebell.common.channel_names import channel_name
from firebell.core.query import Node, parse, to_text
from firebell.core.query.ast import About, And, Field, Measure, Not
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
    (_("in my cases"), "owner:me"),
    (_("in cases of nobody"), "owner:nobody"),
    (_("only notes"), "is:note"),
    (_("without our own words"), "NOT is:ours"),
    (_("negative"), "sentiment:negative"),
    (_("with a picture"), "has:image"),
    (_("of the last seven days"), "after:7d"),
)


def offers(tree: Node, channels: Sequence[str]) -> list[Offer]:
    """What the search can be narrowed by; what it says already is left out."""
    parts = list(conjuncts(tree))
    known = [*_OFFERED]
    if len(channels) > 1:
        named = (f'channel:"{one}"' if " " in one else f"channel:{one}" for one in channels)
        known += zip(map(channel_name, channels), list(named)[:MOST_CHANNELS], strict=False)
    found = []
    for label, written in known:
        # The NOT alone would be refused, though beside something it may stand.
        more = _condition(written)
        if more not in parts:
            found.append(Offer(label, written, _text_of([*parts, more])))
    return found


def _condition(written: str) -> Node:
    positive = parse(written.removeprefix("NOT "), search=True)
    return Not(positive) if written.startswith("NOT ") else positive
