"""A find in the words of the store: FTS5's query language, or PostgreSQL's tsquery."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from firebell.core.query.findable import ALL
from firebell.core.query.searching import Any, Every, Find, Term


class Tongue(Protocol):
    """How a store writes the parts of a find; each part stands by itself."""

    def term(self, words: Sequence[str], open_end: bool) -> str: ...

    def any_of(self, parts: Sequence[str]) -> str: ...

    def every(self, wanted: Sequence[str], unwanted: Sequence[str]) -> str: ...


def written(find: Find, tongue: Tongue) -> str | None:
    """The find in this tongue; None where nothing can hold."""
    match find:
        case Term(words, open_end):
            return tongue.term(words, open_end)
        case Any(of):
            parts = [part for one in of if (part := written(one, tongue)) is not None]
            return tongue.any_of(parts) if parts else None
        case Every(wanted, unwanted):
            held = [written(one, tongue) for one in wanted or (Term((ALL,)),)]
            absent = (written(one, tongue) for one in unwanted)
            parts = [part for part in held if part is not None]
            if len(parts) < len(held):
                return None
            return tongue.every(parts, [part for part in absent if part is not None])


class Fts5:
    def term(self, words: Sequence[str], open_end: bool) -> str:
        if open_end:
            raise ValueError("beginnings are asked for word by word: see `asking.beginning`")
        # In quotes nothing of the index's own language has a meaning.
        return f'"{" ".join(words)}"'

    def any_of(self, parts: Sequence[str]) -> str:
        return _joined(" OR ", parts)

    def every(self, wanted: Sequence[str], unwanted: Sequence[str]) -> str:
        all_of = _joined(" AND ", wanted)
        return f"({all_of} NOT {_joined(' OR ', unwanted)})" if unwanted else all_of


class TsQuery:
    def term(self, words: Sequence[str], open_end: bool) -> str:
        quoted = [f"'{word}'" for word in words]
        return _joined(" <-> ", [*quoted[:-1], quoted[-1] + ":*" * open_end])

    def any_of(self, parts: Sequence[str]) -> str:
        return _joined(" | ", parts)

    def every(self, wanted: Sequence[str], unwanted: Sequence[str]) -> str:
        return _joined(" & ", [*wanted, *(f"!{part}" for part in unwanted)])


def _joined(sign: str, parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({sign.join(parts)})"
