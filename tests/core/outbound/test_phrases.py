from __future__ import annotations

import pytest

from firebell.core.outbound.folding import words_of
from firebell.core.outbound.phrases import PhraseBook, PhraseError, read_phrases

MACROS = {"pet": "cat dog", "animal": "{pet} cow"}


def matches(lines: str, text: str) -> list[str]:
    words = words_of(text)
    book = PhraseBook(read_phrases("x", lines, MACROS))
    return [text[words[a].start : words[b].end] for _, a, b in book.matches(words)]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("cat", "A cat, a CAT.", ["cat", "CAT"]),
        ("cat", "A category", []),
        ("cat*", "A category", ["category"]),
        ("big cat|dog", "big dog and big cat", ["big dog", "big cat"]),
        ("big old? cat", "big cat, big old cat", ["big cat", "big old cat"]),
        ("big ~2 cat", "big and bad cat", ["big and bad cat"]),
        ("big ~2 cat", "big and bad and sad cat", []),
        ("big ~2 cat", "So big. The cat", []),
        ("the {animal}", "the cow", ["the cow"]),
        ("^ cat", "cat here. The cat. Cat!", ["cat", "Cat"]),
        ("cat $", "A cat here is a cat.", ["cat"]),
        ("cat now|$", "A cat now. A cat. A cat then", ["cat now", "cat"]),
        ("być", "byc być", ["być"]),
        ("chłop", "chlop", ["chlop"]),
    ],
)
def test_phrase_language(phrase: str, text: str, found: list[str]):
    assert matches(phrase, text) == found


@pytest.mark.parametrize("line", ["~2 cat", "^ ~1 cat", "old? cat"])
def test_a_phrase_must_begin_with_a_word(line: str):
    with pytest.raises(PhraseError, match="must begin with a word"):
        read_phrases("x", line, MACROS)


def test_an_unknown_macro_is_named():
    with pytest.raises(PhraseError, match=r"\{fish\}"):
        read_phrases("x", "the {fish}", MACROS)


def test_comments_and_empty_lines_are_skipped():
    assert read_phrases("x", "\n# nothing\n  \ncat # one\n", MACROS)[0].label == "x"
    assert len(read_phrases("x", "\n# nothing\n  \ncat # one\n", MACROS)) == 1
