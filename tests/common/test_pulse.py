from __future__ import annotations

import pytest

from firebell.common import pulse


def test_a_mark_says_what_was_touched(cast):
    before = pulse.read_mark(pulse.mark(cast.house.pk))
    pulse.touch(cast.house.pk, "cases", "alerts")
    pulse.touch(cast.house.pk, "cases")
    pulse.touch(cast.elsewhere.pk, "sources")
    after = pulse.read_mark(pulse.mark(cast.house.pk))
    moved = {topic: after[topic] - before[topic] for topic in pulse.TOPICS}
    assert {topic: times for topic, times in moved.items() if times} == {"alerts": 1, "cases": 2}


@pytest.mark.parametrize(
    "word", ["", "1.2", "a.b.c.d.e.f", "1.2.3.4", "1.2.3.4.5.²", "-1.2.3.4.5.6"]
)
def test_a_word_that_is_no_mark_has_seen_nothing(word: str):
    assert pulse.read_mark(word) == {}
