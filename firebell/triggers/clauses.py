"""What else an alert's headline says, as far as the store knows it: who started it, how much of it
is passed on, whether the press has it, whether the sector has it too."""

from __future__ import annotations

import unicodedata
from typing import Any

from firebell.core.triggers.rules.effects import Say
from firebell.triggers import queries
from firebell.triggers.models import Alert
from firebell.triggers.rows import as_trigger

LEAST_SHARE = 0.3  # of reposts, before it is worth a word
LEAST_POSTS = 10
ORIGINALS = 2  # posts that the reposts are of


def clauses(alert: Alert) -> dict[str, Any]:
    """Only what can be said; an alert that is not about a brand has none."""
    if alert.brand_id is None:
        return {}
    said: dict[str, Any] = {
        "started_by": _started_by(alert),
        "copies": _copies(alert),
        "sector": _sector(alert),
        "words": _words(alert),
    }
    said = {name: value for name, value in said.items() if value}
    if queries.watches_press(alert.workspace_id):
        said["press"] = queries.press_posts(alert)
    return said


def _started_by(alert: Alert) -> str:
    """The author of the earliest post since the onset that others answer or pass on."""
    first = queries.first_answered(alert)
    return _plain(first.profile.handle) if first else ""


def _plain(handle: str) -> str:
    """Without what cannot be seen and could turn the sentence round."""
    return "".join(one for one in handle if not unicodedata.category(one).startswith("C"))


def _copies(alert: Alert) -> dict[str, Any]:
    """The share of posts that are reposts of one or two posts, if it is worth a word."""
    number, reposts = queries.reposts_behind(alert, ORIGINALS)
    if number < LEAST_POSTS or sum(reposts) < LEAST_SHARE * number:
        return {}
    return {"share": round(sum(reposts) / number, 2), "posts": len(reposts)}


def _sector(alert: Alert) -> list[str]:
    names = queries.brand_names(alert.workspace_id)
    return [names[one] for one in alert.sector if one in names]


def _words(alert: Alert) -> str:
    if alert.trigger is None:
        return ""
    said = as_trigger(alert.trigger).effects
    return " ".join(one.words for one in said if isinstance(one, Say) and one.words)
