from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firebell.core.text.tokens import split_tokens
from firebell.core.understanding.batch import AIM_REACH, TokenBatch
from firebell.core.understanding.vocabulary import TokenFeatures


def batch_of(*texts: str) -> TokenBatch:
    split = [split_tokens(text) for text in texts]
    features = TokenFeatures([token for tokens in split for token in tokens], 10)
    return TokenBatch([len(tokens) for tokens in split], features.kinds, features.hashes)


def aimed(*texts: str) -> list[str]:
    tokens = [token for text in texts for token in split_tokens(text)]
    return [tokens[place] for place in batch_of(*texts).aimed().tolist()]


def test_contempt_counts_near_a_group_only():
    assert aimed("I hate women") == ["hate"]
    assert aimed("women are vermin and disgusting") == ["vermin", "disgusting"]
    assert aimed("I hate queues") == []
    assert aimed("women work here") == []
    assert aimed("I hate queues, and now that we wait here, women talk") == []


def test_a_group_in_the_next_text_does_not_count():
    assert aimed("this I hate", "women are here", "so worthless") == []


NAMES = st.lists(st.sampled_from(["women", "hate", "and", "the", "vile"]), max_size=14)


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_it_is_what_a_plain_loop_finds(texts):
    expected, start = [], 0
    for words in texts:
        for place, word in enumerate(words):
            around = words[max(0, place - AIM_REACH) : place + AIM_REACH + 1]
            if word in ("hate", "vile") and "women" in around:
                expected.append(start + place)
        start += len(words)
    assert batch_of(*(" ".join(words) for words in texts)).aimed().tolist() == expected
