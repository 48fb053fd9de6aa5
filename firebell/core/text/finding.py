"""The words by which articles are found and compared. (A search of what was heard has those of the
query language: `core.query.findable`.)

They are the words of SQLite's tokenizer `unicode61 remove_diacritics 2` (sqlite.org/fts5.html,
section 4.3.1): runs of letters and digits of any script, in one case, Latin letters without their
accents. Letters younger than Unicode 6.1 may be folded here and not there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

LONGEST = 500  # characters of a word that are kept; longer ones are no words

# The accents that SQLite takes off where they stand as marks of their own.
_ACCENTS = (
    "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0309\u030a\u030b\u030c\u030f\u0311\u031b"
    "\u0323\u0324\u0325\u0326\u0327\u0328\u032d\u032e\u0330\u0331"
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
# A mark belongs to the word before it; one that stands alone is no word.
_WORDS = re.compile(rf"(?:[^\W_]|[{_PRIVATE}])(?:[^\W_]|[{_PRIVATE}{_ACCENTS}])*")
_PLAIN_WORDS = re.compile(r"[a-z0-9]+")


def words(text: str) -> list[str]:
    """The words of a text in order, folded.

    >>> words("Żółw's FLIGHT №7 – zaległość, ΣΟΦΟΣ!")
    ['zołw', 's', 'flight', '7', 'zaległosc', 'σοφοσ']
    """
    if text.isascii():
        return [word[:LONGEST] for word in _PLAIN_WORDS.findall(text.lower())]
    return ["".join(map(_fold, found))[:LONGEST] for found in _WORDS.findall(text)]


@cache
def _fold(char: str) -> str:
    if char in _ACCENTS:
        return ""
    folded = char.casefold()
    if len(folded) != 1:
        folded = char.lower()[0]
    base = unicodedata.normalize("NFD", folded)[0]
    return base if base.isascii() else folded
