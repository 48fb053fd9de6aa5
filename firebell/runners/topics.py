"""The shipped embedding, and the judge of a taxonomy that stands on it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources

from firebell.core.text.embedding import MODEL_FILE, StaticEmbedding
from firebell.core.understanding.topics import Topic, TopicJudge

_FOLDER = ("understanding", "models_data")
_MANIFEST = "static-embedding.json"


@cache
def load_embedding() -> StaticEmbedding:
    """The static embedding that ships with this version of firebell, loaded once a process.

    Raises ValueError when the file is missing or is not the one that its manifest names.
    """
    folder = resources.files("firebell").joinpath(*_FOLDER)
    file = folder.joinpath(MODEL_FILE)
    if not file.is_file():
        raise ValueError(f"{MODEL_FILE} is missing; reinstall firebell")
    model = file.read_bytes()
    manifest = json.loads(folder.joinpath(_MANIFEST).read_bytes())
    if hashlib.sha256(model).hexdigest() != manifest["files"][MODEL_FILE]["sha256"]:
        raise ValueError(f"{MODEL_FILE} is not the file that {_MANIFEST} names; reinstall firebell")
    return StaticEmbedding.from_npz(model)


def judge_of(topics: Sequence[Topic]) -> TopicJudge:
    """The judge of these topics; the same one for the same topics, while it is remembered."""
    return _judge(tuple(topics))


@lru_cache(maxsize=8)
def _judge(topics: tuple[Topic, ...]) -> TopicJudge:
    return TopicJudge(load_embedding(), topics)
