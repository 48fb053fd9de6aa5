"""How posts and terms are brought to one form: the only place that decides what a word is.

`plain` cuts a text into words separated by single spaces; `fold` is the same without case. Both
give the same number of words, so that the n-th word of one is the n-th of the other. A term is
found in a post when the term's words stand in the post's words, next to each other.

Decided here, and described in docs/reference/query-language.md:
- Accents and vowel points go (é e, å a, ё е, أ ا); letters with a stroke or tied together become
  their plain neighbours (ł l, ø o, æ ae); ß is ss and the dotless ı is i, as is İ.
- Chinese, Japanese, Thai, Lao, Khmer and Burmese are written without spaces: each of their
  characters is a word, so a term is found anywhere in a run. Korean has spaces and is left whole.
- Each emoji is a word; skin tones, variation selectors and joiners do not count; a flag is one.
- Everything else that is neither letter, digit nor underscore separates words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

ROW_SEPARATOR = "\0"

_PLAIN_LETTERS = {
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H",
    "ŧ": "t", "Ŧ": "T", "ı": "i", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
    "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ŋ": "n", "Ŋ": "N",
}  # fmt: skip

# Marks that a reader leaves out: accents, Cyrillic titlo, Hebrew and Arabic points, tatweel,
# keycaps and variation selectors. Vowel signs of India and South-East Asia are not among them.
_DROPPED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]"
)

# Han, kana, bopomofo, Yi, Thai, Lao, Khmer, Burmese: written without spaces between words.
UNSPACED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u312f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uf900-\ufaff"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
    "\u0e00-\u0eff\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f\u1780-\u17ff\u19e0-\u19ff"
)
_UNSPACED = re.compile(f"[{UNSPACED}]")
_TRADE_SIGNS = str.maketrans("™℠", "  ")  # else they would become letters: Apple™, appletm
_NO_EMOJI = "©®°¦℗"
_FLAG = re.compile("([\U0001f1e6-\U0001f1ff]{2})")
# A flag, or a letter with the marks that are set on it.
_CLUSTER = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|.[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903"
    "\u093a-\u094f\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]*",
    re.DOTALL,
)
_LONG = 1_000  # code points from which a run of marks could make normalising slow

# For `bytes.translate` on whole batches; the row separator stays.
ASCII_PLAIN = bytes(c if chr(c).isalnum() or chr(c) in "_\0" else 32 for c in range(128)) + bytes(
    range(128, 256)
)
_ASCII_TABLE = {c: " " for c in range(128) if not (chr(c).isalnum() or chr(c) == "_")}
_ASCII_TAGS = {c: " " for c in range(128) if not (chr(c).isalnum() or chr(c) in "_#@.-")}


def plain(text: str) -> str:
    """The words of `text` with their case, joined by single spaces."""
    if text.isascii():
        return " ".join(text.translate(_ASCII_TABLE).split())
    return " ".join(_FLAG.sub(r" \1 ", _normal(text)).translate(_WORDS).split())


def fold(text: str) -> str:
    """The words of `text` without case, joined by single spaces."""
    return plain(text).casefold()


def fold_value(text: str) -> str:
    """A handle or a name of a channel for comparison: as `fold`, but punctuation stays."""
    text = text.strip()
    return text.lower() if text.isascii() else _normal(text).translate(_VALUES).casefold()


def fold_tags(text: str) -> str:
    """The text for hashtags and mentions: words are not cut at script borders; # @ . - stay."""
    if text.isascii():
        return text.translate(_ASCII_TAGS).lower()
    return _normal(text).translate(_TAGS).casefold()


def places(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, folded word) of the words of `text` as it is written, for marking them there."""
    start, end, word = 0, 0, ""
    for found in _CLUSTER.finditer(text):
        joined, *apart = _FLAG.sub(r" \1 ", _normal(found[0])).translate(_WORDS).split(" ")
        if joined:
            start, end = start if word else found.start(), found.end()
            word += joined
        for one in apart:  # a space before it ends what was begun
            if word:
                yield start, end, word.casefold()
            start, end, word = found.start(), found.end(), one
    if word:
        yield start, end, word.casefold()


def _normal(text: str) -> str:
    if len(text) > _LONG:
        text = _mark_runs().sub(r"\1", text)
    return unicodedata.normalize("NFKC", text.translate(_TRADE_SIGNS))


@cache
def _mark_runs() -> re.Pattern[str]:
    """Runs of more than thirty combining marks, which no language writes; normalising sorts a run
    in quadratic time, and a hostile post may hold a hundred thousand."""
    marks = "".join(chr(c) for c in range(0x300, 0x1F000) if unicodedata.combining(chr(c)))
    return re.compile(f"([{marks}]{{30}})[{marks}]+")


def _without_marks(character: str) -> str:
    letters = _PLAIN_LETTERS.get(character)
    if letters is not None:
        return letters
    kept = _DROPPED.sub("", unicodedata.normalize("NFKD", character))
    return unicodedata.normalize("NFC", "".join(_PLAIN_LETTERS.get(c, c) for c in kept))


def _is_word(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LNM" or character == "_"


def _is_emoji(character: str) -> bool:
    return unicodedata.category(character) == "So" and character not in _NO_EMOJI


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


class _Table(dict[int, str]):
    """A table for `str.translate` that works a character out when it is first met."""

    def __missing__(self, code: int) -> str:
        value = self[code] = self.value(chr(code))
        return value

    def value(self, character: str) -> str:
        raise NotImplementedError


class _Words(_Table):
    def value(self, character: str) -> str:
        if _DROPPED.match(character) or unicodedata.category(character) == "Cf":
            return ""
        if _is_flag_half(character):
            return character
        if _is_emoji(character):
            return f" {character} "
        kept = _without_marks(character)
        if not kept or not all(map(_is_word, kept)):
            return " "
        return f" {kept} " if _UNSPACED.match(character) else kept


class _Tags(_Table):
    def value(self, character: str) -> str:
        if character in "#@.-":
            return character
        word = _WORDS[ord(character)].strip()
        return " " if _is_emoji(character) else word or _WORDS[ord(character)]


class _Values(_Table):
    def value(self, character: str) -> str:
        if unicodedata.category(character) == "Cf":
            return ""
        return _without_marks(character)


_WORDS = _Words()
_TAGS = _Tags()
_VALUES = _Values()
