"""What a headline says beside the numbers, only where the store knows it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.listening.models import Brand
from firebell.triggers.clauses import clauses
from firebell.triggers.headlines import headline
from firebell.triggers.models import Trigger
from tests.triggers.playing import START
from tests.triggers.saying import alert_of, say

HOUR = timedelta(hours=1)
COUNTED = {
    "kind": "negative", "observed": 42, "expected": 3, "seconds": 3600, "channel": "bluesky",
    "topic": "refunds",
}  # fmt: skip


@pytest.fixture
def brand(cast):
    return Brand.objects.create(workspace=cast.house, name="Nordvik")


def at(minutes: int):
    return START + timedelta(minutes=minutes)


def rang(brand, **more):
    return alert_of(brand, START, last_at=START + HOUR, **more)


def test_all_of_it_in_one_sentence():
    said = COUNTED | {
        "started_by": "@x", "copies": {"share": 0.6, "posts": 2}, "press": 0,
        "sector": ["Fjord", "Tolvero"], "words": "Call Ada.",
    }  # fmt: skip
    assert headline(said) == (
        "42 complaints about “refunds” on Bluesky in the last hour; usual: 3; started by @x;"
        " 60 % are reposts of two posts; press: nothing yet;"
        " the whole sector: also at Fjord and Tolvero; Call Ada."
    )
    assert headline(COUNTED) == (
        "42 complaints about “refunds” on Bluesky in the last hour; usual: 3"
    )


def test_nothing_is_known_and_nothing_is_said(brand):
    say(brand, 1, at(5))
    assert clauses(rang(brand)) == {}


def test_it_was_started_by_the_first_whom_others_answer_or_pass_on(brand):
    say(brand, 1, at(-90), handle="before it began")
    say(brand, 2, at(1), handle="nobody answers")
    say(brand, 3, at(2), handle="zoe\u202e")
    say(brand, 4, at(3), handle="later")
    for number, about in enumerate(["1", "1", "3", "3", "4", "4", "4", "2"], 10):
        say(brand, number, at(number), kind="reply", in_reply_to=f"post-{about}")
    assert clauses(rang(brand))["started_by"] == "zoe"


def test_posts_of_another_channel_with_the_same_id_are_others(brand):
    say(brand, 3, at(2), handle="zoe")
    for number in (10, 11):
        say(brand, number, at(9), kind="reply", in_reply_to="post-3", channel="mastodon")
    assert clauses(rang(brand)) == {}


@pytest.mark.parametrize(
    ("reposts", "said"),
    [
        ([], None),
        ([3, 2], {"share": 0.42, "posts": 2}),
        ([6], {"share": 0.46, "posts": 1}),
        ([1, 1, 1, 1], None),
    ],
)
def test_the_share_of_reposts_is_of_at_most_two_posts(brand, reposts, said):
    number = 100
    for one in range(7):
        say(brand, one, at(1))
    for original, times in enumerate(reposts):
        for _ in range(times):
            number += 1
            say(brand, number, at(20), kind="repost", in_reply_to=f"elsewhere-{original}")
    assert clauses(rang(brand)).get("copies") == said


def test_the_press_is_silent_only_where_it_is_heard(brand):
    alert = rang(brand)
    assert "press" not in clauses(alert)
    other = Brand.objects.create(workspace=brand.workspace, name="Other")
    say(other, 1, at(5), channel="news")
    say(brand, 2, at(-90), channel="news")
    assert clauses(alert)["press"] == 0
    say(brand, 3, at(30), channel="news", negative=0.1)
    assert clauses(alert)["press"] == 1
    assert headline(COUNTED | clauses(alert)).endswith("press: 1 article")


def test_the_sector_and_the_words_of_its_trigger(brand):
    other = Brand.objects.create(workspace=brand.workspace, name="Other")
    rule = Trigger.objects.create(
        workspace=brand.workspace, kind="own", name="Ours", conditions=[{"name": "rare"}],
        effects=[{"name": "ring"}, {"name": "say", "words": "Call Ada."}],
    )  # fmt: skip
    alert = rang(brand, sector=[other.pk, 10**6], trigger=rule)
    assert clauses(alert) == {"sector": ["Other"], "words": "Call Ada."}
