"""From which size on a post is viral, and what an alert makes of it."""

from __future__ import annotations

from firebell.core.triggers.alerts import Kind, Sound, follow
from firebell.core.triggers.cascade.viral import ENOUGH, LEAST, TIMES, yardstick
from firebell.core.triggers.series import Dimension, Measure, SeriesKey

HOUR = 3_600


def sound(at: int, observed: float, score: float = 0.9) -> Sound:
    series = SeriesKey(Dimension.POST, "17", Measure.RESHARES)
    return Sound(series, at, observed, 10.0, score, window=at, onset=0)


def test_far_beyond_what_is_usual_is_viral():
    assert yardstick([40] * ENOUGH).threshold == TIMES * 40
    assert yardstick([2] * ENOUGH).threshold == LEAST
    assert yardstick([9_000] * (ENOUGH - 1)).threshold == LEAST
    assert yardstick([40] * ENOUGH, given=70).threshold == 70


def test_a_post_rings_alone_and_the_alert_remembers_which():
    (alert,) = follow([sound(HOUR, 310)], HOUR, None)
    assert (alert.kind, alert.post, alert.onset) == (Kind.VIRAL, "17", 0)
    (grown,) = follow([sound(2 * HOUR, 9_000)], 2 * HOUR, alert)
    assert (grown.observed, grown.post) == (9_000, "17")
    assert grown.severity > alert.severity


def test_complaints_about_the_brand_as_a_whole_say_more_than_one_post():
    whole = Sound(SeriesKey("brand", "", "negative"), HOUR, 42, 3, 0.9, HOUR, None)
    (alert,) = follow([sound(HOUR, 310), whole], HOUR, None)
    assert (alert.kind, alert.post) == (Kind.NEGATIVE, "")
