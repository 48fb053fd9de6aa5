"""The grammar, read by recursive descent.

query     = either END
either    = both { "OR" both }
both      = unary { ["AND"] unary }
unary     = "NOT" unary | nearness
nearness  = primary [ "NEAR/" n primary ]
primary   = "(" either ")" | word | prefix"*" | phrase | "{" words "}" | field | #tag | @handle
"""

from __future__ import annotations

import re
from collections.abc import Callable

from firebell.core.query.ast import (
    And,
    Exact,
    FieldName,
    Near,
    Node,
    Not,
    Or,
    Prefix,
    Words,
    to_text,
)
from firebell.core.query.errors import Problem, QueryError
from firebell.core.query.fields import SHORTEST_PREFIX, read_field, read_text_field, too_short
from firebell.core.query.folding import fold
from firebell.core.query.lexer import Kind, Token, tokens
from firebell.core.query.negation import check_not_only_negative

DEEPEST = 50  # parentheses and NOTs inside each other
FARTHEST = 100  # words, for NEAR
_A_TERM = "a word, a phrase or a field"


def parse(text: str, *, search: bool = False) -> Node:
    """The tree of a query. Raises QueryError with the exact place.

    With `search` the fields of `AboutName` are known too; a saved query, which listens to posts as
    they arrive, cannot have them.
    """
    node = _Parser(tokens(text), search=search).query()
    check_not_only_negative(node)
    return node


