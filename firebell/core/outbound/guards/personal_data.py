"""Personal data in an answer: blocked in public, worth a second look in private.

Numbers with check digits are checked, so that an order number is not taken for a person's:
Norwegian national identity numbers (two modulo-11 digits, Skatteetaten), Polish PESEL (weights
1 3 7 9), IBAN (ISO 13616, modulo 97), payment cards (Luhn, ISO/IEC 7812-1). A handle is not
personal data here: it is how one answers in public.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from firebell.core.outbound.contract import Draft, Finding, Message, Outcome

MAX_FINDINGS = 50
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4}")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}(?: ?[A-Z0-9]{1,3})?\b")
_DIGITS = re.compile(r"(?<![\w.,/#-])\+?\(?\d(?:[ \-.()]{0,2}\d){5,21}(?![\w%]|[.,]\d|/\d)")
_REFERENCE = re.compile(
    r"\b(?:order|booking|reservation|case|invoice|account|customer|ticket|policy|tracking|claim"
    r"|confirmation|reference|pnr|ordre|ordren|bestilling|booking|reservasjon|faktura|kundenummer"
    r"|kontonummer|saksnummer|referanse|zamówieni\w{1,3}|zamowieni\w{1,3}|rezerwacj\w{1,3}"
    r"|faktur\w{1,3}|konta|klienta|sprawa|sprawy|numer|ordrenummer|fakturanummer)"
    r"[ \t]{0,2}(?:no\.?|nr\.?|number|num|id|code|reference|ref\.?|nummer|kod|numer)?"
    r"(?:[ \t]{1,2}(?:is|er|to))?[ \t]{0,2}[:#]?[ \t]{0,2}#?"
    r"(?P<code>(?=[A-Z0-9\-]{0,19}\d)[A-Z0-9][A-Z0-9\-]{4,19})\b",
    re.IGNORECASE,
)
_PASSENGER = re.compile(r"\bPNR[: ]{1,3}(?P<code>[A-Z0-9]{6})\b")
_ADDRESS = re.compile(
    r"\b\d{1,4}[A-Za-z]?[ ](?:[A-Z][a-z]{1,20}[ ]){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Boulevard|Blvd|Way|Terrace)\b"
    r"|\b[A-ZÆØÅ][a-zæøå]{1,25}(?:gata|gaten|veien|vegen|allé|alléen|plass|stien|svingen|gate|vei)"
    r"[ ]\d{1,4}[A-Za-z]?\b"
    r"|\b(?:ul|al|os|pl)\.[ ][A-ZĄĆĘŁŃÓŚŹŻ][\w.]{1,25}(?:[ ][A-ZĄĆĘŁŃÓŚŹŻ][\w.]{1,25})?[ ]\d{1,4}"
    r"[A-Za-z]?(?:/\d{1,4})?"
)
_PLAIN_PHONE = re.compile(
    r"\+\d|\(?0\d"
    r"|1?[-. (]*[2-9]\d\d[-. )]+\d{3}[-. ]\d{4}$|\d{2,3}(?:[ -]\d{2,3}){2,4}$|[2-9]\d{7}$"
)

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
    yield from _spans(_IBAN, text, "personal.iban", is_iban)
    yield from _spans(_EMAIL, text, "personal.email")
    yield from _numbers(text)
    if public:
        for pattern in (_REFERENCE, _PASSENGER):
            for match in pattern.finditer(text):
                yield "personal.reference", match.start("code"), match.end("code")
    yield from _spans(_ADDRESS, text, "personal.address")


def _spans(
    pattern: re.Pattern[str], text: str, rule: str, holds: Callable[[str], bool] = bool
) -> Iterator[Found]:
    for match in pattern.finditer(text):
        if holds(match.group()):
            yield rule, match.start(), match.end()


def _numbers(text: str) -> Iterator[Found]:
    for match in _DIGITS.finditer(text):
        if rule := _kind_of_number(match.group(), text[max(0, match.start() - 12) : match.start()]):
            yield rule, match.start(), match.end()


def _kind_of_number(written: str, before: str) -> str:
    digits = re.sub(r"\D", "", written)
    if len(digits) == 11 and re.fullmatch(r"\d{11}|\d{6}[ -]\d{5}", written):
        if is_norwegian_identity_number(digits):
            return "personal.fodselsnummer"
        if is_pesel(digits):
            return "personal.pesel"
    if 13 <= len(digits) <= 19 and not written.startswith("+") and passes_luhn(digits):
        return "personal.card"
    # Eight bare digits are as often an order; a phone number says so, or is grouped like one.
    says_phone = re.search(r"(?:call|phone|tel\w*|ring|mobil\w*|tlf|nr|sms)\W{0,3}$", before, re.I)
    looks = written.startswith("+") or _PLAIN_PHONE.match(written)
    if 7 <= len(digits) <= 15 and (says_phone or looks):
        return "personal.phone"
    return ""


def is_norwegian_identity_number(digits: str) -> bool:
    """Eleven digits with both check digits right and a possible day (D-numbers add 40)."""
    numbers = [int(digit) for digit in digits]
    first = sum(w * n for w, n in zip((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), numbers, strict=False))
    second = sum(w * n for w, n in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1), numbers, strict=False))
    day, month = int(digits[:2]) % 40, int(digits[2:4]) % 40
    return first % 11 == 0 and second % 11 == 0 and 1 <= day <= 31 and 1 <= month <= 12


def is_pesel(digits: str) -> bool:
    """Eleven digits with the check digit right and a possible date (months carry the century)."""
    weighted = sum(w * int(d) for w, d in zip((1, 3, 7, 9) * 3, digits[:10], strict=False))
    century = {0: 1900, 1: 2000, 2: 2100, 3: 2200, 4: 1800}[int(digits[2]) // 2]
    try:
        date(century + int(digits[:2]), int(digits[2:4]) % 20, int(digits[4:6]))
    except ValueError:
        return False
    return (10 - weighted % 10) % 10 == int(digits[10])


def passes_luhn(digits: str) -> bool:
    doubled = [int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0 and len(set(digits)) > 1


def is_iban(written: str) -> bool:
    bare = written.replace(" ", "").upper()
    if not 15 <= len(bare) <= 34 or not bare.isascii():
        return False
    return int("".join(str(int(c, 36)) for c in bare[4:] + bare[:4])) % 97 == 1


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
