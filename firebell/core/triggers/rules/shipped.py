"""The triggers that every workspace is given: rows like any other, by kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Rows = tuple[dict[str, Any], ...]
RARE: dict[str, Any] = {"name": "rare"}
RING: Rows = ({"name": "ring"}, {"name": "notify"})
SOURCE_TROUBLES = (
    "source_fell_silent", "source_lagging", "source_deaf", "source_expiring",
    "source_scopes_missing", "source_words_missing",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shipped:
    """A row without its workspace; `brands` is the scope."""

    kind: str
    brands: str
    conditions: Rows
    effects: Rows = RING
    budget: float = 1.0  # false alerts a week


def _listens(measures: tuple[str, ...], dimensions: tuple[str, ...]) -> dict[str, Any]:
    return {"name": "listens", "measures": list(measures), "dimensions": list(dimensions)}


# In the order in which one of two that are equally loud gives an alert its name.
SHIPPED = (
    Shipped(
        "negative", "own",
        (_listens(("negative", "share"), ("brand", "channel", "topic")), RARE),
    ),
    Shipped("volume", "own", (_listens(("total",), ("brand",)), RARE)),
    Shipped(
        "competitor", "competitors",
        (_listens(("total", "negative", "share"), ("brand", "channel", "topic")), RARE),
    ),
    Shipped(
        "site", "own",
        (_listens(("total",), ("channel",)), RARE, {"name": "stands_out", "times": 1.5}),
    ),
    Shipped("viral", "own", (_listens(("reshares",), ("post",)), {"name": "may_reach"})),
    Shipped("spread", "own", (_listens(("spread",), ("mark",)), RARE)),
    Shipped("source", "all", ({"name": "fact", "kinds": list(SOURCE_TROUBLES)},)),
    # "is", not "at least": it rings when it becomes a permanent crisis, not for every one after.
    Shipped(
        "recurrence", "own",
        ({"name": "fact", "kinds": ["root_cause_recurred"], "filters": [["times", "is", "3"]]},),
        (*RING, {"name": "least_severity", "severity": 7}),
    ),
)  # fmt: skip


def shipped(kind: str) -> Shipped | None:
    """The form in which a kind is shipped; None for one that people made."""
    return next((one for one in SHIPPED if one.kind == kind), None)
