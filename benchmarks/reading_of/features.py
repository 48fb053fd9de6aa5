"""What ships, as features that a light head may learn from; and what stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfTransformer, TfidfVectorizer
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

from firebell.core.text.embedding import UNIT
from firebell.runners.reading import second_floor_missing
from firebell.runners.topics import load_embedding
from firebell.understanding.training.features import feature_rows

BITS = 18
_FOLDER = ("understanding", "models_data", "second-floor")

Features = Callable[[], FeatureUnion]
"""Makes an unfitted transformer: texts in, one row a text out."""


def tfidf() -> FeatureUnion:
    """Words 1-2 and letters 3-5, the features of the linear baseline."""
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True)
    return FeatureUnion([("words", words), ("letters", letters)])


def small() -> FeatureUnion:
    """What costs microseconds a post: the first floor's n-grams by their rarity, rows of length 1,
    and the static embedding."""
    return FeatureUnion([("n-grams", _ngrams()), ("embedding", _dense(static_vectors))])


def whole() -> FeatureUnion:
    """The same, and the second floor's vector, which costs a millisecond a post and more."""
    return FeatureUnion([*small().transformer_list, ("second floor", _dense(second_floor_vectors))])


def features() -> Mapping[str, Features]:
    """By name; without the second floor where it cannot be had."""
    makers: dict[str, Features] = {"linear": tfidf, "firebell_small": small}
    return makers if second_floor_missing() else makers | {"firebell_whole": whole}


def static_vectors(texts: Sequence[str]) -> NDArray[np.float64]:
    """Texts x 256, length 1."""
    return load_embedding().embed(list(texts)) / UNIT


def second_floor_vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """Texts x 384: the means of their pieces' last states."""
    return np.array([_vector(text) for text in texts])


@cache
def _vector(text: str) -> NDArray[np.float32]:
    session, cut = _second_floor()
    found: NDArray[np.float32] = session.vector(cut.numbers(text))
    return found


@cache
def _second_floor() -> tuple[Any, Any]:
    from firebell.core.understanding.second_floor.reader import MODEL_FILE, TOKENS_FILE
    from firebell.core.understanding.second_floor.session import Session
    from firebell.core.understanding.second_floor.tokens import PieceTokenizer

    folder = resources.files("firebell").joinpath(*_FOLDER)
    session = Session(folder.joinpath(MODEL_FILE).read_bytes())
    return session, PieceTokenizer.from_bytes(folder.joinpath(TOKENS_FILE).read_bytes())


def _ngrams() -> Pipeline:
    rows = FunctionTransformer(feature_rows, kw_args={"bits": BITS})
    return make_pipeline(rows, TfidfTransformer())


def _dense(vectors: Callable[[Sequence[str]], NDArray[Any]]) -> Pipeline:
    """Each dimension with mean 0 and the same spread, rows of length 1 on average: no block of
    features outweighs another."""
    return make_pipeline(FunctionTransformer(vectors), StandardScaler(), FunctionTransformer(_even))


def _even(rows: NDArray[Any]) -> NDArray[Any]:
    return rows / np.sqrt(rows.shape[1])