class _Parser:
    def __init__(self, found: list[Token], *, search: bool) -> None:
        self.tokens = found
        self.search = search
        self.at = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def sees(self, *kinds: Kind) -> bool:
        return self.token.kind in kinds

    def take(self) -> Token:
        token = self.token
        self.at += 1
        return token

    def query(self) -> Node:
        if self.sees(Kind.END):
            raise _empty(self.token)
        node = self.either()
        if self.sees(Kind.CLOSE):
            message = "This ) closes nothing. Remove it, or add a ( before."
            raise _unexpected(self.token, message, "the end of the query")
        return node

    def either(self) -> Node:
        children = [self.both()]
        while self.sees(Kind.OR):
            self.take()
            children.append(self.both())
        return _joined(Or, children)

    def both(self) -> Node:
        children = [self.unary()]
        while not self.sees(Kind.OR, Kind.CLOSE, Kind.END):
            if self.sees(Kind.AND):
                self.take()
            children.append(self.unary())
        return _joined(And, children)

    def unary(self) -> Node:
        if not self.sees(Kind.NOT):
            return self.nearness()
        sign = self.take()
        child = self.deeper(sign, self.unary)
        return Not(child, (sign.start, child.span[1]))

    def nearness(self) -> Node:
        left = self.primary()
        if not self.sees(Kind.NEAR):
            return left
        sign = self.take()
        distance = _distance(sign)
        right = self.primary()
        if self.sees(Kind.NEAR):
            raise _chained(self.token)
        for side in (left, right):
            _check_side(side)
        return Near(left, right, distance, (left.span[0], right.span[1]))

    def primary(self) -> Node:
        token = self.token
        if token.kind is Kind.OPEN:
            return self.group()
        if token.kind is Kind.FIELD:
            return read_field(self.take(), search=self.search)
        read = _TERMS.get(token.kind)
        if read is None:
            raise self.no_term()
        return read(self.take())

    def group(self) -> Node:
        opening = self.take()
        if self.sees(Kind.CLOSE):
            message = "There is nothing between these parentheses. Fill or remove them."
            raise _unexpected(self.token, message, _A_TERM)
        node = self.deeper(opening, self.either)
        if not self.sees(Kind.CLOSE):
            raise QueryError(
                Problem.UNCLOSED,
                "This ( is never closed. Add a ) where the group ends.",
                start=opening.start,
                end=opening.end,
                found="(",
                expected="a closing )",
            )
        self.take()
        return node

    def deeper(self, token: Token, read: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise QueryError(
                Problem.TOO_DEEP,
                f"More than {DEEPEST} groups or NOTs stand inside each other here. Simplify.",
                start=token.start,
                end=token.end,
                found=token.text,
                expected=f"at most {DEEPEST} inside each other",
            )
        node = read()
        self.depth -= 1
        return node

    def no_term(self) -> QueryError:
        before = self.tokens[self.at - 1] if self.at else None
        if before is None:
            message = f"A query cannot begin with {self.token.text}. Put {_A_TERM} before it."
        elif self.sees(Kind.END):
            message = f"The query ends after {before.text}. Add {_A_TERM}, or remove it."
        else:
            message = f"After {before.text} comes {_A_TERM}, not {self.token.text}."
        return _unexpected(self.token, message, _A_TERM)


def _joined(kind: type[And] | type[Or], children: list[Node]) -> Node:
    if len(children) == 1:
        return children[0]
    return kind(tuple(children), (children[0].span[0], children[-1].span[1]))


def _word(token: Token) -> Node:
    word = token.content
    if word[0] == "-" and word[1:2] != "-" and fold(word):
        raise QueryError(
            Problem.MINUS,
            f"A - before a word does not exclude it here. Write NOT {word.lstrip('-')}, "
            f'or "{word}" if you mean the sign.',
            start=token.start,
            end=token.end,
            found=word,
            expected=f"NOT {word.lstrip('-')}",
        )
    if word[0] in "#@" and len(word) > 1:
        name = FieldName.HASHTAG if word[0] == "#" else FieldName.MENTION
        return read_text_field(token, name, word[1:])
    if word.endswith("*"):
        return _prefix(token)
    _check_star(token, word)
    return Words(_findable(token, word), token.span)


def _prefix(token: Token) -> Node:
    stem = token.content[:-1]
    _check_star(token, stem)
    if fold(stem) and not _ends_in_word(stem):
        raise _star_alone(token)
    if len(fold(stem).split(" ")[-1]) < SHORTEST_PREFIX:
        raise too_short(token)
    return Prefix(stem, token.span)


def _ends_in_word(stem: str) -> bool:
    """Whether the star would go on with the last word: not in `don'*`, nor after Chinese."""
    return fold(stem + "x") == fold(stem) + "x"


def _star_alone(token: Token) -> QueryError:
    return QueryError(
        Problem.BAD_PREFIX,
        "A * needs a letter or digit right before it, in a script that sets spaces between words. "
        f"Write {token.content[:-1]} without it: signs end a word, and in Chinese, Japanese or "
        "Thai text a term is found anywhere.",
        start=token.start,
        end=token.end,
        found=token.text,
        expected="a letter or digit right before the *",
    )


def _phrase(token: Token) -> Node:
    _check_star(token, token.content)
    return Words(_findable(token, token.content), token.span)


def _exact(token: Token) -> Node:
    _check_star(token, token.content)
    return Exact(_findable(token, token.content), token.span)


_TERMS: dict[Kind, Callable[[Token], Node]] = {
    Kind.WORD: _word,
    Kind.PHRASE: _phrase,
    Kind.EXACT: _exact,
}


def _check_star(token: Token, words: str) -> None:
    if "*" in words:
        raise QueryError(
            Problem.BAD_PREFIX,
            "A * can only stand at the end of a single word, as in cancel*.",
            start=token.start,
            end=token.end,
            found=token.text,
            expected="a word with the * at its end, or no *",
        )


def _findable(token: Token, words: str) -> str:
    if fold(words):
        return words
    raise QueryError(
        Problem.NOTHING_TO_FIND,
        f"{token.text} holds no letter, digit or emoji; signs are not searched. "
        "Remove it, or write the word.",
        start=token.start,
        end=token.end,
        found=token.text,
        expected="at least one letter, digit or emoji",
    )


def _distance(token: Token) -> int:
    if re.fullmatch(r"[1-9]\d{0,2}", token.content, re.ASCII) and int(token.content) <= FARTHEST:
        return int(token.content)
    raise QueryError(
        Problem.BAD_NEAR,
        f"NEAR needs a number of words from 1 to {FARTHEST}, as in NEAR/5.",
        start=token.start,
        end=token.end,
        found=token.text,
        expected=f"NEAR/1 to NEAR/{FARTHEST}",
    )


def _chained(token: Token) -> QueryError:
    return QueryError(
        Problem.BAD_NEAR,
        "NEAR joins two sides only. Write (a NEAR/5 b) AND (b NEAR/5 c) for three.",
        start=token.start,
        end=token.end,
        found=token.text,
        expected="AND, OR or the end of the query",
    )


def _check_side(side: Node) -> None:
    if isinstance(side, Words | Prefix | Exact):
        return
    if isinstance(side, Or):
        for child in side.children:
            _check_side(child)
        return
    raise QueryError(
        Problem.BAD_NEAR,
        "Beside NEAR stand words, phrases, or several of them joined by OR in parentheses.",
        start=side.span[0],
        end=side.span[1],
        found=to_text(side),
        expected="a word, a phrase, or (one OR another)",
    )


def _empty(token: Token) -> QueryError:
    return QueryError(
        Problem.EMPTY,
        "The query is empty. Write at least one word to look for.",
        start=token.start,
        end=token.end,
        found=Kind.END.value,
        expected=_A_TERM,
    )


def _unexpected(token: Token, message: str, expected: str) -> QueryError:
    return QueryError(
        Problem.UNEXPECTED,
        message,
        start=token.start,
        end=token.end,
        found=token.text or Kind.END.value,
        expected=expected,
    )
