"""The guard on rows, as `firebell guard` reads and writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from firebell.core.outbound.contract import Draft, Finding, Verdict
from firebell.core.outbound.judge import judge
from firebell.core.outbound.wording import in_english


class RowError(ValueError):
    """A row that cannot be judged; names it and says what is wrong."""


def guard_rows(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each row with `verdict`, `reasons`, `better` and `p` added.

    A row needs `text`; `channel`, `public` (a boolean), `lang`, `customer` (a name or several) and
    `agent` are used where given. Spans count code points of `text`.
    """
    for number, row in enumerate(rows, start=1):
        verdict = judge(_draft(row, number))
        yield {**row, **_as_row(verdict)}


def _draft(row: dict[str, Any], number: int) -> Draft:
    text = row.get("text")
    if not isinstance(text, str):
        raise RowError(f"row {number}: needs `text`, a string")
    public = row.get("public") or False
    if not isinstance(public, bool):
        raise RowError(f"row {number}: `public` must be true or false, not {public!r}")
    customer = row.get("customer") or ()
    return Draft(
        text=text,
        public=public,
        channel=str(row.get("channel") or ""),
        language=str(row.get("lang") or ""),
        customer=(customer,) if isinstance(customer, str) else tuple(map(str, customer)),
        agent=str(row.get("agent") or ""),
    )


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
