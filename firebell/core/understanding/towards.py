"""How a text feels about each of the brands that it names.

A text is cut into clauses; the words of a clause belong to the brand named in it, to the nearest
where it names several, and to the last one named before where it names none. After "than" the
comparison turns round: what is better than X says that X is worse. The first floor's scores of the
words that belong to a brand are then weighed as if they were a text of their own. After the
windowed baselines of aspect-based sentiment (Pontiki et al., SemEval-2014 task 4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from firebell.core.schema import Sentiment
from firebell.core.text.tokens import normal_form
from firebell.core.understanding.model import NEGATIVE, POSITIVE, LinearModel, Scores
from firebell.core.understanding.vocabulary import Kind

THAN = frozenset({"than", "enn", "niż", "niz", "als", "que", "od"})
TURNS = frozenset(
    {"but", "men", "ale", "aber", "pero", "mais", "while", "whereas", "unlike", "mens"}
)
_COMPARED = """
    better worse best faster slower nicer cheaper bedre verre raskere lepszy lepsza lepsze lepiej
    gorszy gorsza gorsze gorzej besser schlechter schneller mejor peor meilleur meilleure pire mieux
"""
COMPARED = frozenset(_COMPARED.split())
_BREAKS = frozenset(",;:\n")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scored:
    """One text as the first floor sees it: its tokens with their places in code points, kinds
    and scores (tokens x HEADS)."""

    tokens: Sequence[str]
    places: Sequence[Span]
    kinds: NDArray[np.int32]
    scores: Scores


@dataclass(frozen=True, slots=True)
class Feeling:
    """The likeliest sentiment towards a brand, and the three probabilities; they sum to 1."""

    sentiment: Sentiment
    negative: float
    neutral: float
    positive: float


def towards(
    scored: Scored, brands: Mapping[str, Sequence[Span]], model: LinearModel
) -> dict[str, Feeling]:
    """The feeling towards each brand. ``brands``: where each is named, start and end in code
    points. Empty where fewer than two are named: then the text's own sentiment is all there is."""
    named = _named(scored.places, brands)
    if len(set(named.values())) < 2:
        return {}
    owners = _owners(scored, named)
    turned = _turned(scored, named)
    for place in (place for places in turned.values() for place in places):
        # What compares speaks first of the brand before it.
        owners[place] = next((named[p] for p in range(place, -1, -1) if p in named), owners[place])
    found = {}
    for brand in sorted(set(named.values())):
        mine = [
            token for token, owner in enumerate(owners) if owner == brand and token not in named
        ]
        found[brand] = _feeling(*_weighed(scored, mine, turned.get(brand, [])), model)
    return found


def _weighed(scored: Scored, mine: list[int], turned: list[int]) -> tuple[Scores, int]:
    """Summed scores of a brand's own words and, turned round, of those that compare it; how many
    words they are."""
    own = [token for token in mine if token not in turned]
    sums = scored.scores[own].sum(axis=0)
    other = scored.scores[turned].sum(axis=0)
    sums[[NEGATIVE, POSITIVE]] += other[[POSITIVE, NEGATIVE]]
    words = sum(not int(scored.kinds[token]) & Kind.SILENT for token in own)
    return sums, words + len(turned)


def _named(places: Sequence[Span], brands: Mapping[str, Sequence[Span]]) -> dict[int, str]:
    """Token -> the brand that it is the name of, or a part of."""
    return {
        token: brand
        for brand, spans in sorted(brands.items())
        for start, end in spans
        for token, (first, last) in enumerate(places)
        if first < end and last > start
    }


def _owners(scored: Scored, named: Mapping[int, str]) -> list[str]:
    """The brand that each token belongs to."""
    owners: list[str] = []
    last = ""
    for clause in _clauses(scored):
        here = [token for token in clause if token in named]
        if not here:
            owners += [last] * len(clause)
            continue
        for token in clause:
            nearest = min(here, key=lambda place: (abs(place - token), place))
            owners.append(named[nearest])
        last = named[here[-1]]
    first = next((owner for owner in owners if owner), "")
    return [owner or first for owner in owners]


def _clauses(scored: Scored) -> list[range]:
    """The tokens clause by clause; a mark ends its clause, "but" begins one."""
    cuts = [0]
    for place, token in enumerate(scored.tokens):
        if normal_form(token) in TURNS:
            cuts.append(place)
        elif int(scored.kinds[place]) & Kind.CLAUSE_END or token in _BREAKS:
            cuts.append(place + 1)
    cuts = sorted({*cuts, len(scored.tokens)})
    return [range(start, end) for start, end in pairwise(cuts)]


def _turned(scored: Scored, named: Mapping[int, str]) -> dict[str, list[int]]:
    """Brand after "than" -> the comparing words before it, which speak of it the other way."""
    found: dict[str, list[int]] = {}
    for place, token in enumerate(scored.tokens):
        if normal_form(token) not in THAN:
            continue
        after = next((named[p] for p in range(place + 1, place + 4) if p in named), None)
        before = [
            p for p in range(max(0, place - 4), place) if normal_form(scored.tokens[p]) in COMPARED
        ]
        if after is not None and before:
            found[after] = before
    return found


def _feeling(sums: Scores, words: int, model: LinearModel) -> Feeling:
    if not words:
        return Feeling(Sentiment.NEUTRAL, 0.0, 1.0, 0.0)
    logits = model.logits(sums[None, :], np.array([words]))[0, : POSITIVE + 1]
    powers = np.exp(logits - logits.max())
    negative, neutral, positive = (powers / powers.sum()).tolist()
    label = (Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE)[int(logits.argmax())]
    return Feeling(label, negative, neutral, positive)
