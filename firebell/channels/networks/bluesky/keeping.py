"""Of everything that everybody says, what concerns this workspace. Nothing else is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from firebell.channels.networks.bluesky.parse import Event
from firebell.core.query import Matcher
from firebell.core.schema import INTERACTION
from firebell.core.understanding.language import LanguageFinder


class Keeper:
    """Keeps what a query matches, and what is addressed to our account or said by it."""

    def __init__(self, queries: Mapping[int, str], own_did: str | None) -> None:
        self._matcher = Matcher(queries) if queries else None
        self._languages = LanguageFinder() if queries else None
        self._own = own_did

    def kept(self, events: Sequence[Event]) -> list[Event]:
        """Those of `events` whose rows are to be taken in, in their order."""
        said = [event for event in events if event.row is not None]
        matched = self._matched([event.row for event in said if event.row is not None])
        return [
            event for number, event in enumerate(said) if number in matched or self._is_ours(event)
        ]

    def is_own(self, event: Event) -> bool:
        return event.did == self._own

    def _is_ours(self, event: Event) -> bool:
        return self._own is not None and (self.is_own(event) or self._own in event.addressed)

    def _matched(self, rows: Sequence[Mapping[str, Any]]) -> set[int]:
        """The numbers of the rows that a query matches, as the corridor will judge them again."""
        if self._matcher is None or self._languages is None or not rows:
            return set()
        table = pa.Table.from_pylist([dict(row) for row in rows], schema=INTERACTION)
        found = [self._languages.find(row["text"], row["language_hint"]).code for row in rows]
        known = table.append_column("language", pa.array(found, pa.string()))
        rows_found = self._matcher.match(known).column("row").to_numpy()
        return {int(row) for row in rows_found}
