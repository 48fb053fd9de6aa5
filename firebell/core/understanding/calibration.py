"""How sure the model may say it is: fixed on validation parts, by language.

By temperature (Guo et al. 2017, "On calibration of modern neural networks"): no label changes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ARRAYS = ("languages", "sharpness", "toxic_sharpness")


@dataclass(frozen=True)
class Calibration:
    """One entry a language in each field; the first, ``""``, serves all that are not named.

    ``sharpness``, ``toxic_sharpness``: what the logits of sentiment and toxicity are multiplied
    by, one over the temperature.
    """

    languages: tuple[str, ...]
    sharpness: Floats
    toxic_sharpness: Floats

    @classmethod
    def none(cls) -> Calibration:
        """Leaves every logit as it is."""
        return cls(("",), np.ones(1), np.ones(1))

    @classmethod
    def from_npz(cls, data: bytes) -> Calibration:
        """Read the arrays ARRAYS of an .npz; no pickle. Raises ValueError if they do not fit."""
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            languages, *numbers = (arrays[name] for name in ARRAYS)
        if {part.shape for part in numbers} != {languages.shape} or languages[0] != "":
            raise ValueError("a calibration has one number a language, the first for all others")
        return cls(tuple(map(str, languages)), *numbers)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What `from_npz` reads."""
        numbers = (self.sharpness, self.toxic_sharpness)
        return dict(zip(ARRAYS, (np.array(self.languages), *numbers), strict=True))

    def sentiment(self, logits: Floats, codes: Sequence[str]) -> Floats:
        """Calibrated logits, texts x outputs, of texts in the languages ``codes``."""
        calibrated: Floats = logits * self.sharpness[self._places(codes)][:, None]
        return calibrated

    def toxicity(self, logits: Floats, codes: Sequence[str]) -> Floats:
        """Calibrated logits of texts in the languages ``codes``."""
        calibrated: Floats = logits * self.toxic_sharpness[self._places(codes)]
        return calibrated

    def _places(self, codes: Sequence[str]) -> NDArray[np.int64]:
        place = {code: at for at, code in enumerate(self.languages)}
        return np.array([place.get(code, 0) for code in codes], dtype=np.int64)
