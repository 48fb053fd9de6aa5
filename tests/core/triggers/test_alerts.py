from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.triggers.alerts import AlertRules, Kind, Sound, follow, severity
from firebell.core.triggers.series import BUCKET, SeriesKey

RULES = AlertRules()
HOUR = 3_600
BRAND = SeriesKey("brand", "", "negative")
TOTAL = SeriesKey("brand", "", "total")
BLUESKY, MAIL = (SeriesKey("channel", key, "negative") for key in ("bluesky", "email"))
NORWEGIAN = SeriesKey("language", "nb", "negative")


def sound(at=0, score=0.7, observed=40.0, expected=4.0, series=BRAND, window=HOUR):
    onset = at - BUCKET if score >= RULES.on else None
    return Sound(series, at, observed, expected, score, window, onset)


def heard(scores, step=BUCKET):
    return [sound(at=n * step, score=score) for n, score in enumerate(scores)]


def test_opens_above_the_upper_threshold_and_lasts_above_the_lower():
    assert follow(heard([0.45, 0.45]), 10 * HOUR, None) == []
    (alert,) = follow(heard([0.45, 0.6, 0.45, 0.45]), 10 * HOUR, None)
    assert (alert.at, alert.last_at, alert.ended_at) == (BUCKET, 3 * BUCKET, 3 * BUCKET)


def test_is_open_until_it_has_been_quiet_long_enough():
    (alert,) = follow(heard([0.6]), RULES.quiet - 1, None)
    assert alert.ended_at is None
    (alert,) = follow([], RULES.quiet, replace(alert, id=7))
    assert (alert.id, alert.ended_at) == (7, 0)
    assert follow([], 99 * HOUR, alert) == []


@pytest.mark.parametrize(("hours", "alerts"), [(2, 1), (24, 1), (25, 2)])
def test_cool_down(hours, alerts):
    assert len(follow(heard([0.6, 0.6], step=hours * HOUR), 99 * HOUR, None)) == alerts


def test_what_overlaps_is_one_alert_and_says_the_worst():
    both = [
        sound(at=0, series=TOTAL, observed=90, expected=9),
        sound(at=BUCKET, observed=20),
        sound(at=2 * BUCKET, observed=60),
        sound(at=3 * BUCKET, observed=30),
        sound(at=4 * BUCKET, series=TOTAL, observed=900, expected=9),
    ]
    (alert,) = follow(both, HOUR, None)
    assert (alert.kind, alert.at, alert.peak_at) == (Kind.NEGATIVE, 0, 2 * BUCKET)
    assert (alert.observed, alert.last_at) == (60, 4 * BUCKET)


def test_names_what_carries_at_least_half():
    parts = [sound(), sound(series=BLUESKY, observed=30), sound(series=MAIL, observed=14)]
    (alert,) = follow(parts, 0, None)
    assert (alert.channel, alert.topic) == ("bluesky", "")
    even = [sound(), sound(series=BLUESKY, observed=15), sound(series=MAIL, observed=14)]
    assert follow(even, 0, None)[0].channel == ""


def test_a_channel_rings_alone_and_a_language_does_not():
    (alert,) = follow([sound(series=BLUESKY)], 0, None)
    assert alert.channel == "bluesky"
    assert follow([sound(series=NORWEGIAN)], 0, None) == []


series = st.sampled_from([BRAND, TOTAL, BLUESKY, MAIL, NORWEGIAN])
sounds = st.lists(
    st.builds(
        sound,
        at=st.integers(0, 2_000).map(lambda n: n * BUCKET),
        score=st.floats(0.01, 1),
        observed=st.floats(0, 500),
        expected=st.floats(0, 100),
        series=series,
    ),
    max_size=60,
)


@given(sounds)
def test_alerts_of_a_brand_never_overlap(everything):
    alerts = follow(everything, 3_000 * BUCKET, None)
    for alert in alerts:
        assert alert.onset <= alert.at <= alert.peak_at <= alert.last_at == alert.ended_at
        assert 1 <= alert.severity <= 10
    for earlier, later in itertools.pairwise(alerts):
        assert later.at - earlier.last_at > RULES.cool_down


@given(sounds, st.lists(st.integers(0, 2_001), max_size=6))
def test_in_pieces_as_in_one_go(everything, cuts):
    """The store keeps the last alert only; that is enough to go on from."""
    end = 2_001 * BUCKET
    kept, last, begin = {}, None, -1
    for edge in [*(cut * BUCKET for cut in sorted(cuts)), end]:
        for alert in follow([s for s in everything if begin < s.at <= edge], edge, last):
            number = alert.id if alert.id is not None else len(kept)
            last = kept[number] = replace(alert, id=number)
        begin = max(begin, edge)
    whole = follow(everything, end, None)
    assert [replace(alert, id=None) for alert in kept.values()] == whole


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(1, 100))
def test_more_is_never_less_severe(observed, expected, more):
    assert severity(observed, expected) <= severity(observed * more, expected)
