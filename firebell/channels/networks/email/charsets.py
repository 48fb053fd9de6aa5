"""From bytes to text when the charset is stated wrongly, not at all, or is not one. Pure."""

from __future__ import annotations

import base64
import binascii
import codecs
import quopri
import re

# What senders say and what they send: each is read as the larger set that really is meant.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso2022_jp": "iso2022_jp_ext",
    "big5": "big5hkscs",
    "utf-16": "utf-16",
}
# Not charsets, or such as nobody writes a mail in: they decode by rules of Python's own.
_NO_CHARSETS = {"unicode_escape", "raw_unicode_escape", "undefined", "idna", "punycode", "mbcs"}
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
_WORD = re.compile(r"=\?([^?*\s]{1,40})(?:\*[^?\s]{0,40})?\?([bBqQ])\?([^?]*)\?=")
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]*=*\s*")
_BETWEEN_WORDS = re.compile(r"(?<=\?=)[ \t\r\n]+(?==\?)")


def storable(text: str) -> str:
    """Without NUL, halves of characters and control characters, which no screen can show."""
    return _CONTROLS.sub("", _UNSTORABLE.sub("\ufffd", text))


def decoded(data: bytes, charset: str | None) -> str:
    """The text of some bytes. UTF-8 is believed before what is stated, since hardly any other text
    happens to be valid UTF-8; what fits nothing keeps its readable part."""
    name = _codec(charset)
    is_plain_utf8 = name not in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7")
    shifted = name is not None and name.startswith(("iso2022", "hz"))
    if is_plain_utf8 and not shifted:
        try:
            return storable(data.removeprefix(codecs.BOM_UTF8).decode("utf-8"))
        except UnicodeDecodeError:
            pass
    if name is None or name == "utf-8":
        name = "utf-8" if _is_mostly_utf8(data) else "cp1252"
    return storable(data.decode(name, "replace"))


def _codec(charset: str | None) -> str | None:
    stated = (charset or "").strip().strip("\"'").lower()
    if not stated.isascii() or not stated or "\x00" in stated:
        return None
    try:
        found = codecs.lookup(stated)
    except (LookupError, ValueError):
        return None
    name = found.name
    if name in _NO_CHARSETS or not getattr(found, "_is_text_encoding", True):
        return None
    return _MEANT.get(name, name)


def _is_mostly_utf8(data: bytes) -> bool:
    """Damaged UTF-8 (cut in a character, say), rather than text of eight bits a character?"""
    kept = data.decode("utf-8", "replace")
    return 0 < kept.count("\ufffd") <= sum(ord(sign) > 127 for sign in kept) // 2


def header_text(raw: str) -> str:
    """A header's value as it was read (bytes outside ASCII as surrogates), decoded, on one line.

    Encoded words (RFC 2047) are put together before they are decoded where they stand side by
    side, since some senders cut a character between two of them. Broken words stay as they are.
    """
    joined = _BETWEEN_WORDS.sub("", raw)
    parts: list[str] = []
    pending: tuple[str, bytes] | None = None
    place = 0
    for word in _WORD.finditer(joined):
        data = _word_bytes(word[2], word[3])
        if data is None:
            continue
        if pending and (word.start() != place or pending[0] != word[1].lower()):
            parts.append(decoded(pending[1], pending[0]))
            pending = None
        parts.append(_raw_text(joined[place : word.start()]))
        pending = (word[1].lower(), (pending[1] if pending else b"") + data)
        place = word.end()
    if pending:
        parts.append(decoded(pending[1], pending[0]))
    parts.append(_raw_text(joined[place:]))
    return " ".join(storable("".join(parts)).split())


def _word_bytes(encoding: str, text: str) -> bytes | None:
    if not text.isascii():
        return None
    if encoding in "qQ":
        return quopri.decodestring(text.replace("_", " ").encode(), header=False)
    if not _BASE64.fullmatch(text):
        return None
    packed = re.sub(r"[^A-Za-z0-9+/]", "", text)
    try:
        return base64.b64decode(packed + "=" * (-len(packed) % 4))
    except binascii.Error:
        try:
            return base64.b64decode(packed[: len(packed) // 4 * 4])
        except binascii.Error:
            return None


def _raw_text(part: str) -> str:
    return decoded(part.encode("utf-8", "surrogateescape"), None) if part else ""
