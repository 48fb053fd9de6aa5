"""What a message carries: its words and its files. Pure."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.utils import collapse_rfc2231_value

from firebell.channels.networks.email.charsets import decoded, header_text
from firebell.channels.networks.email.html_text import text_of

MOST_PARTS = 200
_UNSAFE = re.compile(r"[\\/:*?\"<>|\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_NO_PLAIN = re.compile(r"(?:does not|doesn't|cannot|not) (?:support|display|view)", re.IGNORECASE)
_ENDINGS = {
    "message/rfc822": "eml",
    "text/calendar": "ics",
    "text/html": "html",
    "text/plain": "txt",
    "text/rfc822-headers": "txt",
    "message/delivery-status": "txt",
    "message/disposition-notification": "txt",
}


@dataclass(frozen=True, slots=True)
class File:
    """A part that is no text of the message. Name and type are the sender's claims."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Body:
    """`text` with quotations and all; `files` in the order of the message."""

    text: str
    files: tuple[File, ...]
    from_html: bool = False


def body_of(message: Message) -> Body:
    """The text that a person would read, and every file."""
    texts: list[str] = []
    files: list[File] = []
    html = False
    for part in _leaves(message):
        if _is_text(part, first=not texts):
            is_html = part.get_content_type() == "text/html"
            html |= is_html
            words = decoded(content_of(part), charset_of(part))
            texts.append(text_of(words) if is_html else _plain(words, part))
        else:
            files.append(_file(part, len(files)))
    return Body("\n\n".join(text for text in texts if text.strip()), tuple(files), html)


def _leaves(part: Message, depth: int = 0) -> Iterator[Message]:
    """Parts without parts, and of alternatives the one to be read, with the files beside it."""
    if part.get_content_maintype() != "multipart" or not part.is_multipart() or depth > 150:
        yield part
        return
    parts = [one for one in part.get_payload() if isinstance(one, Message)][:MOST_PARTS]
    if part.get_content_subtype() == "alternative":
        chosen = _chosen(parts)
        for one in parts:
            if one is chosen:
                yield from _leaves(one, depth + 1)
            elif one.get_content_maintype() != "text" or one.get_content_subtype() == "calendar":
                # Its text says the same again, but its files may be nowhere else.
                yield from (leaf for leaf in _leaves(one, depth + 1) if not _is_text(leaf))
        return
    for one in parts:
        yield from _leaves(one, depth + 1)


def _chosen(parts: list[Message]) -> Message | None:
    """Plain text, unless it is empty or only says that this program cannot show HTML."""
    for one in parts:
        if one.get_content_type() == "text/plain" and _says_something(one):
            return one
    for one in parts:
        if any(leaf.get_content_type() == "text/html" for leaf in one.walk()):
            return one
    return parts[0] if parts else None


def _says_something(part: Message) -> bool:
    words = decoded(content_of(part), charset_of(part)).strip()
    return bool(words) and not (len(words) < 200 and _NO_PLAIN.search(words))


def _is_text(part: Message, *, first: bool = True) -> bool:
    if part.get_content_type() not in ("text/plain", "text/html"):
        return False
    if part.get_content_disposition() == "attachment" or name_of(part):
        return False
    # After the text some programs add a second one only for what stands behind a picture.
    return first or part.get_content_type() == "text/plain"


def content_of(part: Message) -> bytes:
    """The bytes of a part, unpacked as far as its packing holds."""
    if part.is_multipart():
        inner = part.get_payload()
        return b"\r\n".join(one.as_bytes() for one in inner if isinstance(one, Message))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def charset_of(part: Message) -> str | None:
    """What the part states, as a word; None where it states nothing readable."""
    try:
        stated = part.get_param("charset")
    except (ValueError, TypeError, LookupError):
        return None
    if isinstance(stated, tuple):
        stated = stated[2]
    return stated if isinstance(stated, str) else None


def name_of(part: Message) -> str:
    """The file name of a part: RFC 2231 or, as many do, encoded words; without a path."""
    for name in ("filename", "name"):
        header = "content-disposition" if name == "filename" else "content-type"
        try:
            stated = part.get_param(name, header=header)
        except (ValueError, TypeError, LookupError):
            continue
        if isinstance(stated, tuple):
            data = stated[2].encode("latin-1", "replace")
            stated = decoded(data, stated[0]) if stated[0] else collapse_rfc2231_value(stated)
        if isinstance(stated, str) and stated.strip():
            base = re.split(r"[\\/]", header_text(stated))[-1]
            return _UNSAFE.sub("_", base).strip(". ")[-200:]
    return ""


def _file(part: Message, number: int) -> File:
    media_type = part.get_content_type()[:100]
    content = content_of(part)
    name = name_of(part)
    if media_type == "message/rfc822" and not name:
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        subject = first.get("Subject", "") if isinstance(first, Message) else ""
        name = _UNSAFE.sub("_", header_text(str(subject)))[:100]
        name = f"{name or 'message'}.eml"
    ending = _ENDINGS.get(media_type) or re.sub(r"[^a-z0-9]", "", media_type.partition("/")[2])[:8]
    return File(name or f"file-{number + 1}.{ending or 'bin'}", media_type, content)


def _plain(words: str, part: Message) -> str:
    text = words.replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format") or "").lower() == "flowed":
        text = unflowed(text, delete_space=str(part.get_param("delsp") or "").lower() == "yes")
    return text


def unflowed(text: str, *, delete_space: bool = False) -> str:
    """Lines that were broken only for the journey, whole again (RFC 3676, 4.1 to 4.5)."""
    lines: list[str] = []
    depth, open_line = 0, False
    for raw in text.split("\n"):
        bare = raw.lstrip(">")
        level = len(raw) - len(bare)
        bare = bare.removeprefix(" ")
        flows = bare.endswith(" ") and bare != "-- "
        piece = bare[:-1] if flows and delete_space else bare
        if open_line and level == depth and bare != "-- ":
            lines[-1] += piece
        else:
            lines.append(">" * level + (" " if level else "") + piece)
        depth, open_line = level, flows
    return "\n".join(lines)


def winmail_names(content: bytes) -> list[str]:
    """The file names in a winmail.dat (TNEF): what an agent should ask to be sent again.

    Attribute 0x8010 is the title of an attachment: level, id, length, value, checksum.
    """
    if not content.startswith(b"\x78\x9f\x3e\x22"):
        return []
    names: list[str] = []
    place = 6
    while place + 9 <= len(content) and len(names) < 50:
        attribute, length = struct.unpack_from("<II", content, place + 1)
        if length > len(content):
            break
        if attribute & 0xFFFF == 0x8010:
            value = content[place + 9 : place + 9 + length].rstrip(b"\x00")
            names.append(_UNSAFE.sub("_", decoded(value, "cp1252"))[:200])
        place += 9 + length + 2
    return names
