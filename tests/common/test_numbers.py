from __future__ import annotations

import pytest

from firebell.common.templatetags.firebell import whole


@pytest.mark.parametrize(
    ("value", "shown"),
    [(119.6, "120"), (9.96, "10"), (2.96, "3"), (3.0, "3"), (0.72, "0.7"), (0, "0"), (None, "–")],
)
def test_a_number_is_rounded_and_loses_the_decimals_that_say_nothing(value, shown):
    assert whole(value) == shown
