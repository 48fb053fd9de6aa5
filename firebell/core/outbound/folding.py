"""Words of a draft as a lexicon may know them, whatever disguise they wear.

Case, width, stray accents, look-alike letters of other scripts, digits and signs used as letters,
masked letters, drawn-out letters and invisible characters are undone; letters of Norwegian and
Polish stay, since "dø" is not "do". Every step is linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

STOP = "."
HANDLE = "@"
LINK = "http"

_MARKS = "\u0300-\u036f"
_HIDDEN = "\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff"
_LETTER = rf"[^\W_]|[{_MARKS}]"
_INNER = rf"[*@$!|'’´`_€+{_HIDDEN}]"
# The parts exclude each other at every character, so there is one way to match and no explosion.
_TOKEN = re.compile(
    rf"https?://\S+|www\.\S+"
    rf"|@\w+"
    rf"|(?:{_LETTER})+(?:{_INNER}+(?:{_LETTER})+)*[*$]*"
    rf"|[.!?…\n;:]+"
)
_KEPT = frozenset("æøåąćęłńóśźż")
_TO_ASCII = str.maketrans("æøåąćęłńóśźż", "aoaacelnoszz")
# Letters of other scripts that look like Latin ones.
_LOOKALIKES = str.maketrans(
    "авеёкмнорстухіјѕԁһӏαβεικνορτυχıɡℓ", "abeekmhopctyxijsdhlabeiknoptyxigl"
)
_LEET = str.maketrans("0134578$@!|€+", "oieastbsaiiet")
_LEET_L = str.maketrans("0134578$@!|€+", "oleastbsallet")
_SIGNS = re.compile(r"[0-9$@!|€+]")
_DROPPED = re.compile(rf"['’´`_{_HIDDEN}]")
_DRAWN = re.compile(r"(.)\1{2,}")
_QUOTED = re.compile(r"[\"“”„«»‟][^\"“”„«»‟\n]{1,300}[\"“”„«»‟]")


@dataclass(frozen=True, slots=True)
class Word:
    """A token's place (code points) and every form under which it may be known.

    `forms[0]` is the plain one; `STOP`, `HANDLE` and `LINK` stand for what is not a word.
    """

    start: int
    end: int
    forms: tuple[str, ...]
    quoted: bool = False

    @property
    def plain(self) -> str:
        return self.forms[0]


def words_of(text: str) -> list[Word]:
    """The words of a text in order, sentence ends among them as `STOP`."""
    quotes = [match.span() for match in _QUOTED.finditer(text)]
    words, place = [], 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        while place < len(quotes) and quotes[place][1] <= start:
            place += 1
        quoted = place < len(quotes) and quotes[place][0] < start
        words.append(Word(start, end, forms_of(match.group()[:80]), quoted))
    return _with_spelled_out(words, text)


@lru_cache(maxsize=20_000)
def forms_of(token: str) -> tuple[str, ...]:
    """The plain form of one token, then its other readings.

    >>> forms_of("m0r0n")
    ('m0r0n', 'moron')
    >>> forms_of("STUUUPID")
    ('stuuupid', 'stupid', 'stuupid')
    """
    first = token[0]
    if first in ".!?…\n;:":
        return (STOP,)
    if first == "@":
        return (HANDLE,)
    if token.startswith(("http://", "https://", "www.")):
        return (LINK,)
    plain = fold(token)
    forms = {plain}
    if _SIGNS.search(plain) and any(letter.isalpha() for letter in plain):
        forms |= {plain.translate(_LEET), plain.translate(_LEET_L)}
    drawn = {form for form in forms if _DRAWN.search(form)}
    forms |= {_DRAWN.sub(r"\1", form) for form in drawn}
    forms |= {_DRAWN.sub(r"\1\1", form) for form in drawn}
    return (plain, *sorted(forms - {plain}))


def fold(token: str) -> str:
    """Lower case, no foreign accents, no look-alikes, no apostrophes."""
    composed = unicodedata.normalize("NFKC", _DROPPED.sub("", token)).lower()
    if composed.isascii():
        return composed
    bare = (c if c in _KEPT else _bare(c) for c in composed.translate(_LOOKALIKES))
    return "".join(bare)


def to_ascii(form: str) -> str:
    """The form as typed by somebody without the letters of the language."""
    return form.translate(_TO_ASCII)


def _bare(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return "" if unicodedata.combining(parts[0]) else parts[0]


def _with_spelled_out(words: list[Word], text: str) -> list[Word]:
    """Runs of four or more single letters ("i d i o t", "i.d.i.o.t") become the word they spell."""
    joined: list[Word] = []
    run: list[Word] = []
    for word in words:
        if run and not _follows(run[-1], word, text):
            joined += _spelled(run)
            run = []
        if run or _is_letter(word):
            run.append(word)
        else:
            joined.append(word)
    return joined + _spelled(run)


def _is_letter(word: Word) -> bool:
    return len(word.plain) == 1 and word.plain.isalpha()


def _follows(last: Word, word: Word, text: str) -> bool:
    """Whether a letter, or a full stop right behind one, goes on spelling a word."""
    between = text[last.end : word.start]
    if word.plain == STOP:
        return last.plain != STOP and between == "" and text[word.start : word.end] == "."
    if not _is_letter(word) or between.strip(" -_*·~/"):
        return False
    return len(between) <= 2 and (last.plain == STOP or between != "")


def _spelled(run: list[Word]) -> list[Word]:
    """The one word of a run, and what ends its sentence; the run itself if it is too short."""
    tail = run[-1:] if run and run[-1].plain == STOP else []
    letters = [word for word in run if word.plain != STOP]
    if len(letters) < 4:
        return run
    spelled = "".join(word.plain for word in letters)[:80]
    return [Word(run[0].start, letters[-1].end, forms_of(spelled), run[0].quoted), *tail]
