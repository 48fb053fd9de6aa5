"""Of everything that everybody says, what concerns this workspace. Nothing else is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from firebell.channels.matching import Matching
from firebell.channels.networks.bluesky.parse import Event


class Keeper:
    """Keeps what a query matches, and what is addressed to our account or said by it."""

    def __init__(self, queries: Mapping[int, str], own_did: str | None) -> None:
        self._matching = Matching(queries)
        self._own = own_did

    def kept(self, events: Sequence[Event]) -> list[Event]:
        """Those of `events` whose rows are to be taken in, in their order."""
        said = [event for event in events if event.row is not None]
        matched = self._matching.matched([event.row for event in said if event.row is not None])
        return [
            event for number, event in enumerate(said) if number in matched or self._is_ours(event)
        ]

    def follow(self, own_did: str) -> None:
        """From now on this is our account."""
        self._own = own_did

    def matches(self, rows: Sequence[Mapping[str, Any]]) -> set[int]:
        """The numbers of those rows that a query matches."""
        return self._matching.matched(rows)

    def is_own(self, event: Event) -> bool:
        return event.did == self._own

    def _is_ours(self, event: Event) -> bool:
        return self._own is not None and (self.is_own(event) or self._own in event.addressed)
