"""From the bytes of a mail to a row, its files and what it reports. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any

from firebell.channels.contract import KEPT_OF_AN_ATTACHMENT, Attachment, Receipt
from firebell.channels.networks.email import addresses, identity, reports
from firebell.channels.networks.email.automatic import why_automatic
from firebell.channels.networks.email.bodies import Body, body_of, winmail_names
from firebell.channels.networks.email.charsets import decoded, header_text, storable
from firebell.channels.networks.email.quotes import HEADER_FROM, new_part
from firebell.core.schema import Direction, InteractionKind

CHANNEL = "email"
MOST_TEXT = 100_000  # characters of a row; the whole message is kept beside it
MOST_WHOLE = 1024 * 1024
MOST_FILES = 200
# Between a message's own date and the receiving server's more than this is a wrong clock.
LATE, EARLY = timedelta(days=30), timedelta(minutes=15)
_FORWARDED = re.compile(r"^\s*(?:fwd?|vs|vb|wg|pd|i|tr|rv|enc|videresendt)\s*:", re.IGNORECASE)
# The standard library needs minutes for a type with ten thousand parameters.
_LONG = re.compile(
    rb"^(content-(?:type|disposition):(?:[^\r\n]|\r?\n[ \t]){4000})(?:[^\r\n]|\r?\n[ \t])*",
    re.IGNORECASE | re.MULTILINE,
)
_LINK = re.compile(r"https?://", re.IGNORECASE)
_PASSED = re.compile(r"\b(?:dmarc|dkim|spf)\s*=\s*pass\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """What reading has to know of the source. `own` are all its addresses; `trusted` names the
    server whose word on who really wrote is believed (RFC 8601); `forwarders` are addresses or
    domains of colleagues whose forwarded mails are heard as their authors'."""

    own: tuple[str, ...]
    trusted: str = ""
    forwarders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a message was found: when the server took it, and what its folder is for."""

    received_at: datetime
    sent_folder: bool = False
    junk_folder: bool = False
    whole_size: int | None = None  # where only the beginning was fetched


@dataclass(frozen=True, slots=True)
class Parsed:
    """`row` has the columns of `firebell.core.schema.INTERACTION`; `because` says what marks it as
    automatic, if anything does."""

    row: dict[str, Any]
    attachments: tuple[Attachment, ...]
    receipts: tuple[Receipt, ...]
    because: str = ""


def parse(raw: bytes, mailbox: Mailbox, arrival: Arrival) -> Parsed:
    """Read one message. Never raises for what stands in it: what cannot be read is said as it is,
    and the whole message is among the attachments."""
    try:
        message: Message = message_from_bytes(_LONG.sub(rb"\1", raw), policy=policy.compat32)
        body = body_of(message)
        told = reports.receipts(message, arrival.received_at, mailbox.own, CHANNEL)
    except RecursionError:
        # Nested beyond reason: its headers, and its words as they stand.
        message = message_from_bytes(_headers(raw) + b"\r\n", policy=policy.compat32)
        body = Body(decoded(identity.body_of(raw)[:MOST_TEXT], None), ())
        told = ()
    headers = Headers(message)
    external_id = external_id_of(raw, message)
    row = _row(headers, body, mailbox, arrival) | {"external_id": external_id}
    because = _why_nobody_waits(message, row, arrival)
    row["automatic"] = bool(because) and row["direction"] == Direction.INBOUND
    files = _attachments(raw, message, body, external_id, arrival.whole_size)
    return Parsed(row, files, told, because)


class Headers:
    """A message's headers as they were sent; the first of several counts."""

    def __init__(self, message: Message) -> None:
        self._raw: dict[str, str] = {}
        for name, value in message.raw_items():
            self._raw.setdefault(name.lower(), str(value))

    def raw(self, name: str) -> str:
        return self._raw.get(name.lower(), "")

    def text(self, name: str) -> str:
        return header_text(self.raw(name))

    def ids(self, name: str) -> tuple[str, ...]:
        return identity.ids(self.raw(name))


def external_id_of(raw: bytes, message: Message | None = None) -> str:
    """The Message-ID without brackets, or a sign of the contents where there is none to rely on."""
    known = message if message is not None else message_from_bytes(raw, policy=policy.compat32)
    stated = Headers(known).ids("Message-ID")
    if stated and identity.is_telling(stated[0]):
        return stated[0]
    return identity.digest(raw, known)


def _headers(raw: bytes) -> bytes:
    return raw[: len(raw) - len(identity.body_of(raw))][:100_000]


def _row(headers: Headers, body: Body, mailbox: Mailbox, arrival: Arrival) -> dict[str, Any]:
    subject = headers.text("Subject")[:500]
    address, name = addresses.first(headers.raw("From") or headers.raw("Sender"))
    direction = _direction(headers, address, mailbox, arrival)
    if direction == Direction.INBOUND:
        address, name = _true_author(headers, address, name, subject, body, mailbox)
    forwarded = _FORWARDED.match(subject) is not None
    text = new_part(body.text, forwarded=forwarded)
    parent, thread = _thread(headers)
    return {
        "channel": CHANNEL,
        "kind": str(InteractionKind.EMAIL),
        "direction": str(direction),
        "at": _at(headers, arrival.received_at),
        "text": storable("\n\n".join(part for part in (subject, text) if part))[:MOST_TEXT],
        "author": addresses.handle(address) or "unknown",
        "author_name": storable(name) or None,
        "language_hint": _language(headers.text("Content-Language")),
        "in_reply_to": parent,
        "thread": thread,
        "has_link": _LINK.search(body.text) is not None,
        "has_image": any(file.media_type.startswith("image/") for file in body.files),
        "has_video": any(file.media_type.startswith("video/") for file in body.files),
        "subject": subject or None,
    }


