"""The tree of a query, and its canonical text. `parse(to_text(tree)) == tree` for every tree.

Texts stand in the tree as the person wrote them; folding happens when a query is compiled.
`span` (start and end in the query's text) is for messages and takes no part in comparisons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

Span = tuple[int, int]
NOWHERE: Span = (0, 0)

QUOTES = '"“”„«»'
OPERATORS = frozenset({"AND", "OR", "NOT"})
_BARE = re.compile(rf"[^\s(){{}}*:{QUOTES}#@-][^\s(){{}}*:{QUOTES}]*")
_BARE_VALUE = re.compile(rf"[^\s(){{}}*{QUOTES}]+")


class FieldName(StrEnum):
    """Fields whose value is a text."""

    AUTHOR = "author"
    LANG = "lang"
    CHANNEL = "channel"
    SITE = "site"
    URL = "url"
    HASHTAG = "hashtag"
    MENTION = "mention"
    HAS = "has"
    IS = "is"


class MeasureName(StrEnum):
    """Fields whose value is a number."""

    RATING = "rating"
    FOLLOWERS = "followers"


class AboutName(StrEnum):
    """Fields that only a search of what is stored knows: of the case that a post lies in, of how it
    was read, of when it was written."""

    CASE = "case"
    TAG = "tag"
    QUEUE = "queue"
    STATE = "state"
    OWNER = "owner"
    SENTIMENT = "sentiment"
    BEFORE = "before"
    AFTER = "after"


class Comparison(StrEnum):
    LESS = "<"
    AT_MOST = "<="
    EQUAL = "="
    AT_LEAST = ">="
    MORE = ">"


@dataclass(frozen=True, slots=True)
class Words:
    """One word or several next to each other; single spaces, no quotation marks."""

    text: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words of which the last may go on: `cancel*`; text without the star."""

    text: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Exact:
    """Words in exactly this case: `{Apple}`; single spaces, no braces."""

    text: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Near:
    """Both sides, in either order, the second at most `distance` words after the first ends.

    Sides are Words, Prefix, Exact, or an Or of these. Neighbours are at distance 1.
    """

    left: Node
    right: Node
    distance: int
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Field:
    """A condition on a text field; `prefix` where the value ended with a star."""

    name: FieldName
    value: str
    prefix: bool = False
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Measure:
    """A condition on a number; never met where the number is not known."""

    name: MeasureName
    comparison: Comparison
    number: float
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class About:
    """A condition that only a search knows. A person's or a time's own words stand in `value` until
    they are resolved (`core.query.searching.resolved`)."""

    name: AboutName
    value: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    child: Node
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class And:
    """Two or more children."""

    children: tuple[Node, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Or:
    """Two or more children."""

    children: tuple[Node, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Node = Words | Prefix | Exact | Near | Field | Measure | About | Not | And | Or


def to_text(node: Node) -> str:
    """The one canonical way to write this tree."""
    match node:
        case Words(text):
            return text if _stands_bare(text) else f'"{text}"'
        case Prefix(text):
            return f"{text}*"
        case Exact(text):
            return f"{{{text}}}"
        case Near(left, right, distance):
            return f"{_inside(left)} NEAR/{distance} {_inside(right)}"
        case Field(name, value, prefix):
            return f"{name}:{_value(value)}{'*' if prefix else ''}"
        case Measure(name, comparison, number):
            sign = "" if comparison is Comparison.EQUAL else comparison
            return f"{name}:{sign}{number_text(number)}"
        case About(name, value):
            return f"{name}:{_value(value)}"
        case Not(child):
            return f"NOT {_inside(child)}"
        case And(children):
            return " AND ".join(map(_inside, children))
        case Or(children):
            return " OR ".join(map(_inside, children))


def number_text(number: float) -> str:
    """A number without a needless fraction: 1000, 2.5."""
    return str(int(number)) if number == int(number) else repr(number)


def _inside(node: Node) -> str:
    text = to_text(node)
    return f"({text})" if isinstance(node, Near | And | Or) else text


def _stands_bare(text: str) -> bool:
    operator = text in OPERATORS or text == "NEAR" or text.startswith("NEAR/")
    return not operator and _BARE.fullmatch(text) is not None


def _value(value: str) -> str:
    return value if _BARE_VALUE.fullmatch(value) else f'"{value}"'
