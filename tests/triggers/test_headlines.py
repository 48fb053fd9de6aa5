from __future__ import annotations

import pytest

from firebell.triggers.headlines import headline
from firebell.triggers.wording.spans import in_the_last

CASE = {
    "kind": "negative",
    "observed": 42,
    "expected": 3,
    "seconds": 3600,
    "channel": "",
    "topic": "",
}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "42 complaints in the last hour; usual: 3"),
        (
            {"topic": "refunds", "channel": "bluesky"},
            "42 complaints about “refunds” on Bluesky in the last hour; usual: 3",
        ),
        (
            {"seconds": 21_600, "expected": 0},
            "42 complaints in the last 6 hours; usual: hardly any",
        ),
        ({"kind": "volume"}, "42 posts in the last hour; usual: 3"),
        (
            {"kind": "share", "seconds": 21_600},
            "42 complaints in the last 6 hours; usual among so many posts: 3",
        ),
        ({"seconds": 900}, "42 complaints in the last 15 minutes; usual: 3"),
        ({"observed": 1, "expected": 0}, "1 complaint in the last hour; usual: hardly any"),
    ],
)
def test_says_it_in_plain_words(changes, said):
    assert headline(CASE | changes) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (5, "in the last 5 minutes"),
        (15, "in the last 15 minutes"),
        (50, "in the last 50 minutes"),
        (60, "in the last hour"),
        (65, "in the last hour"),
        (90, "in the last 90 minutes"),
        (125, "in the last 2 hours"),
        (23 * 60, "in the last 23 hours"),
        (5 * 24 * 60, "in the last 5 days"),
    ],
)
def test_what_lasts_is_said_as_exactly_as_a_glance_takes_in(minutes, said):
    assert in_the_last(60 * minutes) == said


def test_an_alert_of_an_earlier_release_still_says_its_hours():
    old = {name: value for name, value in CASE.items() if name != "seconds"} | {"hours": 6}
    assert headline(old) == "42 complaints in the last 6 hours; usual: 3"
