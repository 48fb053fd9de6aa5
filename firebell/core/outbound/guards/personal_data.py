"""Personal data in an answer: blocked in public, worth a second look in private.

What counts as personal data, and how numbers are checked, is in ``core.text.personal``. A handle
is not personal data here: it is how one answers in public.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from firebell.core.outbound.contract import Draft, Finding, Message, Outcome
from firebell.core.text import personal

MAX_FINDINGS = 50
Found = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """`allowed` are the firm's own public numbers and addresses, in any spelling."""

    allowed: frozenset[str] = frozenset()
    name: str = "personal_data"

    def check(self, draft: Draft) -> list[Finding]:
        allowed = frozenset(_bare(contact) for contact in self.allowed)
        findings: list[Finding] = []
        for rule, start, end in _all_of(draft.text, draft.public):
            if _is_allowed(draft.text[start:end], allowed):
                continue
            if all(end <= f.span[0] or start >= f.span[1] for f in findings):
                findings.append(_finding(rule, start, end, draft))
            if len(findings) == MAX_FINDINGS:
                break
        return sorted(findings, key=lambda finding: finding.span)


def _all_of(text: str, public: bool) -> Iterator[Found]:
    """Candidates, the surest kinds first; a later one may not overlap an earlier."""
    for kind, start, end in personal.candidates(text, references=public):
        yield f"personal.{kind}", start, end


def _is_allowed(written: str, allowed: frozenset[str]) -> bool:
    bare = _bare(written)
    return bare in allowed or any(bare.endswith(a) and a.startswith("@") for a in allowed)


def _bare(contact: str) -> str:
    """Numbers without spaces and signs, addresses in lower case; "@firm.com" allows its mail."""
    contact = contact.strip().lower()
    return contact if "@" in contact else re.sub(r"[^0-9a-z]", "", contact)


def _finding(rule: str, start: int, end: int, draft: Draft) -> Finding:
    message = Message(rule, {"words": draft.text[start:end][:80]})
    verdict = Outcome.BLOCK if draft.public else Outcome.WARN
    return Finding(rule, (start, end), message, verdict, 0.9 if draft.public else 0.5)
