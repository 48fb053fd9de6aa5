"""Many series in one stroke: alike alone and in a crowd, in one batch or many, small and quick to
keep."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.triggers.bank import Own, RhythmParams, dump_row, empty_rows, load_row, step
from firebell.core.triggers.bank.params import SPANS, Span, params_for

DAY = 288
MIDNIGHT = 1_700_006_400


def played(values, p=None, steps=None):
    """The log return weeks of each bucket, [buckets, n], and the rows at the end."""
    p = p or RhythmParams()
    rows, end, said = empty_rows(p, values.shape[1]), MIDNIGHT, []
    for n, counts in enumerate(values):
        end += 300 * (steps[n] if steps else 1)
        said.append(step(p, rows, end, counts, counts).log_weeks.max(axis=1))
    return np.array(said), rows


def chance(rng, days, means):
    return rng.poisson(means, (days * DAY, len(means))).astype(float)


def test_alone_and_in_a_crowd_are_the_same_to_the_last_bit():
    rng = np.random.default_rng(1)
    means = rng.gamma(0.5, 4.0, 37)
    values = chance(rng, 4, means)
    crowd, rows = played(values)
    for n in (0, 7, 36):
        alone, row = played(values[:, [n]])
        assert np.array_equal(alone[:, 0], crowd[:, n])
        assert row[0].tobytes() == rows[n].tobytes()


def test_series_of_several_sorts_side_by_side_are_as_each_alone():
    """Through more than one hour and day, so that all that is learned had its turn."""
    rng = np.random.default_rng(4)
    values = chance(rng, 3, np.array([9.0, 4.0, 0.7, 30.0]))
    sorts = [
        RhythmParams(),
        RhythmParams(grain=0.5, sustained_share=0.1),
        RhythmParams(sustained_least=40.0, spans=tuple(replace(s, least=25.0) for s in SPANS)),
        RhythmParams(spans=(SPANS[0], replace(SPANS[1], share=0.0))),
    ]
    assert len({p.shared for p in sorts}) == 1
    rows = np.concatenate([empty_rows(p, 1) for p in sorts])
    own, together = Own.of(sorts), []
    for n, counts in enumerate(values):
        end = MIDNIGHT + 300 * (n + 1)
        said = step(sorts[0].shared, rows, end, counts, counts, own=own)
        together.append(said.log_weeks.max(axis=1))
    for n, p in enumerate(sorts):
        alone, row = played(values[:, [n]], p)
        assert np.array_equal(alone[:, 0], np.array(together)[:, n])
        assert row[0].tobytes() == rows[n].tobytes()


def test_a_span_of_no_share_never_rings():
    rng = np.random.default_rng(5)
    values = chance(rng, 4, np.array([3.0]))
    values[-20:] *= 12
    end, seen = MIDNIGHT, []
    p = RhythmParams(spans=(replace(SPANS[0], share=0.0), SPANS[1]))
    rows = empty_rows(p, 1)
    for counts in values:
        end += 300
        seen.append(step(p, rows, end, counts, counts).log_weeks[0])
    loudest = np.max(seen, axis=0)
    assert loudest[0] < 0 < loudest[1]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.one_of(st.just(0.0), st.floats(0, 1e9)), min_size=1, max_size=60),
    st.lists(st.integers(1, 5_000), min_size=60, max_size=60),
)
def test_gaps_and_giants_leave_numbers(values, steps):
    said, rows = played(np.array(values)[:, None], steps=steps)
    assert np.isfinite(said).all()
    again = load_row(dump_row(rows, 2), RhythmParams(), 2)
    assert again.tobytes() == rows.tobytes()


def test_a_gap_is_unknown_and_no_silence():
    rng = np.random.default_rng(2)
    values = chance(rng, 3, [5.0])
    _, rows = played(values)
    p, end = RhythmParams(), MIDNIGHT + 300 * len(values)
    level = float(rows["level"][0])
    for n in range(DAY):
        step(p, rows, end + 7 * 86_400 + 300 * n, *(np.array([float(rng.poisson(5.0))]),) * 2)
    assert float(rows["level"][0]) == pytest.approx(level, rel=0.2)


def test_a_hundred_thousand_series_fit_in_half_a_gigabyte():
    p = RhythmParams(spans=(*SPANS, Span(21_600, 1.0, 0.1, 0.6, 0.4)))
    assert empty_rows(p).nbytes * 100_000 < 500e6


def test_rarer_for_the_same_series_is_more_of_the_same():
    rng = np.random.default_rng(3)
    values = chance(rng, 14, [4.0])
    weeks = []
    for more in (10.0, 30.0, 100.0, 1_000.0):
        told, _ = played(np.vstack([values, [[more]]]))
        weeks.append(float(told[-1, 0]))
    assert weeks == sorted(weeks)


def test_what_happens_again_and_again_is_less_rare():
    """The same burst says less of a series that bursts every few days."""
    rng = np.random.default_rng(4)
    values = chance(rng, 28, [4.0, 4.0])
    for day in range(3, 28, 3):
        values[day * DAY + 100 : day * DAY + 103, 1] += 40.0
    told, _ = played(np.vstack([values, np.full((3, 2), 44.0)]))
    calm, bursty = told[-3:].max(axis=0)
    assert calm > bursty + 1.0


@pytest.mark.parametrize("bucket", [60, 300, 900, 3_600, 86_400])
def test_every_bucket_has_whole_windows(bucket):
    p = params_for(bucket)
    assert all(span.seconds % bucket == 0 for span in p.spans)
    assert sorted({span.seconds for span in p.spans}) == [span.seconds for span in p.spans]
