"""Does somebody have to answer? Rules with weights, on cues and on what the model says.

No public set that may ship labels this, so nothing is learnt from such labels. It leans to recall:
a missed request hurts a person, an answer too many costs a glance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firebell.core.text.hashing import Ints, UInts, hash_pairs, hash_words
from firebell.core.understanding.batch import TokenBatch
from firebell.core.understanding.lexicon.asking import REQUEST_PAIRS
from firebell.core.understanding.vocabulary import Kind

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Weights:
    """What each cue adds to the logit of "needs an answer"."""

    base: float = -3.0
    question: float = 5.5
    request: float = 5.0
    question_word: float = 0.5
    like_a_question: float = 2.0  # times the model's probability
    own_complaint: float = 5.0  # times P(negative), told in the first person or to the brand
    complaint: float = 1.5  # times P(negative), about nobody
    threat: float = 3.0  # times P(negative)
    addressed: float = 1.5  # written to the brand: most of that waits for an answer
    low_rating: float = 4.0
    complaint_word: float = 2.0  # such a word, told likewise, unless the text is positive
    content: float = -7.0  # thanks or praise, and nothing else
    advertises: float = -8.0  # a link to nobody, from nobody's own life


def _pair_hashes() -> UInts:
    pairs = sorted(REQUEST_PAIRS)
    first, second = (hash_words([pair[side] for pair in pairs]) for side in (0, 1))
    return np.unique(hash_pairs(first, second))


_REQUEST_PAIRS = _pair_hashes()


@dataclass(frozen=True)
class Circumstances:
    """What is known of each text besides its words; flags, one a text."""

    addressed: Flags  # written to the brand: a reply, message, review...
    closed: Flags  # nobody is to be answered: outbound, or a bare repost
    low_rating: Flags


def needs_answer_logits(
    batch: TokenBatch, probabilities: Floats, asked_by: Circumstances, weights: Weights
) -> Floats:
    """Logits of "needs an answer". ``probabilities``: texts x (negative, positive, question)."""
    negative, positive, question_like = probabilities.T
    has = _cues(batch)
    requests = has["request"] | has["favour"] | _asks_in_pairs(batch)
    addressed = asked_by.addressed | has["mention"]
    own = has["own"] | addressed
    advertises = has["link"] & ~addressed & ~has["own"]
    logits: Floats = (
        weights.base
        + weights.question * has["question"]
        + weights.request * requests
        + weights.question_word * has["question_word"]
        + weights.like_a_question * question_like
        + np.where(own, weights.own_complaint, weights.complaint) * negative
        + weights.complaint_word * (has["complaint"] & own & (positive < 0.5))
        + weights.threat * has["threat"] * negative
        + weights.low_rating * asked_by.low_rating
        + weights.addressed * addressed
        + weights.content * _is_content(has, positive)
        + weights.advertises * advertises
    )
    return np.where(asked_by.closed | (batch.weight() == 0), -20.0, logits)


def _is_content(has: dict[str, Flags], positive: Floats) -> Flags:
    """Thanks or praise and nothing else; where a favour is named ("thanks for your help") the
    model must be surer, since sarcasm says it in the same words."""
    troubled = has["question"] | has["request"] | has["negator"] | has["complaint"] | has["threat"]
    sure: Flags = positive > np.where(has["favour"], 0.88, 0.5)
    return has["thanks"] & sure & ~troubled


def _cues(batch: TokenBatch) -> dict[str, Flags]:
    kinds = {
        "question": Kind.QUESTION,
        "request": Kind.REQUEST,
        "favour": Kind.FAVOUR,
        "question_word": Kind.QUESTION_WORD,
        "own": Kind.OWN,
        "mention": Kind.MENTION,
        "link": Kind.LINK,
        "thanks": Kind.THANKS | Kind.PRAISE,
        "threat": Kind.THREAT,
        "negator": Kind.NEGATOR,
        "complaint": Kind.COMPLAINT,
    }
    return {name: batch.count(kind) > 0 for name, kind in kinds.items()}


def _asks_in_pairs(batch: TokenBatch) -> Flags:
    first, pairs = batch.pairs()
    marks: Ints = np.zeros(len(batch.kinds), dtype=np.int64)
    marks[first] = np.isin(pairs, _REQUEST_PAIRS)
    asks: Flags = batch.sums(marks) > 0
    return asks
