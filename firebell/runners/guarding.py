"""The guard on rows, as `firebell guard` reads and writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from firebell.core.outbound.contract import Draft, Finding, Verdict
from firebell.core.outbound.judge import judge
from firebell.core.outbound.wording import in_english


class RowError(ValueError):
    """A row that cannot be judged; says what is wrong with it."""


def guard_rows(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each row as `guard_row` answers it. The RowError of a bad one names its number, from 1."""
    for number, row in enumerate(rows, start=1):
        try:
            yield guard_row(row)
        except RowError as error:
            raise RowError(f"row {number}: {error}") from error


def guard_row(row: dict[str, Any]) -> dict[str, Any]:
    """The row with `verdict`, `reasons`, `better` and `p` added.

    It needs `text`; `channel`, `public` (a boolean), `lang`, `customer` (a name or several) and
    `agent` are used where given. Spans count code points of `text`. Raises RowError.
    """
    return {**row, **_as_row(judge(_draft(row)))}


def _draft(row: dict[str, Any]) -> Draft:
    text = row.get("text")
    if not isinstance(text, str):
        raise RowError("needs `text`, a string")
    public = row.get("public") or False
    if not isinstance(public, bool):
        raise RowError(f"`public` must be true or false, not {public!r}")
    return Draft(
        text=text,
        public=public,
        channel=str(row.get("channel") or ""),
        language=str(row.get("lang") or ""),
        customer=_names(row.get("customer") or ()),
        agent=str(row.get("agent") or ""),
    )


def _names(customer: Any) -> tuple[str, ...]:
    if isinstance(customer, str):
        return (customer,)
    if not isinstance(customer, list | tuple):
        raise RowError("`customer` must be a name or a list of names")
    return tuple(map(str, customer))


def _as_row(verdict: Verdict) -> dict[str, Any]:
    return {
        "verdict": str(verdict.verdict),
        "reasons": [_reason(finding) for finding in verdict.reasons],
        "better": in_english(verdict.better) if verdict.better else None,
        "p": verdict.p,
    }


def _reason(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "span": list(finding.span),
        "message": in_english(finding.message),
    }
