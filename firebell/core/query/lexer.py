"""A query's text cut into tokens with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from firebell.core.query.ast import QUOTES
from firebell.core.query.errors import Problem, QueryError

LONGEST_QUERY = 10_000  # code points


class Kind(StrEnum):
    """A token's kind; the value is what messages call it."""

    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    NEAR = "NEAR/n"
    OPEN = "("
    CLOSE = ")"
    WORD = "a word"
    PHRASE = "a phrase"
    EXACT = "words in exact case"
    FIELD = "a field"
    END = "the end of the query"


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is what the person wrote; `content` what stands inside quotes or braces, or the
    value of a field, whose name is `name`; `quoted` tells whether that value was in quotes."""

    kind: Kind
    text: str
    start: int
    end: int
    content: str = ""
    name: str = ""
    quoted: bool = False

    @property
    def span(self) -> tuple[int, int]:
        return (self.start, self.end)


_BREAK = rf"\s(){{}}{QUOTES}"
_RUN = re.compile(rf"[^{_BREAK}]+")
_FIELD_NAME = re.compile(r"([A-Za-z_]+):")
_PHRASE = re.compile(rf"[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]")
_EXACT = re.compile(r"\{([^{}]*)\}")
_SPACE = re.compile(r"\s*")
_UNREADABLE = re.compile("[\0\ud800-\udfff]")


def tokens(text: str) -> list[Token]:
    """All tokens, the last of kind END. Raises QueryError."""
    _check(text)
    found: list[Token] = []
    place = _skip_space(text, 0)
    while place < len(text):
        token = _next(text, place)
        found.append(token)
        place = _skip_space(text, token.end)
    return [*found, Token(Kind.END, "", len(text), len(text))]


def _check(text: str) -> None:
    if len(text) > LONGEST_QUERY:
        raise QueryError(
            Problem.TOO_LONG,
            f"A query may have {LONGEST_QUERY:,} characters; this one has {len(text):,}. "
            "Split it into several queries.",
            start=LONGEST_QUERY,
            end=len(text),
            found=f"{len(text):,} characters",
            expected=f"at most {LONGEST_QUERY:,} characters",
        )
    if wrong := _UNREADABLE.search(text):
        raise QueryError(
            Problem.BAD_CHARACTER,
            "This character cannot be part of a text. Remove it.",
            start=wrong.start(),
            end=wrong.end(),
            found=f"U+{ord(wrong[0]):04X}",
            expected="a readable character",
        )


def _skip_space(text: str, place: int) -> int:
    space = _SPACE.match(text, place)
    return space.end() if space else place


def _next(text: str, place: int) -> Token:
    character = text[place]
    if character == "(":
        return Token(Kind.OPEN, "(", place, place + 1)
    if character == ")":
        return Token(Kind.CLOSE, ")", place, place + 1)
    if character in QUOTES:
        return _enclosed(Kind.PHRASE, _PHRASE, text, place, "quotation mark", '"')
    if character in "{}":
        return _enclosed(Kind.EXACT, _EXACT, text, place, "brace", "}")
    return _run(text, place)


def _enclosed(
    kind: Kind, pattern: re.Pattern[str], text: str, place: int, name: str, closing: str
) -> Token:
    whole = pattern.match(text, place)
    if whole is None:
        raise _unclosed(text, place, name, closing)
    content = " ".join(whole[1].split())
    return Token(kind, whole[0], place, whole.end(), content)


def _unclosed(text: str, place: int, name: str, closing: str) -> QueryError:
    if text[place] == "}":
        message = "This } has no { before it. Add one, or remove the }."
        expected = "a { earlier"
    else:
        message = f"This {name} is never closed. Add a {closing} where the words end."
        expected = f"a closing {closing}"
    return QueryError(
        Problem.UNCLOSED, message, start=place, end=place + 1, found=text[place], expected=expected
    )


def _run(text: str, place: int) -> Token:
    run = _RUN.match(text, place)
    assert run is not None  # the caller has seen a character that belongs to a run
    word = run[0]
    if word in ("AND", "OR", "NOT"):
        return Token(Kind(word), word, place, run.end())
    if word == "NEAR" or word.startswith("NEAR/"):
        return Token(Kind.NEAR, word, place, run.end(), content=word[5:])
    if name := _FIELD_NAME.match(word):
        return _field(text, place, run.end(), name)
    return Token(Kind.WORD, word, place, run.end(), content=word)


def _field(text: str, start: int, end: int, name: re.Match[str]) -> Token:
    value = text[start + name.end() : end]
    quoted = False
    if not value and end < len(text) and text[end] in QUOTES:
        phrase = _enclosed(Kind.PHRASE, _PHRASE, text, end, "quotation mark", '"')
        value, end, quoted = phrase.content, phrase.end, True
        if text.startswith("*", end):
            value, end, quoted = value + "*", end + 1, False
    return Token(
        Kind.FIELD,
        text[start:end],
        start,
        end,
        content=value,
        name=name[1].lower(),
        quoted=quoted,
    )
