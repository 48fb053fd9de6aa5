"""From a clean sentence to what thumbs really type: slips, shouting, stretched vowels, signs."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from unicodedata import combining, normalize

# Names keep their spelling: only words that begin with a small letter are touched.
_WORD = re.compile(r"(?<![@#\w./])[a-zåøæóąęśćłńżź][^\W\d_]{3,}(?![\w@/:])")
_VOWELS = "aeiouyåøæóąę"


def swap_or_drop(text: str, rng: Random) -> str:
    """One slip in one longer word: two letters swapped, one left out, or one doubled."""

    def slip(word: str) -> str:
        place = rng.randrange(1, len(word) - 1)
        kind = rng.randrange(3)
        if kind == 0:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        if kind == 1:
            return word[:place] + word[place + 1 :]
        return word[:place] + word[place] * 2 + word[place + 1 :]

    return _change_a_word(text, slip, rng)


def stretch(text: str, rng: Random) -> str:
    """One word with its last vowel held: 'pleaaase'."""

    def hold(word: str) -> str:
        places = [place for place, letter in enumerate(word) if letter.lower() in _VOWELS]
        if not places:
            return word
        at = places[-1]
        return word[:at] + word[at] * rng.randint(3, 5) + word[at + 1 :]

    return _change_a_word(text, hold, rng)


def shout(text: str, rng: Random) -> str:
    """One word in capitals, now and then the whole text."""
    if rng.random() < 0.2:
        return " ".join(
            word if word.startswith(("@", "#", "http")) else word.upper()
            for word in text.split(" ")
        )
    return _change_a_word(text, str.upper, rng)


def without_accents(text: str) -> str:
    """Polish without its tails, as typed in a hurry; ø and å stay as they are."""
    kept = text.translate(str.maketrans("łŁ", "lL"))
    return "".join(
        letter
        if letter in "åÅ"
        else "".join(part for part in normalize("NFKD", letter) if not combining(part))
        if letter.isalpha()
        else letter
        for letter in kept
    )


def _change_a_word(text: str, change: Callable[[str], str], rng: Random) -> str:
    words = list(_WORD.finditer(text))
    if not words:
        return text
    word = rng.choice(words)
    return text[: word.start()] + change(word[0]) + text[word.end() :]
