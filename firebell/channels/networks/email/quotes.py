"""What of a mail is new: without quotations of older mails and without the signature. Pure.

It errs on the side of keeping: what is not surely quoted stays, and if nothing would be left, all
of it does. The whole message is kept beside it in any case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from firebell.channels.networks.email.html_text import QUOTE_BEGINS

# "On <date> <somebody> wrote:" as programs write it, in the order and words of their language.
_WROTE = (
    *("wrote", "schrieb", "skrev", "skreiv", "napisał", "napisała", "napisał(a)", "pisze"),
    *("a écrit", "escribió", "ha scritto", "escreveu", "schreef", "kirjoitti", "napsal", "пишет"),
    *("写道", "のメール", "yazdı", "написал", "geschreven"),
)
_ATTRIBUTION_WORD = re.compile("|".join(re.escape(word) for word in _WROTE), re.IGNORECASE)
_BEGINS = re.compile(
    r"(?:On|Am|Den|På|W dniu|Dnia|Le|El|Il|Em|Op|Dne|"
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|man|tir|ons|tor|fre|lør|søn|пн|вт|ср|чт|пт|сб|вс)\w*[ .,]|\d)",
    re.IGNORECASE,
)
_TIME = re.compile(r"\d{1,2}[:.]\d{2}")
_SUBJECT = re.compile(
    r"^\W{0,3}(?:Subject|Emne|Betreff|Temat|Ämne|Objet|Asunto|Oggetto|Onderwerp|Assunto)\s?\*?:",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"^\W*-{2,}\s*(?:original message|ursprüngliche nachricht|opprinnelig melding|"
    r"original meddelande|oprindelig meddelelse|wiadomość oryginalna|oryginalna wiadomość|"
    r"message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht)\s*-{2,}\W*$",
    re.IGNORECASE,
)
FORWARD_RULE = re.compile(
    r"^\W*(?:-{2,}\s*)?(?:forwarded message|begin forwarded message:?|videresendt melding|"
    r"start på videresendt melding:?|weitergeleitete nachricht|"
    r"anfang der weitergeleiteten nachricht:?|przekazana wiadomość|wiadomość przekazana|"
    r"początek przekazywanej wiadomości:?|message transféré|mensaje reenviado|"
    r"messaggio inoltrato|doorgestuurd bericht|vidarebefordrat meddelande)(?:\s*-{2,})?\W*$",
    re.IGNORECASE,
)
# The block of headers that Outlook puts over what it quotes: its first line, and the next ones.
_FROM = r"(?:From|Fra|Von|Od|Från|De|Da|Van)"
_NEXT = (
    r"(?:Sent|Date|To|Cc|Subject|Sendt|Dato|Til|Kopi|Emne|Gesendet|Datum|An|Betreff|Wysłano|Wysłane|"
    r"Data|Do|DW|Temat|Skickat|Till|Ämne|Envoyé|À|Objet|Enviado|Para|Asunto|Inviato|A|Oggetto|"
    r"Verzonden|Aan|Onderwerp)"
)
HEADER_FROM = re.compile(rf"^\W{{0,3}}{_FROM}\s?\*?:\s*\S", re.IGNORECASE)
_HEADER_NEXT = re.compile(rf"^\W{{0,3}}{_NEXT}\s?\*?:\s*", re.IGNORECASE)
_DASHES = re.compile(r"^(?:_{10,}|-{20,})\s*$")
_DEVICE = re.compile(
    r"^(?:sent from (?:my|outlook|mail|yahoo|proton)|get outlook for|sendt fra (?:min|outlook)|"
    r"skaff deg outlook|von meinem .{1,40} gesendet|gesendet von|wysłan[eo] z|pobierz outlook|"
    r"envoyé de mon|enviado desde|inviato da|skickat från min|verzonden vanaf mijn).{0,100}$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^\s{0,3}>")
MOST_LINES = 20_000


def new_part(text: str, *, forwarded: bool = False) -> str:
    """The author's own words. A forwarded message is part of them."""
    lines = text.splitlines()[:MOST_LINES]
    own = lines if forwarded or _forwards(lines) else _unquoted(lines)
    kept = _without_signature([line for line in own if line != QUOTE_BEGINS])
    found = _joined(kept)
    return found or _joined([line for line in lines if line != QUOTE_BEGINS]) or ""


