"""From one store to the other, by a backup that is restored there and compared."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from firebell.site.keeping import aside
from firebell.site.keeping.restoring import Order, Restored, Tell, restore
from firebell.site.keeping.snapshot import Plan, back_up
from firebell.site.keeping.targets import target_of_default, use


@dataclass(frozen=True, slots=True)
class Move:
    """`to`: an entry of Django's DATABASES. The copy on the way lies in `home` for a while."""

    to: dict[str, Any]
    home: Path
    at: datetime
    replace: bool = False


def move(order: Move, tell: Tell = lambda name, rows: None) -> Restored:
    """Copy the default store into another one, which is Django's default afterwards.

    The old store is only read, and nobody else may work with it meanwhile. Errors: as of `back_up`
    and `restore`.
    """
    path = order.home / "moving.backup"
    copy = aside.draft_of(path)
    try:
        back_up(copy, Plan(None, order.at, alone=True), tell)
        use(order.to)
        wanted = Order(copy, order.at, None, replace=order.replace)
        return restore(wanted, target_of_default(), tell)
    finally:
        copy.unlink(missing_ok=True)


def same_place(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Do two entries of DATABASES name the same store?"""
    keys = ("ENGINE", "NAME", "HOST", "PORT")
    return all(os.fspath(one.get(key) or "") == os.fspath(other.get(key) or "") for key in keys)
