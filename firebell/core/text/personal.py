"""Personal data in a text: mail, phone, numbers of people and of payment, addresses.

Numbers with check digits are checked, so that an order number is not taken for a person's:
Norwegian national identity numbers (two modulo-11 digits, Skatteetaten), Polish PESEL (weights
1 3 7 9), IBAN (ISO 13616, modulo 97), payment cards (Luhn, ISO/IEC 7812-1). Every pattern is
bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

_RUNS_OF_DIGITS = re.compile(r"\d+").findall
_HAS_MAIL = re.compile(r"@(?<=[\w.+-]@)[A-Za-z0-9]").search
_HAS_STREET = re.compile(r"\d[A-Za-z]? [A-Z][a-z]|[a-zé] \d|\. [A-ZĄĆĘŁŃÓŚŹŻ]").search
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4}")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?=[A-Z0-9 ]{11})")
_IBAN_LENGTHS = {
    **dict.fromkeys(("NO",), 15),
    **dict.fromkeys(("BE",), 16),
    **dict.fromkeys(("DK", "FI", "FO", "GL", "NL"), 18),
    **dict.fromkeys(("MK", "SI"), 19),
    **dict.fromkeys(("AT", "BA", "EE", "KZ", "LT", "LU", "XK"), 20),
    **dict.fromkeys(("CH", "HR", "LI", "LV"), 21),
    **dict.fromkeys(("BG", "BH", "CR", "DE", "GB", "GE", "IE", "ME", "RS", "VA"), 22),
    **dict.fromkeys(("AE", "GI", "IL", "IQ", "TL"), 23),
    **dict.fromkeys(("AD", "CZ", "ES", "MD", "PK", "RO", "SA", "SE", "SK", "TN", "VG"), 24),
    **dict.fromkeys(("PT", "ST"), 25),
    **dict.fromkeys(("IS", "TR"), 26),
    **dict.fromkeys(("FR", "GR", "IT", "MC", "MR", "SM"), 27),
    **dict.fromkeys(("AL", "AZ", "BY", "CY", "DO", "GT", "HU", "LB", "PL", "SV"), 28),
    **dict.fromkeys(("BR", "EG", "PS", "QA", "UA"), 29),
    **dict.fromkeys(("JO", "KW", "MU"), 30),
    **dict.fromkeys(("MT", "SC"), 31),
    "LC": 32,
}
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


def candidates(text: str, *, references: bool = True) -> Iterator[Found]:
    """Kind, start and end of what may be personal data, the surest kinds first; a later one that
    overlaps an earlier is to be left out. ``references``: booking and case numbers as well."""
    digits = sum(map(len, _RUNS_OF_DIGITS(text)))
    if digits >= 6:
        yield from _ibans(text)
    if _HAS_MAIL(text):
        yield from _spans(_EMAIL, text, "email")
    if digits >= 6:
        yield from _numbers(text)
    if not digits:
        return
    if references:
        for pattern in (_REFERENCE, _PASSENGER):
            for match in pattern.finditer(text):
                yield "reference", match.start("code"), match.end("code")
    if _HAS_STREET(text):
        yield from _spans(_ADDRESS, text, "address")


def _ibans(text: str) -> Iterator[Found]:
    for match in _IBAN.finditer(text):
        length = _IBAN_LENGTHS.get(match.group()[:2], 0)
        written = length and _first(text[match.start() : match.start() + 45], length)
        if written and is_iban(written):
            yield "iban", match.start(), match.start() + len(written)


def _first(text: str, length: int) -> str:
    """The beginning of a text that has so many letters and digits besides single spaces, where
    none follows; empty where there is none."""
    seen = 0
    for place, char in enumerate(text):
        if char != " ":
            if not (char.isascii() and char.isalnum()):
                return ""
            seen += 1
        elif text[place + 1 : place + 2] == " ":
            return ""
        if seen == length:
            return "" if text[place + 1 : place + 2].isalnum() else text[: place + 1]
    return ""


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
            return "fodselsnummer"
        if is_pesel(digits):
            return "pesel"
    if 13 <= len(digits) <= 19 and not written.startswith("+") and passes_luhn(digits):
        return "card"
    # Eight bare digits are as often an order; a phone number says so, or is grouped like one.
    says_phone = re.search(r"(?:call|phone|tel\w*|ring|mobil\w*|tlf|nr|sms)\W{0,3}$", before, re.I)
    looks = written.startswith("+") or _PLAIN_PHONE.match(written)
    if 7 <= len(digits) <= 15 and (says_phone or looks):
        return "phone"
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
