"""Whom to give a case to: somebody on duty, the one who knows the person, else the least loaded."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def suggest_owner(
    on_duty: Collection[int], load: Mapping[int, int], knows_them: int | None = None
) -> int | None:
    """A user id of `on_duty`, or None when nobody is. `load`: user id -> open cases (absent: 0)."""
    if knows_them in on_duty:
        return knows_them
    return min(on_duty, key=lambda user: (load.get(user, 0), user), default=None)
