from __future__ import annotations

import pytest

from firebell.core.conformance.check_detector import check_detector
from firebell.core.triggers.detectors.rhythm import Rhythm
from firebell.core.triggers.detectors.share import Share


@pytest.mark.parametrize("detector", [Rhythm(), Share()], ids=lambda d: d.name)
def test_keeps_the_contract(detector):
    check_detector(detector)
