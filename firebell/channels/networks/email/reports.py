"""What servers and programs report of a message of ours: bounces (RFC 3464, and such as follow no
standard), read receipts (RFC 8098), complaints (RFC 5965). Pure.

Only what names one of our own answers becomes a receipt: by its Message-ID in the report, by the
envelope id that we gave it, or by the tag of the address that the report was sent to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from email.message import Message

from firebell.channels.contract import Receipt, ReceiptKind
from firebell.channels.networks.email import addresses, identity
from firebell.channels.networks.email.bodies import content_of
from firebell.channels.networks.email.charsets import decoded, header_text
from firebell.channels.networks.email.html_text import text_of

_ACTIONS = {
    "failed": ReceiptKind.FAILED,
    "delivered": ReceiptKind.DELIVERED,
    # "relayed" and "expanded" say that another server has it, and "delayed" that none has yet:
    # neither is an end.
}
_READ = ("displayed", "processed")
_OUR_ID = re.compile(r"firebell\.[0-9a-f]{32}@[^\s<>@\"]+")
_ID_LINE = re.compile(r"^message-id:\s*<?([^<>\s]+)>?", re.IGNORECASE | re.MULTILINE)
_BOUNCE_SUBJECT = re.compile(
    r"undeliver|delivery (?:has )?failed|delivery status|failure notice|returned mail|"
    r"mail delivery|unzustellbar|kan ikke leveres|ikke levert|nie można dostarczyć|"
    r"niedostarczon|non remis|no entregado",
    re.IGNORECASE,
)
_DELAYED = re.compile(r"delay|warning|still being|will (?:be )?retr|not yet", re.IGNORECASE)
_STATUS = re.compile(r"\b([45]\.\d{1,3}\.\d{1,3})\b|\b(5\d\d)[ -]")


def receipts(
    message: Message, at: datetime, own: Sequence[str], channel: str
) -> tuple[Receipt, ...]:
    """What this message reports, at most one for each answer of ours. `own` are our addresses: what
    befalls the copy that goes to ourselves says nothing of the customer's."""
    kind = _kind_of_report(message)
    if kind == "delivery-status":
        found = list(_delivery(message, own))
    elif kind == "disposition-notification":
        found = list(_disposition(message))
    elif kind == "feedback-report":
        found = [(None, "")]
    else:
        found = list(_unwritten(message))
    about = next(iter(_about(message)), None)
    told = [(one, reason) for one, reason in found if one is not None]
    if about is None or not told:
        return ()
    verdict, reason = min(told, key=lambda one: one[0] != ReceiptKind.FAILED)
    return (Receipt(verdict, channel, about, at, reason[:300]),)


def _kind_of_report(message: Message) -> str:
    if message.get_content_type() != "multipart/report":
        return ""
    stated = message.get_param("report-type")
    if isinstance(stated, str) and stated:
        return stated.lower()
    for part in message.walk():
        if part.get_content_maintype() == "message":
            return part.get_content_subtype()
    return ""


def _delivery(message: Message, own: Sequence[str]) -> Iterator[tuple[ReceiptKind | None, str]]:
    for fields in _fields(message, "message/delivery-status"):
        action = fields.get("action", "").lower()
        whom = fields.get("final-recipient", "").rpartition(";")[2].strip().lower()
        original = fields.get("original-recipient", "").rpartition(";")[2].strip().lower()
        if action and not addresses.is_one_of(original or whom, own):
            verdict = _ACTIONS.get(action)
            yield verdict, _reason(fields, whom) if verdict == ReceiptKind.FAILED else ""


def _reason(fields: dict[str, str], whom: str) -> str:
    said = fields.get("diagnostic-code", "").partition(";")[2].strip() or fields.get("status", "")
    return f"{whom}: {said}".strip(": ") if said else whom


def _disposition(message: Message) -> Iterator[tuple[ReceiptKind | None, str]]:
    for fields in _fields(message, "message/disposition-notification"):
        said = fields.get("disposition", "").partition(";")[2].strip().lower()
        # "deleted" without having been shown is no reading.
        if said.partition("/")[0].strip() in _READ:
            yield ReceiptKind.READ, ""


def _fields(message: Message, media_type: str) -> Iterator[dict[str, str]]:
    """The groups of fields of a report's part. Some write them with the wrong line ends, or pack
    them, so the text is read again rather than the parser's view of it."""
    for part in message.walk():
        if part.get_content_type() != media_type:
            continue
        text = decoded(content_of(part), None).replace("\r\n", "\n").replace("\r", "\n")
        for group in re.split(r"\n[ \t]*\n", text):
            unfolded = re.sub(r"\n[ \t]+", " ", group)
            lines = [line.partition(":") for line in unfolded.split("\n") if ":" in line]
            fields = {name.strip().lower(): value.strip() for name, _, value in lines}
            if fields:
                yield fields


def _unwritten(message: Message) -> Iterator[tuple[ReceiptKind | None, str]]:
    """A bounce in words only, as qmail and old servers write it."""
    author = addresses.first(_raw(message, "From"))[0]
    daemon = re.match(r"(?:mailer-daemon|postmaster|mail-daemon)@", author)
    failed = header_text(_raw(message, "X-Failed-Recipients"))
    empty = _raw(message, "Return-Path").strip() == "<>"
    subject = header_text(_raw(message, "Subject"))
    if not (failed or ((daemon or empty) and _BOUNCE_SUBJECT.search(subject))):
        return
    if _DELAYED.search(subject) and not failed:
        return
    said = _text(message)
    status = _STATUS.search(said)
    line = next((one.strip() for one in said.splitlines() if status and status[0] in one), "")
    yield ReceiptKind.FAILED, line or failed or subject


def _about(message: Message) -> Iterator[str]:
    """Ids of our own answers that this is about, the surest first."""
    for part in message.walk():
        if part.get_content_type() in ("message/disposition-notification",):
            for fields in _fields(part, "message/disposition-notification"):
                yield from _ours(fields.get("original-message-id", ""))
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            text = decoded(content_of(part), None)
            for found in _ID_LINE.finditer(text):
                yield from _ours(found[1])
    for name in ("In-Reply-To", "References"):
        yield from _ours(_raw(message, name))
    for name in ("To", "Delivered-To", "X-Original-To"):
        address = addresses.first(_raw(message, name))[0]
        if key := identity.key_of_tag(address):
            yield identity.own_id(key, address)
    yield from _ours(_text(message))


def _ours(text: str) -> Iterator[str]:
    for found in _OUR_ID.finditer(text):
        yield identity.normal(found[0])


def _text(message: Message) -> str:
    for part in message.walk():
        if part.get_content_maintype() == "text" and not part.is_multipart():
            words = decoded(content_of(part)[:200_000], None)
            return text_of(words) if part.get_content_subtype() == "html" else words
    return ""


def _raw(message: Message, name: str) -> str:
    wanted = name.lower()
    return next((str(text) for key, text in message.raw_items() if key.lower() == wanted), "")
