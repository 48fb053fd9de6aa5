"""How far something was read, exactly, though reading again overlaps what was read before."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

MOST = 4_000


class Mark:
    """The newest instant that was read (microseconds), and the names of what was read within
    `overlap` before it, so that a repeat is told from something that came late."""

    def __init__(self, state: Mapping[str, Any], overlap: int) -> None:
        self.at: int | None = state.get("at")
        self._overlap = overlap
        self._names: dict[str, int] = dict(state.get("seen", {}))

    @property
    def since(self) -> int | None:
        """Where to begin reading again."""
        return None if self.at is None else self.at - self._overlap

    def is_new(self, name: str, at: int) -> bool:
        """Was it not read before? Then it is from now on."""
        short = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:14]
        if short in self._names:
            return False
        self._names[short] = at
        return True

    def move(self, at: int) -> None:
        """Everything up to `at` was read."""
        self.at = max(at, self.at or 0)

    def state(self) -> dict[str, Any]:
        """JSON-able; a Mark made of it goes on from here."""
        edge = (self.at or 0) - self._overlap
        self._names = {name: at for name, at in self._names.items() if at >= edge}
        if len(self._names) > MOST:
            # A repeat costs little; a cursor that grows without end costs more.
            newest = sorted(self._names, key=lambda name: self._names[name])[-MOST:]
            self._names = {name: self._names[name] for name in newest}
        return {"at": self.at, "seen": dict(self._names)}
