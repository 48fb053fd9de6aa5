"""Words between colleagues that slipped into an answer: note markers, internal tags, @@names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from firebell.core.outbound.contract import Draft, Finding, Message, Outcome

MAX_FINDINGS = 50
_MARKERS = re.compile(
    r"(?<![\w#])#(?:internal|intern|interne|private|wewn[eę]trzne|nota|notat)\b"
    r"|(?<![\w@])@@\w{1,40}"
    r"|\[(?:internal|intern|private note|internal note|do not send|draft|intern merknad"
    r"|notatka wewn[eę]trzna)[^\]\n]{0,60}\]"
    r"|\b(?:internal (?:note|use only|only|comment)|do not (?:send|share with) (?:this|the)?"
    r" ?(?:to )?(?:the )?customer|note to self|for internal use|not for (?:the )?customers?"
    r"|internt notat|kun (?:til )?internt? bruk|ikke send (?:dette )?til kunden"
    r"|notatka wewn[eę]trzna|tylko do u[zż]ytku wewn[eę]trznego|nie wysy[lł]a[cć] (?:do )?"
    r"klient\w{1,4})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class InternalWords:
    name: str = "internal_words"

    def check(self, draft: Draft) -> list[Finding]:
        found = []
        for match in _MARKERS.finditer(draft.text):
            message = Message("internal.words", {"words": match.group()[:80]})
            found.append(Finding("internal.words", match.span(), message, Outcome.BLOCK, 0.9))
            if len(found) == MAX_FINDINGS:
                break
        return found
