from __future__ import annotations

import random

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.conformance.check_detector import check_detector
from firebell.core.triggers.bank.params import SPANS, RhythmParams, Span
from firebell.core.triggers.contract import StateError, points
from firebell.core.triggers.detectors.kleinberg import Kleinberg
from firebell.core.triggers.detectors.mean_sigma import MeanSigma, MeanSigmaParams
from firebell.core.triggers.detectors.rhythm import Rhythm
from firebell.core.triggers.detectors.share import Share, ShareParams
from firebell.core.triggers.series import DETECTORS

DAY = 24 * 12
SECOND = 1_000_000
MIDNIGHT = 1_700_006_400


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(
    "detector",
    [Rhythm(), Share(), Kleinberg(), MeanSigma(MeanSigmaParams(sigmas=5.0))],
    ids=lambda d: d.name,
)
def test_keeps_the_contract(detector, seed):
    check_detector(detector, seed=seed)


@pytest.mark.parametrize("detector", DETECTORS.values(), ids=lambda d: d.name)
def test_refuses_what_is_no_state(detector):
    good = detector.dump(detector.initial())
    for bad in (b"", b"\x00", good[:-1], bytes([99]) + good[1:]):
        with pytest.raises(StateError):
            detector.load(bad)


def test_refuses_the_state_of_other_windows():
    with pytest.raises(StateError):
        Rhythm(RhythmParams(spans=SPANS[:1])).load(Rhythm().dump(Rhythm().initial()))


def test_refuses_windows_that_are_no_multiple_of_the_bucket():
    with pytest.raises(ValueError, match="multiple"):
        Rhythm(RhythmParams(spans=(Span(450, 1.0, 0.3, 2.0, 0.5),)))
    with pytest.raises(ValueError, match="multiple"):
        Share(ShareParams(window=400))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.one_of(st.just(0.0), st.floats(0, 1e6)), max_size=120),
    st.lists(st.integers(1, 400), min_size=120, max_size=120),
)
def test_whatever_comes_the_answer_is_a_number_and_lasts(values, steps):
    at, ends = MIDNIGHT, []
    for step in steps[: len(values)]:
        at += 300 * step
        ends.append(at * SECOND)
    for detector in DETECTORS.values():
        state, found = detector.step(detector.initial(), points(ends, values))
        for name in ("observed", "expected", "lower", "upper", "score"):
            column = found[name]
            assert pa.compute.all(pa.compute.is_finite(column)).as_py() in (True, None)
        assert detector.dump(detector.load(detector.dump(state))) == detector.dump(state)


def ringing(detector, values):
    """Indices of the points that ring, five minutes each from midnight."""
    ends = [(MIDNIGHT + 300 * (n + 1)) * SECOND for n in range(len(values))]
    _, found = detector.step(detector.initial(), points(ends, values))
    rang = found.filter(found["ringing"])["at"].cast(pa.int64()).to_pylist()
    return sorted({(at // SECOND - MIDNIGHT) // 300 - 1 for at in rang})


def busy_days(days, seed, night=0.2, level=1.5):
    """Chance around a strong daily rhythm: nights have a fifth of the days."""
    rng = random.Random(seed)
    rates = [level if 8 <= n % DAY // 12 < 20 else level * night for n in range(days * DAY)]
    return [float(sum(rng.random() < rate / 20 for _ in range(20))) for rate in rates]


def test_every_morning_comes_as_expected():
    assert ringing(Rhythm(), busy_days(10, 5)) == []


def test_a_day_s_number_at_night_rings():
    values = busy_days(10, 5)
    night = 9 * DAY + 2 * 12
    values[night : night + 24] = [4.0] * 24
    rang = ringing(Rhythm(), values)
    assert rang
    assert night <= rang[0] < night + 24


def test_a_lasting_rise_rings_and_becomes_the_new_usual():
    calm, risen = busy_days(7, 6, level=1.0), busy_days(21, 7, level=3.0)
    rang = ringing(Rhythm(), calm + risen)
    assert rang[0] < 8 * DAY
    assert all(at < 16 * DAY for at in rang)


def test_from_nothing_to_much_is_a_start_and_not_a_spike():
    quiet = [0.0] * (4 * DAY)
    quiet[100] = quiet[400] = 1.0
    assert ringing(Rhythm(), quiet + busy_days(2, 8, level=8.0)) == []


def test_two_weeks_of_near_silence_are_a_habit():
    quiet = [float(n % DAY == 0) for n in range(16 * DAY)]
    rang = ringing(Rhythm(), quiet + [4.0] * 12)
    assert rang
    assert 16 * DAY <= rang[0] < 16 * DAY + 12


def test_a_share_of_a_few_never_rings():
    rng = random.Random(3)
    total = [float(rng.random() < 0.2) for _ in range(8 * DAY)]
    usual = [t * (rng.random() < 0.3) for t in total]
    usual[6 * DAY :] = total[6 * DAY :]
    ends = [(MIDNIGHT + 300 * (n + 1)) * SECOND for n in range(len(total))]
    detector = Share()
    _, found = detector.step(detector.initial(), points(ends, usual, total))
    assert not any(found["ringing"].to_pylist())
