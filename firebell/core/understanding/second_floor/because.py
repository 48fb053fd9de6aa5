"""The words that moved the transformer most: pooling is a mean and the head is linear, so the votes
of a word's pieces are its exact share of the logits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from firebell.core.text.tokens import is_link, is_word, split_tokens
from firebell.core.understanding.because import MAX_LENGTH, MOST
from firebell.core.understanding.second_floor.session import Votes
from firebell.core.understanding.second_floor.tokens import chunks

NEUTRAL = 1


def because(text: str, owners: Sequence[int], votes: Votes) -> tuple[str, ...]:
    """For each sentiment one line of at most MOST words in their order in the text and its own
    spelling; empty for neutral, or where no word pulled that way.

    ``owners`` and ``votes`` (pieces x 3) are those of the text's pieces.
    """
    parts = chunks(text)
    sums = np.zeros((len(parts), 3))
    for owner, vote in zip(owners, votes, strict=True):
        if owner >= 0:
            sums[owner] += vote
    return tuple(
        "" if label == NEUTRAL else _line(parts, 3 * sums[:, label] - sums.sum(axis=1))
        for label in range(3)
    )


def _line(parts: Sequence[str], pull: np.ndarray) -> str:
    words = [_word(part) for part in parts]
    strongest = sorted(
        (place for place, word in enumerate(words) if word and pull[place] > 0),
        key=lambda place: (-pull[place], place),
    )
    chosen = dict.fromkeys(words[place] for place in sorted(strongest[:MOST]))
    return ", ".join(chosen)[:MAX_LENGTH]


def _word(part: str) -> str:
    """The first word of a chunk, or its first mark if it has none; nothing for names and links."""
    tokens: list[str] = split_tokens(part)
    if not tokens or tokens[0][0] == "@" or is_link(tokens[0]):
        return ""
    words = [token for token in tokens if is_word(token)]
    return (words or tokens)[0]
