from __future__ import annotations

import io

import numpy as np
import pytest

from firebell.core.understanding.calibration import Calibration

GERMAN = Calibration(("", "de"), np.array([1.0, 0.5]), np.array([2.0, 3.0]))


def test_each_language_has_its_own_and_others_share_the_first():
    logits = np.array([[2.0, 0.0, -2.0]] * 3)
    assert GERMAN.sentiment(logits, ["de", "fr", "und"]).tolist() == [
        [1.0, 0.0, -1.0],
        [2.0, 0.0, -2.0],
        [2.0, 0.0, -2.0],
    ]
    assert GERMAN.toxicity(np.array([1.0, 1.0]), ["de", "xx"]).tolist() == [3.0, 2.0]


def test_none_changes_nothing():
    logits = np.array([[0.25, 1.0, -3.0]])
    assert Calibration.none().sentiment(logits, ["en"]).tolist() == logits.tolist()


def test_it_comes_back_from_its_file():
    file = io.BytesIO()
    np.savez_compressed(file, **GERMAN.arrays())
    again = Calibration.from_npz(file.getvalue())
    assert again.languages == GERMAN.languages
    assert again.toxic_sharpness.tolist() == GERMAN.toxic_sharpness.tolist()


def test_a_file_that_does_not_fit_is_refused():
    file = io.BytesIO()
    np.savez_compressed(file, **(GERMAN.arrays() | {"sharpness": np.ones(3)}))
    with pytest.raises(ValueError, match="one number a language"):
        Calibration.from_npz(file.getvalue())