def _forwards(lines: Sequence[str]) -> bool:
    return any(len(line) < 100 and FORWARD_RULE.match(line) for line in lines)


def _unquoted(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    place = 0
    while place < len(lines):
        if _QUOTED.match(lines[place]):
            place += 1
            continue
        span = _begins_older(lines, place)
        if not span:
            kept.append(lines[place])
            place += 1
            continue
        after = _first_quoted(lines, place + span)
        if after is None:
            break  # the older message follows unmarked, to the end
        place = after
    return kept


def _begins_older(lines: Sequence[str], place: int) -> int:
    """How many lines, from this one, say that an older message follows; 0 if they do not."""
    line = lines[place].strip()
    if line == QUOTE_BEGINS or _RULE.match(line[:100]):
        return 1
    if _DASHES.match(line) and _header_block(lines, place + 1):
        return 1
    if _header_block(lines, place):
        return 1
    return _attribution(lines, place)


def _header_block(lines: Sequence[str], place: int) -> bool:
    """`From: …`, and right behind it at least two more headers, one of them the subject: a
    customer may write "From: Oslo, To: Bergen" about a parcel."""
    near = [line.strip() for line in lines[place : place + 12] if line.strip()][:8]
    if not near or not HEADER_FROM.match(near[0][:300]):
        return False
    if not any(_SUBJECT.match(line[:300]) for line in near[1:]):
        return False
    return sum(bool(_HEADER_NEXT.match(line[:300])) for line in near[1:]) >= 2


def _attribution(lines: Sequence[str], place: int) -> int:
    """An attribution may be broken over three lines; it must name a time, or stand right above a
    quotation."""
    for span in (1, 2, 3):
        part = [line.strip() for line in lines[place : place + span]]
        if not all(part):
            return 0
        # Broken over lines, it begins where its day stands: what is above is the person's.
        if span > 1 and (not _BEGINS.match(part[0]) or any(map(_BEGINS.match, part[1:]))):
            continue
        if _is_attribution(lines, place + span, " ".join(part)):
            return span
    return 0


def _is_attribution(lines: Sequence[str], after: int, said: str) -> bool:
    if len(said) > 400 or not said.endswith(":") or not _ATTRIBUTION_WORD.search(said):
        return False
    next_said = _first_said(lines, after)
    if next_said is not None and _first_quoted(lines, after) == next_said:
        return True
    # Without marks, only what no person writes by hand: day, time and address.
    return bool("@" in said and _TIME.search(said) and _BEGINS.match(said))


def _first_said(lines: Sequence[str], place: int) -> int | None:
    for number in range(place, len(lines)):
        if lines[number].strip() and lines[number] != QUOTE_BEGINS:
            return number
    return None


def _first_quoted(lines: Sequence[str], place: int) -> int | None:
    """Where marked quotation begins, if nothing but an attribution stands before it."""
    said = 0
    for number in range(place, min(place + 12, len(lines))):
        if _QUOTED.match(lines[number]):
            return number
        said += bool(lines[number].strip() and lines[number] != QUOTE_BEGINS)
        if said > 3:
            return None
    return None


def _without_signature(lines: list[str]) -> list[str]:
    """Up to the line `-- ` (RFC 3676, 4.3), and without a line that names the device."""
    for number, line in enumerate(lines):
        left = len(lines) - number
        # Many servers take the space away; then a short rest is taken for a signature.
        if number and ((line == "-- " and left <= 40) or (line == "--" and left <= 10)):
            lines = lines[:number]
            break
    while lines and (not lines[-1].strip() or _DEVICE.match(lines[-1].strip()[:140])):
        lines = lines[:-1]
    return lines


def _joined(lines: Sequence[str]) -> str:
    """The lines, with at most one empty one between two."""
    return re.sub(r"\n[ \t]*\n(?:[ \t]*\n)+", "\n\n", "\n".join(lines)).strip()
