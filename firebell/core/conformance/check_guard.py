"""What every guard must keep, whatever it looks for. Call `check_guard(MyGuard())` in a test."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from firebell.core.outbound.contract import Draft, Finding, Guard, Message
from firebell.core.outbound.wording import ENGLISH, in_english

MEGABYTE = 1_000_000
MOST_FINDINGS = 1_000

HOSTILE_TEXTS: tuple[str, ...] = (
    "",
    " \n\t",
    "\x00",
    "\ud800 lone",
    "Z̸̢͝a̵l̶͇g̴o̷ " * 20,
    "\u202egnirts desrever\u202c",
    "<script>alert(1)</script>",
    '=HYPERLINK("http://evil")',
    "%s %d %(words)s {0} {} %",
    "🤷🏽‍♀️" * 50,
    "\u200b".join("idiot"),
    "a" * 5_000,
    "*" * 5_000,
    '"' * 999,
    "@" * 999,
    "e!" * 2_000,
    "1 " * 3_000,
    "{" * 2_000 + "}" * 2_000,
    "(" * 3_000,
    "you are " * 500,
    "١٢٣٤٥٦٧٨٩٠١",
    unicodedata.normalize("NFD", "jævla tåpe, głupi żłob"),
)


def check_guard(guard: Guard, examples: Sequence[str] = ()) -> None:
    """Raise AssertionError, saying which promise of the contract does not hold.

    `examples` are texts in which the guard finds something, beside the hostile ones of the kit.
    """
    assert guard.name, "a guard has a name"
    for text in (*HOSTILE_TEXTS, *examples):
        for public in (False, True):
            _check_text(guard, Draft(text, public=public))
    for text in examples:
        assert any(guard.check(Draft(text, public=public)) for public in (True, False)), (
            f"{guard.name} finds nothing in its own example {text!r}"
        )
    _check_alone_and_together(guard, examples)
    _check_bounded(guard, examples)


def _check_text(guard: Guard, draft: Draft) -> None:
    findings = guard.check(draft)
    assert findings == guard.check(draft), f"{guard.name} changed its mind about {draft.text!r}"
    assert findings == sorted(findings, key=lambda f: f.span), f"{guard.name}: not in order"
    for finding in findings:
        _check_finding(guard, draft, finding)


def _check_finding(guard: Guard, draft: Draft, finding: Finding) -> None:
    start, end = finding.span
    assert 0 <= start < end <= len(draft.text), f"{guard.name}: span outside {draft.text!r}"
    assert 0.0 < finding.p <= 1.0, f"{guard.name}: p of {finding}"
    assert finding.message.code in ENGLISH, f"{guard.name}: no sentence {finding.message.code}"
    assert in_english(finding.message), f"{guard.name}: an empty sentence"
    better = Message(f"better.{finding.rule.split('.')[0]}")
    assert better.code in ENGLISH, f"{guard.name}: no advice {better.code}"


def _check_alone_and_together(guard: Guard, examples: Sequence[str]) -> None:
    texts = [*HOSTILE_TEXTS, *examples]
    alone = [guard.check(Draft(text)) for text in texts]
    backwards = [guard.check(Draft(text)) for text in reversed(texts)]
    assert alone == backwards[::-1], f"{guard.name}: an answer depends on what came before"


def _check_bounded(guard: Guard, examples: Sequence[str]) -> None:
    """A megabyte of one thing repeated ends, with a bounded number of findings."""
    for piece in ("a ", "1-", "idiot ", *examples[:2]):
        text = (piece + " ") * (MEGABYTE // (len(piece) + 1))
        findings = guard.check(Draft(text, public=True))
        assert len(findings) <= MOST_FINDINGS, f"{guard.name}: {len(findings)} findings"
