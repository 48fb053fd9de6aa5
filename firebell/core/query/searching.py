"""How a search is answered: what the index is asked for, and what has to be looked at after it.

*Find* is what the index is asked: terms joined by AND, OR and NOT. A plan's find lets through every
post that matches; where it lets through others too, `rest` says what to test each of them by
(`matcher.matches`). `since` and `until` bound the time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from firebell.core.query.ast import (
    About,
    AboutName,
    And,
    Comparison,
    Exact,
    Field,
    FieldName,
    Measure,
    MeasureName,
    Near,
    Node,
    Not,
    Or,
    Prefix,
    Words,
)
from firebell.core.query.conditions import same_language
from firebell.core.query.findable import (
    FOLLOWER_STEPS,
    RATING_STEPS,
    fact,
    rung,
    under,
    words,
)
from firebell.core.query.folding import fold_tags, fold_value

DEEPEST_FIND = 12  # ANDs, ORs and NOTs inside each other; what is deeper is tested post by post


@dataclass(frozen=True, slots=True)
class Term:
    """Words next to each other, or one fact; with `open_end` the last may go on."""

    words: tuple[str, ...]
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """Posts that hold all of `wanted` and none of `unwanted`. Nothing wanted: all posts."""

    wanted: tuple[Find, ...] = ()
    unwanted: tuple[Find, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """Posts that hold one of these; none of them: no post."""

    of: tuple[Find, ...] = ()


Find = Term | Every | Any
EVERYTHING = Every()

Expand = Callable[[str], Sequence[str] | None]
"""The words of an index that begin so; None where they are too many to ask for one by one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`rest` is None where the index alone decides; `since` is inclusive, `until` is not."""

    find: Find
    rest: Node | None
    since: datetime | None = None
    until: datetime | None = None
    terms: tuple[Term, ...] = ()  # the wanted words, to be marked where they stand


def resolved(node: Node, owner: Callable[[About], str], moment: Callable[[str], datetime]) -> Node:
    """The tree with people and times in place of what was written for them.

    `owner` gives keys, parted by `conditions.BETWEEN_KEYS`, or NOBODY; it may raise QueryError.
    """
    match node:
        case About(AboutName.OWNER, _, span):
            return About(AboutName.OWNER, owner(node), span)
        case About(AboutName.BEFORE | AboutName.AFTER as name, value, span):
            return About(name, moment(value).isoformat(), span)
        case Not(child, span):
            return Not(resolved(child, owner, moment), span)
        case And(children, span):
            return And(tuple(resolved(child, owner, moment) for child in children), span)
        case Or(children, span):
            return Or(tuple(resolved(child, owner, moment) for child in children), span)
    return node


def planned(node: Node, expand: Expand | None = None) -> Plan:
    """How to answer a resolved tree. Without `expand` the index finds beginnings by itself."""
    finds: list[Find] = []
    rest: list[Node] = []
    since: datetime | None = None
    until: datetime | None = None
    for one in conjuncts(node):
        match one:
            case About(AboutName.AFTER, value):
                instant = datetime.fromisoformat(value)
                since = instant if since is None else max(since, instant)
            case About(AboutName.BEFORE, value):
                instant = datetime.fromisoformat(value)
                until = instant if until is None else min(until, instant)
            case _:
                find, exact = _find(one, expand)
                finds.append(find)
                if not exact:
                    rest.append(one)
    return Plan(
        _every(finds),
        None if not rest else rest[0] if len(rest) == 1 else And(tuple(rest)),
        since,
        until,
        tuple(dict.fromkeys(wanted_terms(node))),
    )


def conjuncts(node: Node) -> Iterator[Node]:
    """The parts that all have to hold: of `a b NOT c` three."""
    if isinstance(node, And):
        for child in node.children:
            yield from conjuncts(child)
    else:
        yield node


def wanted_terms(node: Node) -> Iterator[Term]:
    """The words that a match may hold because they were asked for; nothing below a NOT."""
    match node:
        case Words(text) | Exact(text):
            yield Term(tuple(words(text)))
        case Prefix(text):
            yield Term(tuple(words(text)), open_end=True)
        case Near(left, right, _):
            yield from wanted_terms(left)
            yield from wanted_terms(right)
        case And(children) | Or(children):
            for child in children:
                yield from wanted_terms(child)
        case Field(FieldName.HASHTAG | FieldName.MENTION, value, prefix):
            yield Term(tuple(words(value)), open_end=prefix)


Found = tuple[Find, bool]
"""What to ask the index, and whether that is all there is to the node."""
_UNKNOWN: Found = (EVERYTHING, False)


def _find(node: Node, expand: Expand | None, depth: int = 0) -> Found:
    if depth > DEEPEST_FIND:
        return _UNKNOWN
    match node:
        case Words(text):
            return Term(tuple(words(text))), True
        case Exact(text):
            return Term(tuple(words(text))), False
        case Prefix(text):
            return _beginning(tuple(words(text)), expand)
        case Near(left, right, _):
            sides = (_find(side, expand, depth + 1)[0] for side in (left, right))
            return _every(list(sides)), False
        case Field():
            return _field(node, expand)
        case Measure():
            return _measure(node)
        case Not(child):
            find, exact = _find(child, expand, depth + 1)
            return (Every((), (find,)), True) if exact else _UNKNOWN
        case And(children):
            found = [_find(child, expand, depth + 1) for child in children]
            return _every([find for find, _ in found]), all(exact for _, exact in found)
        case Or(children):
            found = [_find(child, expand, depth + 1) for child in children]
            return _any([find for find, _ in found]), all(exact for _, exact in found)
    return _UNKNOWN


def _every(finds: Sequence[Find]) -> Find:
    """All of these: nested ones are made flat, and all posts are left out."""
    wanted: list[Find] = []
    unwanted: list[Find] = []
    for find in finds:
        if isinstance(find, Every):
            wanted += find.wanted
            unwanted += find.unwanted
        else:
            wanted.append(find)
    if len(wanted) == 1 and not unwanted:
        return wanted[0]
    return Every(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))


def _any(finds: Sequence[Find]) -> Find:
    if EVERYTHING in finds:
        return EVERYTHING
    flat: list[Find] = []
    for find in finds:
        flat += find.of if isinstance(find, Any) else (find,)
    return flat[0] if len(flat) == 1 else Any(tuple(dict.fromkeys(flat)))


def _beginning(found: tuple[str, ...], expand: Expand | None) -> Found:
    if expand is None:
        return Term(found, open_end=True), True
    known = expand(found[-1])
    if known is None:
        return _UNKNOWN
    return _any([Term((*found[:-1], word)) for word in known]), True


def _one(name: str, value: str) -> Found:
    return Term((fact(name, value),)), True


def _field(node: Field, expand: Expand | None) -> Found:
    name, value = node.name, node.value
    match name:
        case FieldName.AUTHOR | FieldName.CHANNEL:
            value = fold_value(value)
        case FieldName.HASHTAG | FieldName.MENTION:
            value = fold_tags(value).strip()
        case FieldName.LANG:
            return _any([_one(name, code)[0] for code in same_language(value)]), True
        case FieldName.SITE:
            value = value.strip(".")
        case FieldName.URL:
            return _UNKNOWN
    return _beginning((fact(name, value),), expand) if node.prefix else _one(name, value)


_LADDERS: dict[MeasureName, Sequence[float]] = {
    MeasureName.RATING: RATING_STEPS,
    MeasureName.FOLLOWERS: FOLLOWER_STEPS,
}


def _measure(node: Measure) -> Found:
    """The rungs that can hold such a number, and whether all on them do."""
    steps = _LADDERS[node.name]
    place = bisect_left(steps, node.number)
    on_a_step = place < len(steps) and steps[place] == node.number
    # On a ladder twice as long, with a rung between each two, and one below all.
    own = 2 * place if on_a_step else 2 * place - 1
    rungs = [
        _rung(node.name, steps, n) for n in _wanted(node.comparison, own, len(steps), on_a_step)
    ]
    return _any([Term((one,)) for one in rungs]), on_a_step


def _wanted(comparison: Comparison, own: int, steps: int, on_a_step: bool) -> Iterator[int]:
    """Numbers of rungs: 2n is the step n itself, 2n + 1 what is over it, -1 what is under all."""
    for n in range(-1, 2 * steps):
        if n == own:
            if not on_a_step or comparison not in (Comparison.LESS, Comparison.MORE):
                yield n
        elif n < own:
            if comparison in (Comparison.LESS, Comparison.AT_MOST):
                yield n
        elif comparison in (Comparison.AT_LEAST, Comparison.MORE):
            yield n


def _rung(name: str, steps: Sequence[float], number: int) -> str:
    if number < 0:
        return under(name)
    return rung(name, steps[number // 2], over=bool(number % 2))
