from __future__ import annotations

import pytest

from firebell.triggers.headlines import headline

CASE = {"kind": "negative", "observed": 42, "expected": 3, "hours": 1, "channel": "", "topic": ""}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "42 complaints in the last hour; usual: 3"),
        (
            {"topic": "refunds", "channel": "bluesky"},
            "42 complaints about “refunds” on Bluesky in the last hour; usual: 3",
        ),
        ({"hours": 6, "expected": 0}, "42 complaints in the last 6 hours; usual: hardly any"),
        ({"kind": "volume"}, "42 posts in the last hour; usual: 3"),
        (
            {"kind": "share", "hours": 6},
            "42 complaints in the last 6 hours; usual among so many posts: 3",
        ),
        ({"observed": 1, "expected": 0}, "1 complaint in the last hour; usual: hardly any"),
    ],
)
def test_says_it_in_plain_words(changes, said):
    assert headline(CASE | changes) == said
