"""Of everything that everybody says, what a query matches: for networks that filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from firebell.core.query import Matcher
from firebell.core.schema import INTERACTION
from firebell.core.understanding.language import LanguageFinder


class Matching:
    """The workspace's queries (`config["queries"]` of a network that filters), over rows."""

    def __init__(self, queries: Mapping[int, str]) -> None:
        self._matcher = Matcher(queries) if queries else None
        self._languages = LanguageFinder() if queries else None

    def matched(self, rows: Sequence[Mapping[str, Any]]) -> set[int]:
        """The numbers of the rows (columns of INTERACTION) that a query matches, as the corridor
        will judge them again."""
        if self._matcher is None or self._languages is None or not rows:
            return set()
        table = pa.Table.from_pylist([dict(row) for row in rows], schema=INTERACTION)
        found = [self._languages.find(row["text"], row["language_hint"]).code for row in rows]
        known = table.append_column("language", pa.array(found, pa.string()))
        rows_found = self._matcher.match(known).column("row").to_numpy()
        return {int(row) for row in rows_found}
