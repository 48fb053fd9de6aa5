"""A lead gives one channel other minutes in a table, line by line and without a script; what the
table cannot show stays as programs set it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.core.desk.clocks import ClockKind
from firebell.core.desk.clocks.policy import PRIORITIES
from firebell.desk import actions, queries
from firebell.desk.models import Case, HouseRules
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.desk.test_house_rules import clocks_typed, set_clocks
from tests.screens import HOSTILE, assert_harmless, said_on, signed_in

PAGE = "/w/house/desk/clocks/"
Line = tuple[str, str, object]  # channel, range of priorities, minutes


@pytest.fixture(autouse=True)
def _something_was_heard(cast: Cast, posts: Posts) -> None:
    """On Twitter, so that it can be chosen; and the house has opening hours."""
    posts.say("zoe", needs_answer=False)
    assert set_clocks(cast).status_code == 302


def send(cast: Cast, *new: Line, away: tuple[int, ...] = (), page: object = None, **changed):
    """What the page shows is sent back, with `changed` cells by their names, some lines taken
    away, and new ones."""
    client = signed_in(cast.lead)
    table = (page or client.get(PAGE)).context["lines"]
    typed: dict[str, object] = {}
    for line in table.initial_forms:
        typed |= {field.html_name: field.value() or "" for field in (line["was"], *line.cells)}
    count = len(table.initial_forms)
    for at, (channel, priorities, minutes) in enumerate(new, count):
        cells = {"channel": channel, "priorities": priorities, "minutes": minutes, "calendar": ""}
        typed |= {f"channels-{at}-{name}": value for name, value in cells.items()}
    typed |= {f"channels-{at}-DELETE": "on" for at in away}
    typed |= {"channels-TOTAL_FORMS": count + len(new) + 1, "channels-INITIAL_FORMS": count}
    return client.post(f"{PAGE}set/", clocks_typed(**typed | changed), follow=True)


def lines() -> list[tuple[list[int], int, str]]:
    """Of the rules for Twitter alone: priorities, minutes, calendar."""
    return [
        (rule.get("priorities", []), rule["minutes"], rule["calendar"])
        for rule in HouseRules.objects.get().clocks["rules"]
        if rule.get("channels") == ["twitter"] and rule["clock"] == "first_response"
    ]


def test_a_line_is_added_changed_and_taken_away(cast: Cast, posts: Posts):
    shown = send(cast, ("twitter", "3-5", 60))
    assert "Set. Open cases have their new due times." in said_on(shown)
    assert lines() == [([3, 4, 5], 60, "office")]
    assert posts.say("ann").due_at == START + timedelta(minutes=60)
    send(cast, **{"channels-0-minutes": 90})
    assert lines() == [([3, 4, 5], 90, "office")]
    assert Case.objects.get().due_at == START + timedelta(minutes=90)
    cells = {"priorities": "4-5", "minutes": 300, "calendar": "always"}
    send(cast, **{f"channels-0-{name}": value for name, value in cells.items()})
    assert lines() == [([4, 5], 300, "always")]
    send(cast, away=(0,))
    assert lines() == []


def test_by_itself_it_is_counted_as_on_other_channels(cast: Cast):
    send(cast, ("twitter", "", 10))
    assert lines() == [([1, 2], 10, "always"), ([3, 4, 5], 10, "office")]
    page = signed_in(cast.lead).get(PAGE)
    shown = [[field.value() for field in line.cells] for line in page.context["lines"]]
    assert shown == [
        ["twitter", "1-2", 10, "always"],
        ["twitter", "3-5", 10, "office"],
        [None, None, None, None],
    ]
    send(cast, mon="", tue="", fri="", round_the_clock=5)
    assert [calendar for *_rest, calendar in lines()] == ["always", "always"]


def test_the_narrower_line_holds_whatever_came_first(cast: Cast, posts: Posts):
    send(cast, ("twitter", "", 60), **{"channels-0-calendar": "office"})
    send(cast, ("twitter", "1-1", 5), ("twitter", "1-3", 50))
    assert sorted(lines()) == [
        ([], 60, "office"), ([1], 5, "always"), ([1, 2], 50, "always"), ([3], 50, "office"),
    ]  # fmt: skip
    policy = queries.policy_of(cast.house.pk)
    rules = [policy.rule(ClockKind.FIRST_RESPONSE, n, "twitter") for n in PRIORITIES]
    assert [rule.minutes for rule in rules] == [5, 50, 50, 60, 60]
    # With a line of its own for 3, what is added for all leaves that alone.
    send(cast, ("twitter", "1-4", 55))
    assert ([3], 50, "office") in lines()
    assert ([3, 4], 55, "office") in lines()


def test_what_no_line_shows_stays_and_is_told(cast: Cast):
    given = HouseRules.objects.get().clocks
    later = {"clock": "next_response", "minutes": 7, "calendar": "always", "channels": ["twitter"]}
    quick = {"clock": "first_response", "minutes": 9, "calendar": "office", "channels": ["phone"]}
    gaps = quick | {"minutes": 240, "channels": ["twitter", "phone"], "priorities": [2, 4]}
    given["rules"] = [later, quick, gaps, *given["rules"]]
    actions.set_rules(cast.house, "clocks", given, cast.lead)
    shown = said_on(signed_in(cast.lead).get(PAGE))
    assert "Each later answer, Twitter, priority all: 7 minutes" in shown
    assert "First answer, Twitter, Phone, priority 2, 4: 4 hours" in shown
    send(cast)
    assert HouseRules.objects.get().clocks == given
    send(cast, ("twitter", "2-2", 20))
    rules = HouseRules.objects.get().clocks["rules"]
    assert rules[:2] == [later, quick]
    # One channel alone comes before several.
    assert (rules[2]["channels"], rules[3]) == (["twitter"], gaps)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (("twitter", "", ""), "This field is required."),
        (("", "", 5), "This field is required."),
        (("telex", "", 5), "Select a valid choice."),
        (("twitter", "5-1", 5), "Select a valid choice."),
        (("twitter", "", 0), "greater than or equal to 1"),
        (
            ("twitter", "3-3", 5),
            "First answer, Twitter: A more urgent priority may not have more time",
        ),
    ],
)
def test_nonsense_is_refused_and_nothing_changes(cast: Cast, line: Line, told: str):
    before = HouseRules.objects.get().clocks
    refused = send(cast, line)
    assert refused.status_code == 422
    assert told in said_on(refused)
    assert HouseRules.objects.get().clocks == before


def test_two_lines_for_the_same_are_refused(cast: Cast):
    send(cast, ("twitter", "1-2", 10))
    refused = send(cast, ("twitter", "1-2", 12))
    assert refused.status_code == 422
    assert "There is a line for this already." in said_on(refused)
    assert lines() == [([1, 2], 10, "always")]


def test_what_somebody_else_added_meanwhile_stays(cast: Cast):
    send(cast, ("twitter", "1-2", 10))
    opened = signed_in(cast.lead).get(PAGE)
    send(cast, ("twitter", "4-5", 300))
    send(cast, page=opened, **{"channels-0-minutes": 12})
    assert sorted(lines()) == [([1, 2], 12, "always"), ([4, 5], 300, "office")]


def test_others_may_look_and_hostile_channels_stay_words(cast: Cast):
    given = HouseRules.objects.get().clocks
    rule = {"clock": "first_response", "minutes": 9, "calendar": "office"}
    given["rules"] = [rule | {"channels": [HOSTILE[:90]]}, *given["rules"]]
    given["rules"] = [
        rule | {"channels": [HOSTILE[:90], "x"], "clock": "resolution"},
        *given["rules"],
    ]
    actions.set_rules(cast.house, "clocks", given, cast.lead)
    page = signed_in(cast.agent).get(PAGE)
    assert_harmless(page)
    assert '<fieldset class="stack" disabled>' in page.text


def test_clocks_that_can_no_longer_be_read_are_set_anew(cast: Cast):
    HouseRules.objects.update(clocks={"rules": "?"})
    assert signed_in(cast.lead).get(PAGE).status_code == 200
    assert send(cast, ("twitter", "1-2", 10)).status_code == 200
    assert lines() == [([1, 2], 10, "always")]
