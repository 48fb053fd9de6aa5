"""Splitting a text into tokens, and the normal form under which a token is known to a model."""

from __future__ import annotations

import re
import unicodedata

MAX_TOKEN = 64

# Letters of scripts whose vowel signs are combining marks, which Python's \w leaves out.
VOWEL_SIGNS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff\u0e31-\u0e4e\u200d"
# The order decides: an address is not a word, a smiley is not punctuation. Every part is bounded
# and no two parts can match the same characters in two ways, so the search is linear.
_TOKEN = re.compile(
    r"https?://[^\s]{1,300}|www\.[^\s]{1,300}"
    r"|[@#]\w{1,64}"
    r"|[:;=8][-']?[()\[\]dDpPoO/\\|*](?!\w)|<3|\^\^"
    r"|[^\W\d_]{1,3}\*{2,6}(?![\w*])"
    rf"|[\w{VOWEL_SIGNS}](?:[\w{VOWEL_SIGNS}]|['’*$](?=[^\W\d_])|[*$](?=[*$][^\W\d_]))"
    rf"{{0,{MAX_TOKEN - 1}}}"
    r"|[!?¿¡؟。！？]{1,16}|\.{2,16}|[.,;:\n]"
    r"|[^\s\w]"
)
_REPEATED = re.compile(r"(\w)\1{2,}")
_SPACES = re.compile(r"\s+")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|@\w+")

split_tokens = _TOKEN.findall
"""``split_tokens(text) -> list[str]``: the tokens of a text, in order, in its own spelling."""

find_tokens = _TOKEN.finditer
"""The same tokens as matches, for their places in the text (code points)."""


def is_word(token: str) -> bool:
    """True for words and hashtags, False for mentions, links, numbers, marks and emoji.

    >>> [is_word(token) for token in ("late", "#fail", "@united", "42", "!")]
    [True, True, False, False, False]
    """
    first = token[0]
    if first == "#":
        return len(token) > 1
    return first.isalpha() and not is_link(token)


def is_link(token: str) -> bool:
    return token.startswith(("http://", "https://", "www."))


def normal_form(token: str) -> str:
    """What a model knows a token by: folded case and width, one name for all links, mentions and
    numbers of one length, drawn-out letters cut to two.

    >>> normal_form("SOOOO"), normal_form("@united"), normal_form("1234"), normal_form("Don’t")
    ('soo', '@', '0000', "don't")
    """
    if token[0] == "@" and len(token) > 1:
        return "@"
    if is_link(token):
        return "http"
    if token[0] in "!?¿¡؟！？":
        return _marks(token)
    folded = unicodedata.normalize("NFKC", token).lower().replace("’", "'")
    if folded[:1].isdigit():
        return "0" * min(sum(c.isdigit() for c in folded), 5) + folded.lstrip("0123456789.,")[:8]
    return _REPEATED.sub(r"\1\1", folded.lstrip("#"))[:MAX_TOKEN] or token


def _marks(token: str) -> str:
    has_question = any(mark in "?¿؟？" for mark in token)
    has_call = any(mark in "!¡！" for mark in token)
    kind = "?" * has_question + "!" * has_call
    return kind + kind if len(token) > 1 and kind != "?!" else kind


def is_drawn_out(token: str) -> bool:
    """True for "sooo": a letter three times or more in a row."""
    return _REPEATED.search(token) is not None


def comparison_key(text: str) -> str:
    """Two texts with one key are the same text for the question whether a test text leaked.

    Case, width, spaces, links and who is mentioned do not tell texts apart.

    >>> comparison_key("@a Great   flight http://t.co/x") == comparison_key("@user great flight")
    True
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("&amp;", "&")
    return _SPACES.sub(" ", _ADDRESS.sub(" ", folded.replace("rt @", "@"))).strip()