def _direction(headers: Headers, author: str, mailbox: Mailbox, arrival: Arrival) -> Direction:
    """Ours is what lies in the folder of sent mail, what bears our own id, and what the trusted
    server says is really from us. An address alone can be written by anybody."""
    if not addresses.is_one_of(author, mailbox.own):
        return Direction.INBOUND
    stated = headers.ids("Message-ID")
    proven = arrival.sent_folder or bool(stated and identity.key_of(stated[0]))
    if not proven and mailbox.trusted:
        said = headers.text("Authentication-Results")
        server, _, results = said.partition(";")
        proven = server.split(" ")[0].lower() == mailbox.trusted and bool(_PASSED.search(results))
    replies_to = addresses.first(headers.raw("Reply-To"))[0]
    is_form = bool(replies_to) and not addresses.is_one_of(replies_to, mailbox.own)
    return Direction.OUTBOUND if proven and not is_form else Direction.INBOUND


def _true_author(
    headers: Headers, address: str, name: str, subject: str, body: Body, mailbox: Mailbox
) -> tuple[str, str]:
    """Who really speaks: through a contact form it is whoever would be answered, and in what a
    colleague forwarded, the author inside."""
    if addresses.is_one_of(address, mailbox.own):
        form = addresses.first(headers.raw("Reply-To"))
        if form[0] and not addresses.is_one_of(form[0], mailbox.own):
            return form
    is_colleague = any(
        address == one or address.endswith(f"@{one.removeprefix('@')}")
        for one in mailbox.forwarders
    )
    if is_colleague and _FORWARDED.match(subject):
        return _author_inside(body) or (address, name)
    return address, name


def _author_inside(body: Body) -> tuple[str, str] | None:
    """Of a forwarded message: by its header block in the text, or by the attached message."""
    for line in body.text.splitlines()[:200]:
        bare = line.lstrip("> *").replace("*", "")
        if HEADER_FROM.match(bare) and "@" in bare:
            found = addresses.first(bare.partition(":")[2].replace("mailto:", ""))
            if addresses.is_address(found[0]):
                return found
    for file in body.files:
        if file.media_type == "message/rfc822":
            inner = Headers(message_from_bytes(file.content, policy=policy.compat32))
            found = addresses.first(inner.raw("From"))
            if found[0]:
                return found
    return None


def _thread(headers: Headers) -> tuple[str | None, str | None]:
    """(the message that is answered, the first message of the thread), as far as it says."""
    references = headers.ids("References")
    parents = headers.ids("In-Reply-To")
    parent = parents[0] if parents else (references[-1] if references else None)
    if parent is None:
        for name in ("Delivered-To", "X-Original-To", "To"):
            for address, _ in addresses.mailboxes(headers.raw(name))[:20]:
                if key := identity.key_of_tag(address):
                    return identity.own_id(key, address), None
    # A chain of one says no more than whose answer it is; the store knows that one's thread.
    root = references[0] if len(references) > 1 else None
    return parent, root


def _at(headers: Headers, received_at: datetime) -> datetime:
    """When it was written, if its clock can be right; otherwise when a server took it."""
    arrived = _instant(headers.text("Received").rpartition(";")[2]) or received_at
    if abs(arrived - received_at) > timedelta(days=3650):
        arrived = received_at
    written = _instant(headers.text("Date"))
    if written is not None and arrived - LATE <= written <= arrived + EARLY:
        return min(written, received_at + EARLY)
    return min(arrived, received_at)


def _instant(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text.strip()[:100])
        aware = found if found.tzinfo else found.replace(tzinfo=UTC)
        return aware.astimezone(UTC) if 1990 <= aware.year <= 2200 else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _language(stated: str) -> str | None:
    code = re.split(r"[-_,; ]", stated.strip().lower())[0]
    return code if re.fullmatch(r"[a-z]{2}", code) else None


def _why_nobody_waits(message: Message, row: Mapping[str, Any], arrival: Arrival) -> str:
    if because := why_automatic(message, str(row["author"])):
        return because
    answers_us = identity.key_of(str(row["in_reply_to"] or "")) is not None
    if arrival.junk_folder and not answers_us:
        return "Junk"
    return ""


def _attachments(
    raw: bytes, message: Message, body: Body, external_id: str, whole_size: int | None
) -> tuple[Attachment, ...]:
    """The files, and last the message itself."""
    found: list[Attachment] = []

    def add(name: str, media_type: str, content: bytes, size: int | None = None) -> None:
        kept = content if len(content) <= KEPT_OF_AN_ATTACHMENT and size is None else None
        found.append(
            Attachment(
                CHANNEL,
                external_id,
                len(found),
                storable(name),
                storable(media_type),
                len(content) if size is None else size,
                kept,
            )
        )

    for file in body.files[:MOST_FILES]:
        add(file.name, file.media_type, file.content)
        if names := winmail_names(file.content):
            add("winmail.txt", "text/plain", "\n".join(names).encode())
    if whole_size is not None and whole_size > len(raw):
        add("message.eml", "message/rfc822", raw, whole_size)
    elif len(raw) <= MOST_WHOLE:
        add("message.eml", "message/rfc822", raw)
    else:
        words = _headers(raw) + b"\r\n\r\n" + body.text.encode("utf-8", "replace")
        add("message.txt", "text/plain", words[:MOST_WHOLE])
    return tuple(found)


def mailbox_of(address: str, others: Sequence[str], **more: Any) -> Mailbox:
    """A Mailbox whose addresses are in lower case and stand once."""
    own = tuple(dict.fromkeys(one.strip().lower() for one in (address, *others) if one.strip()))
    return Mailbox(own, **more)
