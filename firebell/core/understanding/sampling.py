"""Which posts are worth a person's time: the reader's doubts, each told once, from everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firebell.core.text.tokens import is_word, normal_form, split_tokens

ALIKE = 0.6  # of the words of two texts that they share, from which on one of them is enough
MOST_WORDS = 200
LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A post that might be asked for. `margin`: how far the reader's first choice leads, 0 to 1;
    `disputed`: two readers say different things of it."""

    id: int
    text: str
    language: str
    channel: str
    margin: float
    disputed: bool = False


def words_of(text: str) -> frozenset[str]:
    """The words of a text in their normal form, without their number and order."""
    tokens = split_tokens(text[:4_000])[:MOST_WORDS]
    return frozenset(normal_form(token) for token in tokens if is_word(token))


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Do these sets of words share so much that a second answer would teach little (Jaccard)?"""
    either = len(one | other)
    return not either or len(one & other) >= ALIKE * either


def most_useful(
    candidates: Iterable[Candidate], asked: Iterable[str], wanted: int
) -> list[Candidate]:
    """At most `wanted` of them: the disputed and then the closest calls, in turns from every pair
    of language and channel, none like another or like a text that was `asked` already.

    The same candidates in any order give the same answer.
    """
    doubtful = sorted(candidates, key=lambda one: (not one.disputed, one.margin, one.id))
    known = [words_of(text) for text in asked]
    chosen: list[Candidate] = []
    for one in _in_turns(doubtful[:LOOKED_AT]):
        if len(chosen) == wanted:
            break
        words = words_of(one.text)
        if not any(alike(words, other) for other in known):
            known.append(words)
            chosen.append(one)
    return chosen


def _in_turns(ordered: Sequence[Candidate]) -> Iterable[Candidate]:
    """The first of each language and channel, then the second of each, and so on."""
    rows: dict[tuple[str, str], list[Candidate]] = {}
    for one in ordered:
        rows.setdefault((one.language, one.channel), []).append(one)
    for place in range(max((len(row) for row in rows.values()), default=0)):
        yield from (row[place] for row in rows.values() if place < len(row))
