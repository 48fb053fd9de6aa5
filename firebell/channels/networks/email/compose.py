"""An answer as the bytes of a mail: the same at every attempt. Pure.

Every header is put together here and nothing is passed through: what came from outside (subject,
ids, address) is squeezed onto one line, checked, and left out where it does not hold.
"""

from __future__ import annotations

import quopri
import re
from email.header import Header
from email.utils import format_datetime

from firebell.channels.contract import ChannelError, Message
from firebell.channels.networks.email import addresses, identity
from firebell.channels.networks.email.charsets import storable
from firebell.channels.networks.email.config import MailConfig

_REPLY = re.compile(r"^(?:(?:re|aw|sv|odp|rif|res|ant)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_PLAIN_ID = re.compile(r"[!-;=?-~]{1,200}")  # printable ASCII without space and angle brackets
MOST_REFERENCES = 20


def compose(mail: MailConfig, message: Message) -> tuple[str, bytes]:
    """(address of the person, the message with CRLF line ends). ChannelError where there is nobody
    to write to."""
    to = recipient(message)
    local = identity.own_id(message.key, mail.address)
    reply_to = identity.tagged(mail.address, message.key) if mail.plus_addressing else ""
    headers = [
        ("Date", format_datetime(message.at)),
        ("Message-ID", f"<{local}>"),
        ("From", _mailbox(mail.name, mail.address)),
        ("To", to),
        ("Reply-To", _mailbox(mail.name, reply_to) if reply_to else ""),
        ("Subject", _encoded("Subject", subject_of(message))),
        *_thread(message),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "quoted-printable"),
        ("Content-Language", message.language if _is_code(message.language) else ""),
    ]
    lines = [f"{name}: {value}" for name, value in headers if value]
    for line in lines:
        # Folded lines begin with a space; nothing else may begin a line of the headers.
        if re.search(r"\r(?!\n)|(?<!\r)\n|\r\n(?![ \t])|\x00", line):
            raise ChannelError("e-mail: a header would not stay one header", permanent=True)
    return to, ("\r\n".join(lines) + "\r\n\r\n").encode("ascii") + _body(message.text)


def recipient(message: Message) -> str:
    """The one person this goes to. ChannelError where no such address can be written to."""
    to = (message.to or "").strip()
    if not addresses.is_address(to):
        raise ChannelError(
            "e-mail: the person's address cannot be written to; answer on another channel",
            permanent=True,
        )
    local, _, domain = to.rpartition("@")
    if not local.isascii():
        raise ChannelError(
            "e-mail: this address has letters beyond ASCII before its @, which cannot be sent to "
            "yet; answer from your own mail program and record it",
            permanent=True,
        )
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError as error:
        raise ChannelError(
            f"e-mail: {domain} is not the name of a domain", permanent=True
        ) from error


def subject_of(message: Message) -> str:
    """`Re: ` and the subject that is answered, on one line."""
    bare = _REPLY.sub("", " ".join(storable(message.subject or "").split())).strip()
    return f"Re: {bare}"[:300].strip()


def _thread(message: Message) -> list[tuple[str, str]]:
    parent = message.in_reply_to if message.in_reply_to and _is_id(message.in_reply_to) else None
    chain = [one for one in (*message.references, parent or "") if one and _is_id(one)]
    chain = list(dict.fromkeys(chain))
    if len(chain) > MOST_REFERENCES:  # the first names the thread, the last ones the place in it
        chain = [chain[0], *chain[1 - MOST_REFERENCES :]]
    return [
        ("In-Reply-To", f"<{parent}>" if parent else ""),
        ("References", "\r\n ".join(f"<{one}>" for one in chain)),
    ]


def _is_id(external_id: str) -> bool:
    """A sign of our own, for a message without an id, means nothing to others."""
    return _PLAIN_ID.fullmatch(external_id) is not None and not external_id.startswith("sha256:")


def _is_code(language: str) -> bool:
    return re.fullmatch(r"[a-z]{2,3}", language) is not None


def _mailbox(name: str, address: str) -> str:
    clean = " ".join(storable(name).split())
    if not clean:
        return address
    if clean.isascii():
        escaped = clean.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"\r\n <{address}>'
    return f"{_encoded('From', clean)}\r\n <{address}>"


def _encoded(name: str, text: str) -> str:
    charset = "us-ascii" if text.isascii() else "utf-8"
    return Header(text, charset, header_name=name, maxlinelen=76).encode(linesep="\r\n")


def _body(text: str) -> bytes:
    lines = storable(text).replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"
    packed = quopri.encodestring(lines.encode("utf-8"))
    # Some stores of mail write ">From" where a line begins with that word.
    packed = re.sub(rb"^From ", b"=46rom ", packed, flags=re.MULTILINE)
    return packed.replace(b"\n", b"\r\n")
