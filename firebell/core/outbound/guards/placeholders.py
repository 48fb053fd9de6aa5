"""Templates that nobody filled in: {{name}}, [NAME], %NAME%, "Dear ,", "Hi None", TODO."""

from __future__ import annotations

import re
from dataclasses import dataclass

from firebell.core.outbound.contract import Draft, Finding, Message, Outcome

MAX_FINDINGS = 50
_GREETING = (
    r"(?:hi|hello|hey|dear|hei|hallo|kjære|heisann|cześć|witaj|witam|szanowny|szanowna|drogi"
    r"|droga|panie|pani|dzień dobry|mr|mrs|ms)"
)
# Every repetition is bounded, so the time is linear in the text.
_OPEN = re.compile(
    r"\{\{[^{}\n]{0,60}\}\}"
    r"|\{%[^%\n]{0,60}%\}"
    r"|\$?\{[A-Za-z_][\w .\-]{0,40}\}"
    r"|%\([A-Za-z_]\w{0,40}\)[sd]"
    r"|(?<![\w%])%[A-Z][A-Z0-9_ ]{1,30}%"
    r"|(?<![\w$])\$[A-Za-z_][A-Za-z_]{2,30}\b"
    r"|\[(?:[A-ZÆØÅĄĆĘŁŃÓŚŹŻ][A-ZÆØÅĄĆĘŁŃÓŚŹŻ _'/\-]{2,40}"
    r"|(?:your|the|customer|first|last|agent|order|insert|add|name|navn|imię|numer"
    r"|ditt|kundens|sett inn|wstaw|date|dato|data|amount|beløp|kwota)\b[^\]\n]{0,40})\](?!\()"
    r"|<(?:first|last|customer|your|agent|insert|order|full|name|navn|fornavn|etternavn|imię|nazwisko)"
    r"\b[^<>\n]{0,30}>"
    r"|\b(?:XXX+|TODO|FIXME|TBD|lorem ipsum|asdf(?:gh)?)\b"
    r"|_{4,40}"
)
_EMPTY_NAME = re.compile(
    rf"(?:^|(?<=[\n.!]))[ \t]{{0,4}}(?:{_GREETING}(?:[ \t]{{0,4}},|[ \t]{{1,4}}"
    r"(?:none|null|undefined|nan|nil|n/a|customer name|firstname|first name|test)\b))",
    re.IGNORECASE,
)
# "Hi," and "Hello," are greetings; these are not without a name.
_BARE = re.compile(r"(?:hi|hello|hey|hei|hallo|heisann|cześć|witaj|witam|dzień dobry)\s*,", re.I)
_CASHTAG = re.compile(r"\$[A-Z]{1,6}$")


@dataclass(frozen=True, slots=True)
class Placeholders:
    name: str = "placeholders"

    def check(self, draft: Draft) -> list[Finding]:
        found = []
        for match in _OPEN.finditer(draft.text):
            if not _CASHTAG.match(match.group()):
                found.append(_finding("placeholder.open", match.start(), match.group()))
            if len(found) == MAX_FINDINGS:
                break
        for match in _EMPTY_NAME.finditer(draft.text):
            words = match.group().strip()
            if not (_BARE.fullmatch(words) and " ," not in words):
                start = match.end() - len(match.group().lstrip())
                found.append(_finding("placeholder.name", start, words))
            if len(found) >= 2 * MAX_FINDINGS:
                break
        return sorted(found, key=lambda finding: finding.span)


def _finding(rule: str, start: int, words: str) -> Finding:
    message = Message(rule, {"words": words[:80]})
    return Finding(rule, (start, start + len(words)), message, Outcome.BLOCK, 0.95)
