"""What a token is, apart from its text: its hash, its kind, and the features that a model weighs.

All of it depends on the token alone, so it is worked out once a token and kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntFlag
from functools import reduce
from itertools import chain
from operator import or_

import numpy as np
from numpy.typing import NDArray

from firebell.core.text.hashing import Ints, UInts, hash_runs, hash_words, to_buckets
from firebell.core.text.tokens import is_drawn_out, is_link, is_word, normal_form
from firebell.core.understanding.lexicon import Lexicon
from firebell.core.understanding.lexicon.abuse import ABUSE
from firebell.core.understanding.lexicon.asking import (
    FAVOURS,
    OWN,
    QUESTION_WORDS,
    REQUESTS,
    THANKS,
    THREATS,
)
from firebell.core.understanding.lexicon.groups import CONTEMPT, GROUPS
from firebell.core.understanding.lexicon.polarity import (
    CLAUSE_ENDS,
    COMPLAINT,
    JOY,
    NEGATORS,
    PRAISE,
    SORROW,
)
from firebell.core.understanding.masked import unmasked

RUN_LENGTHS = (3, 4, 5)
WORD_SALT, RUN_SALT, PAIR_SALT, NEGATED_SALT, AIMED_SALT = 1, 2, 3, 4, 5


class Kind(IntFlag):
    """What a token is; a token may be several."""

    WORD = 1
    MENTION = 2
    LINK = 4
    QUESTION = 8
    CLAUSE_END = 16
    NEGATOR = 32
    PRAISE = 64
    COMPLAINT = 128
    ABUSE = 256
    REQUEST = 512
    OWN = 1024
    THREAT = 2048
    THANKS = 4096
    QUESTION_WORD = 8192
    FAVOUR = 16384  # asked for, or thanked for: help, an answer
    JOY = 32768
    SORROW = 65536
    SILENT = 131072  # has no features: line ends and joiners
    GROUP = 262144  # names people by what they are
    CONTEMPT = 524288


_LEXICON = Lexicon(
    (
        (NEGATORS, Kind.NEGATOR),
        (PRAISE, Kind.PRAISE),
        (COMPLAINT, Kind.COMPLAINT),
        (JOY, Kind.JOY),
        (SORROW, Kind.SORROW),
        (ABUSE, Kind.ABUSE),
        (REQUESTS, Kind.REQUEST),
        (FAVOURS, Kind.FAVOUR),
        (OWN, Kind.OWN),
        (THREATS, Kind.THREAT),
        (THANKS, Kind.THANKS),
        (QUESTION_WORDS, Kind.QUESTION_WORD),
        (GROUPS, Kind.GROUP),
        (CONTEMPT, Kind.CONTEMPT),
    )
)
PLEASED = Kind.PRAISE | Kind.JOY
HURT = Kind.COMPLAINT | Kind.SORROW
LISTED = (
    (PLEASED, "\x01pleased"),
    (HURT, "\x01hurt"),
    (Kind.PRAISE, "\x01praise"),
    (Kind.COMPLAINT, "\x01complaint"),
    (Kind.ABUSE, "\x01abuse"),
    (Kind.GROUP, "\x01group"),
)
"""Features that stand for a whole word list, so what one language teaches serves the others."""
_SILENT = frozenset("\n\u200d\ufe0f\u200b\u2060")

# Flags as plain numbers: tokens are many, and an enum's operators take their time.
_WORD, _MENTION, _LINK, _QUESTION = (
    kind.value for kind in (Kind.WORD, Kind.MENTION, Kind.LINK, Kind.QUESTION)
)
_CLAUSE_END, _ABUSE, _SILENT_KIND = Kind.CLAUSE_END.value, Kind.ABUSE.value, Kind.SILENT.value
_SILENT_END = _SILENT_KIND | _CLAUSE_END
_LISTED_BITS = tuple((which.value, name) for which, name in LISTED)
_ANY_LISTED = reduce(or_, (which for which, _ in _LISTED_BITS))


def kind_of(token: str, form: str) -> int:
    """The kinds of one token, from its spelling and its normal form; a Kind as a plain number."""
    if token in _SILENT:
        return _SILENT_END if form in CLAUSE_ENDS else _SILENT_KIND
    if form == "@":
        return _MENTION
    if is_link(token):
        return _LINK
    kind = _LEXICON.bits(form)
    if is_word(token):
        kind |= _WORD
    if "?" in form:
        kind |= _QUESTION
    if form in CLAUSE_ENDS:
        kind |= _CLAUSE_END
    return kind | _ABUSE if unmasked(token) else kind


def named_features(token: str, form: str, kind: int) -> list[str]:
    """The features of a token besides its runs of letters."""
    if kind & _SILENT_KIND:
        return []
    names = [form]
    if len(token) > 2 and token.isupper() and kind & _WORD:
        names.append("\x01caps")
    if kind & _WORD and is_drawn_out(token):
        names.append("\x01drawn-out")
    if token[0] == "#":
        names.append("\x01hashtag")
    if kind & _ABUSE and "*" not in token and (hidden := unmasked(token)):
        names.append(hidden)
    if kind & _ANY_LISTED:
        names.extend(name for which, name in _LISTED_BITS if kind & which)
    return names


class TokenFeatures:
    """Features of some tokens: parallel arrays ``owner`` (place of the token), ``bucket`` and
    ``value`` (1 for a named feature, 1/sqrt(k) for each of a word's k runs of letters)."""

    def __init__(self, tokens: Sequence[str], bits: int) -> None:
        forms = [normal_form(token) for token in tokens]
        self.kinds: NDArray[np.int32] = np.array(
            [kind_of(t, f) for t, f in zip(tokens, forms, strict=True)], dtype=np.int32
        )
        self.hashes: UInts = hash_words(forms)
        named_owner, named = self._named(tokens, forms, bits)
        run_owner, runs, values = self._runs(forms, bits)
        self.owner: Ints = np.concatenate([named_owner, run_owner])
        self.bucket: Ints = np.concatenate([named, runs])
        self.value: NDArray[np.float64] = np.concatenate([np.ones(len(named)), values])

    def _named(self, tokens: Sequence[str], forms: Sequence[str], bits: int) -> tuple[Ints, Ints]:
        names = [
            named_features(token, form, kind)
            for token, form, kind in zip(tokens, forms, self.kinds.tolist(), strict=True)
        ]
        owner = np.repeat(np.arange(len(tokens)), [len(some) for some in names])
        hashes = hash_words(list(chain.from_iterable(names)))
        return owner.astype(np.int64), to_buckets(hashes, WORD_SALT, bits)

    def _runs(self, forms: Sequence[str], bits: int) -> tuple[Ints, Ints, NDArray[np.float64]]:
        places = np.flatnonzero(self.kinds & Kind.WORD)
        hashes, word = hash_runs([forms[place] for place in places.tolist()], RUN_LENGTHS)
        count = np.bincount(word, minlength=len(places))
        values = 1.0 / np.sqrt(count[word])
        return places[word], to_buckets(hashes, RUN_SALT, bits), values
