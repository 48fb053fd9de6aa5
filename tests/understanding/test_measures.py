from __future__ import annotations

import numpy as np
import pytest

from firebell.understanding.training.measures import calibration_error


def test_calibration_error():
    sure = np.array([[0.9, 0.1]] * 30)
    assert calibration_error(sure, [0, 1] * 15) == pytest.approx(0.4)
    assert calibration_error(sure, [0] * 30) == pytest.approx(0.1)
    even = np.array([[0.5, 0.5]] * 30)
    assert calibration_error(even, [0, 1] * 15) == pytest.approx(0.0)


def test_calibration_error_weighs_the_sure_apart_from_the_unsure():
    mixed = np.array([[0.9, 0.1]] * 15 + [[0.6, 0.4]] * 15)
    assert calibration_error(mixed, [0] * 15 + [1] * 15) == pytest.approx((0.1 + 0.6) / 2, abs=0.02)
