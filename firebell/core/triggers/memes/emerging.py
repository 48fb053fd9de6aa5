"""Words and two-word phrases that come up now and did not before, in whatever language.

Counts fade at two speeds; what is in the slow ones and not in the quick ones is the days before.
Log-odds with an informative Dirichlet prior say how sure it is that a term is said more now than
before: Monroe, Colaresi and Quinn, "Fightin' words", Political Analysis 16 (2008). Words that are
always said take the prior with them; but where people begin to speak another language, or in
another tone, its "you" and "why" come up as surely as anything, and are not told (`stop_words`).
Memory is bounded as by Space-Saving: the lightest terms are let go. Copies are not read: what is
copied is a mark.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from firebell.core.text.stop_words import says_something
from firebell.core.text.tokens import VOWEL_SIGNS

MOST_TERMS = 2_000
READ_A_BUCKET = 10  # posts; shares need no more, and a flood costs no more
QUICK, SLOW = 3_600.0, 3 * 86_400.0  # seconds, half-lives
PRIOR = 500.0  # terms that the prior is worth
SURE = 3.0  # standard deviations from which a term has come up
FEWEST = 4.0  # times said by now, faded, never twice in a row by one person
LONGEST = 40  # characters of a word
LOOKED_AT, MOST_WORDS = 1_000, 60  # characters and words of a post
_REBASE = 86_400 * 5  # seconds after which weights are brought down again

_APART = re.compile(r"https?://\S+|www\.\S+|[@#＃]\w+")
_WORD = re.compile(rf"[^\W\d_][\w{VOWEL_SIGNS}'’]*")


@dataclass(frozen=True, slots=True)
class Emerging:
    """`sure`: in standard deviations; `now`: how often it was said lately (faded); `times` as often
    as before."""

    term: str
    sure: float
    now: float
    times: float


def words_of(text: str) -> list[str]:
    """Words in one case, in their order.

    >>> words_of("Burnt seats, @you #x")
    ['burnt', 'seats']
    """
    plain = text[:LOOKED_AT].casefold()
    if "@" in plain or "#" in plain or "://" in plain or "＃" in plain:
        plain = _APART.sub(" ", plain)
    return [word[:LONGEST] for word in _WORD.findall(plain)[:MOST_WORDS]]


@dataclass(slots=True)
class Terms:
    """``counts``: term -> [quick, slow, who said it last]; weights grow with time instead of
    counts fading, until they are brought down (forward decay: Cormode et al., ICDE 2009)."""

    base: int = 0
    bucket: int = 0
    read: int = 0  # posts in this bucket
    quick: float = 0.0
    slow: float = 0.0
    counts: dict[str, list[float]] = field(default_factory=dict)

    def take(self, text: str, at: int, bucket: int, person: int) -> None:
        """Read one post that is no copy."""
        if bucket > self.bucket:
            self.bucket, self.read = bucket, 0
        if self.read >= READ_A_BUCKET:
            return
        self.read += 1
        words = words_of(text)
        # A pair of which one word was never said is not yet a phrase; most pairs never are.
        are_known = [word in self.counts for word in words]
        pairs = [
            f"{first} {then}"
            for (first, then), known in zip(pairwise(words), pairwise(are_known), strict=True)
            if all(known)
        ]
        self._count(dict.fromkeys([*words, *pairs]), at, person)
        if len(self.counts) > 2 * MOST_TERMS:
            self._tidy()

    def emerging(self, at: int, most: int = 8) -> list[Emerging]:
        """What has come up by `at`, the surest first; words of a phrase that came up are not told
        again."""
        quick, slow = self._weights_of(at)
        now_all = self.quick / quick
        before_all = max(self.slow / slow - now_all, 1.0)
        found = [
            one
            for term, count in self.counts.items()
            if count[0] / quick >= FEWEST
            and says_something(term)
            and (one := _odds(term, count[0] / quick, count[1] / slow, now_all, before_all))
        ]
        found.sort(key=lambda one: (-one.sure, one.term))
        return _without_parts(found[: 4 * most])[:most]

    def _count(self, terms: Iterable[str], at: int, person: int) -> None:
        quick, slow = self._weights(at)
        for term in terms:
            count = self.counts.get(term)
            if count is None:
                count = self.counts[term] = [0.0, 0.0, -1.0]
            elif count[2] == person:
                continue
            count[0] += quick
            count[1] += slow
            count[2] = person
            self.quick += quick
            self.slow += slow

    def _weights(self, at: int) -> tuple[float, float]:
        if not self.base:
            self.base = at
        if at - self.base > _REBASE:
            self._rebase(at)
        return self._weights_of(at)

    def _weights_of(self, at: int) -> tuple[float, float]:
        # A silence of weeks fades everything to nothing; its weight need not be a number.
        age = min(at - self.base, 500 * int(QUICK))
        return float(2.0 ** (age / QUICK)), float(2.0 ** (age / SLOW))

    def _rebase(self, at: int) -> None:
        quick, slow = self._weights_of(at)
        for count in self.counts.values():
            count[0] /= quick
            count[1] /= slow
        self.quick, self.slow, self.base = self.quick / quick, self.slow / slow, at

    def _tidy(self) -> None:
        """Keep what weighs most; the sums keep what was let go."""
        weights = np.fromiter((count[1] for count in self.counts.values()), float, len(self.counts))
        least = float(np.partition(weights, -MOST_TERMS)[-MOST_TERMS])
        # Of those that weigh the same, the newest stay.
        spare = len(weights) - MOST_TERMS - int((weights < least).sum())
        kept: dict[str, list[float]] = {}
        for term, count in self.counts.items():
            if count[1] == least and spare > 0:
                spare -= 1
            elif count[1] >= least:
                kept[term] = count
        self.counts = kept


def _odds(term: str, now: float, slow: float, now_all: float, before_all: float) -> Emerging | None:
    """Of one term; None where it has not surely come up."""
    before = max(slow - now, 0.0)
    prior = PRIOR * (slow + 1.0) / (now_all + before_all + 1.0)
    ours, theirs = now + prior, before + prior
    odds = math.log(ours / max(now_all + PRIOR - ours, 1.0))
    usual = math.log(theirs / max(before_all + PRIOR - theirs, 1.0))
    sure = (odds - usual) / math.sqrt(1 / ours + 1 / theirs)
    if sure < SURE:
        return None
    times = (now / now_all) / (max(before, 0.5) / before_all)
    return Emerging(term, sure, now, times)


def _without_parts(found: list[Emerging]) -> list[Emerging]:
    """Without words that are mostly said in one of the phrases."""
    phrases = [one for one in found if " " in one.term]
    return [
        one
        for one in found
        if " " in one.term
        or not any(one.term in p.term.split() and p.now > 0.6 * one.now for p in phrases)
    ]
