"""Everything that was heard and noted is found again: what the matcher says, in pages, in time."""

from __future__ import annotations

from datetime import timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firebell.common import clock
from firebell.core.query import QueryError
from firebell.desk import actions
from firebell.desk.models import CaseTag, Tag
from firebell.desk.queries import searching
from firebell.desk.queries.searching import pages, tallies, walking
from firebell.desk.queries.searching.tallies import MOST_MARKS, TALLIES, Tally
from firebell.listening import full_text
from firebell.listening.models import Interaction, Profile
from firebell.understanding.models import Reading
from tests.desk.posts import START, Posts

NOW = START + timedelta(hours=2)


@pytest.fixture(autouse=True)
def _eleven():
    TALLIES.forget()
    with clock.moved_to(NOW):
        yield


def index_all(*workspaces: int) -> None:
    """What `Posts` stored past the corridor."""
    for workspace in workspaces:
        ids = Interaction.objects.filter(workspace_id=workspace).values_list("pk", flat=True)
        full_text.index(workspace, full_text.entries(workspace, list(ids)).values())


def asked(cast, text: str, user=None, workspace=None):
    house = workspace or cast.house
    return searching.understood(house.pk, text, user or cast.agent, NOW)


def found(cast, text: str, **who) -> list[str]:
    """The texts that are found, the newest first."""
    wanted = asked(cast, text, **who)
    page = searching.first_page(wanted)
    return [one.text for one in searching.found_at(wanted.workspace_id, page.places, wanted.terms)]


@pytest.fixture
def desk(posts, cast):
    """Four words in three cases, a note, an answer of ours, and the same words next door."""
    cases = {
        "red": posts.say("ann", "My bag is red", minute=1),
        "blue": posts.say("bob", "A blue bag, {Delta}!", minute=2),
        "late": posts.say("cid_2", "late again #fail @united", minute=3),
    }
    posts.hear("help", "Which bag?", minute=4, outbound=True, thread="w1")
    posts.say("ann", "the second bag", minute=5, thread="w1")
    actions.claim(cases["blue"], cast.agent)
    neighbour = Posts(cast.elsewhere.pk)
    neighbour.say("ann", "A red bag of the neighbour", minute=1)
    index_all(cast.house.pk, cast.elsewhere.pk)
    with clock.moved_to(START + timedelta(minutes=30)):
        actions.note(cases["red"], "The bag was found in Oslo.", cast.lead)
        tag = Tag.objects.create(workspace=cast.house, name="Luggage")
        CaseTag.objects.create(case=cases["red"], tag=tag)
    return cases


RED, BLUE = "My bag is red", "A blue bag, {Delta}!"
OURS, SECOND = "Which bag?", "the second bag"
NOTE, LATE = "The bag was found in Oslo.", "late again #fail @united"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bag", [NOTE, SECOND, OURS, BLUE, RED]),
        ("bag red", [RED]),
        ("ba", [NOTE, SECOND, OURS, BLUE, RED]),  # the last plain word may be a beginning
        ("ba AND red", []),
        ("ba* AND red", [RED]),
        ("red OR blue", [BLUE, RED]),
        ("bag NOT (red OR blue)", [NOTE, SECOND, OURS]),
        ('"bag is"', [RED]),
        ("ann", [SECOND, RED]),  # a handle
        ("author:ann", [SECOND, RED]),
        ("author:cid*", [LATE]),
        ("{Delta}", [BLUE]),
        ("{delta}", []),
        ("bag NEAR/2 red", [RED]),
        ("bag NEAR/1 red", []),
        ("#fail", [LATE]),
        ("@united", [LATE]),
        ("is:note", [NOTE]),
        ("is:ours", [OURS]),
        ("is:post bag NOT is:ours", [SECOND, BLUE, RED]),
        ("channel:twitter late", [LATE]),
        ("lang:en late", [LATE]),
        ("lang:pl", []),
        ("case:1", [NOTE, SECOND, OURS, RED]),
        ("case:1 bag NOT second", [NOTE, OURS, RED]),
        ("case:1 {bag}", [NOTE, SECOND, OURS, RED]),
        ("case:99", []),
        ("tag:luggage", [NOTE, SECOND, OURS, RED]),
        ("state:claimed", [BLUE]),
        ("state:open late", [LATE]),
        ("owner:me", [BLUE]),
        ("owner:nobody {bag}", [NOTE, SECOND, RED]),
        ("sentiment:neutral bag", [SECOND, BLUE, RED]),
        ("sentiment:negative bag", []),
        ("queue:\"front desk\" is:note", [NOTE]),
        ("queue:elsewhere bag", []),
        ("after:2026-03-02 late", [LATE]),
        ("before:2026-03-02", []),
        ("after:2026-03-02T09:03", [NOTE, SECOND, OURS, LATE]),
        ("before:2026-03-02T09:02 bag", [RED]),
        ("late OR before:2026-03-02T09:02", [LATE, RED]),
        ("bag NOT after:2026-03-02T09:02", [RED]),
        ("after:1h bag", []),
        ("bag (state:claimed OR is:note)", [NOTE, BLUE]),
    ],
)  # fmt: skip
def test_what_is_found(desk, cast, text, expected):
    assert found(cast, text) == expected


def test_me_is_whoever_asks(desk, cast):
    assert found(cast, "owner:me", user=cast.lead) == []
    assert found(cast, "owner:agent") == [BLUE]


@pytest.mark.parametrize(
    "text", ["bag AND", "owner:stranger", "auther:bob", "state:tweet", "", "a " * 300, "x" * 2_001]
)
def test_a_wrong_search_is_refused_at_its_place(desk, cast, text):
    with pytest.raises(QueryError) as caught:
        asked(cast, text)
    assert 0 <= caught.value.start <= len(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.text(max_size=40) | st.text('ab"(){}*:#@ -ANDORT0', max_size=30))
def test_whatever_is_written_is_understood_or_refused(cast, text):
    wrong, page = None, None
    try:
        page = searching.first_page(asked(cast, text))
    except QueryError as error:
        wrong = error
    assert (page is None) != (wrong is None)
    assert page is None or page.places == []
    assert wrong is None or 0 <= wrong.start <= wrong.end <= max(len(text), wrong.start)


def test_the_words_are_marked_where_they_stand(desk, cast):
    wanted = asked(cast, "bag NOT blue")
    page = searching.first_page(wanted)
    rows = searching.found_at(cast.house.pk, page.places, wanted.terms)
    marked = [[one.text[start:end] for start, end in one.marks] for one in rows]
    assert marked == [["bag"]] * 4


def test_a_row_says_who_and_where(desk, cast):
    wanted = asked(cast, "bag")
    rows = searching.found_at(cast.house.pk, searching.first_page(wanted).places, wanted.terms)
    told = [(one.who, one.case and one.case.number, one.ours, one.note, one.mood) for one in rows]
    assert told == [
        ("Lead", 1, False, True, ""),
        ("ann", 1, False, False, "neutral"),
        ("help", 1, True, False, ""),
        ("bob", 2, False, False, "neutral"),
        ("ann", 1, False, False, "neutral"),
    ]


# --- nothing of another workspace ---------------------------------------------------------


def test_of_two_houses_with_the_same_words_each_finds_its_own(desk, cast):
    assert found(cast, "neighbour") == []
    assert found(cast, "red bag", user=cast.stranger, workspace=cast.elsewhere) == [
        "A red bag of the neighbour"
    ]
    for text in ("bag", "red", "bag red", "author:ann", "is:post", "ann"):
        mine, theirs = asked(cast, text), asked(cast, text, cast.stranger, cast.elsewhere)
        for wanted in (mine, theirs):
            page = searching.first_page(wanted)
            rows = searching.found_at(wanted.workspace_id, page.places, wanted.terms)
            assert len(rows) == len(page.places) == searching.count_of(wanted, page).hits


def test_what_the_neighbour_says_changes_nothing_here(posts, cast):
    """Neither what is found, nor its order, nor any number, nor what a beginning stands for."""
    for number in range(5):
        posts.hear("ann", f"a bag {'red ' * number}", minute=number)
    index_all(cast.house.pk)
    before = [_all_told(cast, text) for text in ("bag", "bag red", "ba*", "{bag}", "sentiment:x*")]
    neighbour = Posts(cast.elsewhere.pk)
    for number in range(30):
        neighbour.say("ann", f"red bag bagatelle{number} baguette{number}", minute=number)
    index_all(cast.elsewhere.pk)
    TALLIES.forget()
    after = [_all_told(cast, text) for text in ("bag", "bag red", "ba*", "{bag}", "sentiment:x*")]
    assert after == before


def _all_told(cast, text):
    try:
        wanted = asked(cast, text)
    except QueryError as error:
        return str(error)
    page = searching.first_page(wanted)
    counted = searching.count_on(wanted)
    return page, searching.count_of(wanted, page), counted.hits, counted.more, wanted.find


def test_a_place_of_the_neighbour_shows_nothing(desk, cast):
    theirs = searching.first_page(asked(cast, "bag", cast.stranger, cast.elsewhere)).places
    assert len(theirs) == 1
    assert searching.found_at(cast.house.pk, theirs, ()) == []
    wanted = asked(cast, "bag")
    assert searching.older_page(wanted, theirs[0]).places == [
        place for place in searching.first_page(wanted).places if place < theirs[0]
    ]


def test_a_colleague_of_the_neighbour_is_nobody_here(desk, cast):
    with pytest.raises(QueryError):
        asked(cast, "owner:stranger")
    with pytest.raises(QueryError):
        asked(cast, f"owner:{cast.stranger.email}")


def test_a_case_of_the_neighbour_is_no_case_here(posts, cast):
    Posts(cast.elsewhere.pk).say("ann", "A red bag")
    index_all(cast.elsewhere.pk)
    tag = Tag.objects.create(workspace=cast.elsewhere, name="theirs")
    CaseTag.objects.create(case=tag.workspace.case_set.get(), tag=tag)
    assert found(cast, "case:1") == found(cast, "tag:theirs") == []


# --- pages ----------------------------------------------------------------------------------


def many(posts, cast, number: int) -> None:
    """`number` words, each five in one minute, all in one case so that it has few queries."""
    profile = posts.person("ann")
    words = Interaction.objects.bulk_create(
        Interaction(
            workspace_id=cast.house.pk, source=posts.source, profile=profile, channel="twitter",
            external_id=f"m{n}", kind="post", at=START + timedelta(minutes=n // 5),
            received_at=START, text=f"bag {n}", thread="m",
        )
        for n in range(number)
    )  # fmt: skip
    Reading.objects.bulk_create(
        Reading(
            interaction=word, version=posts.version, language="en", language_p=1,
            sentiment="neutral", negative=0, neutral=1, positive=0, needs_answer=False,
            needs_answer_p=0, toxicity=0,
        )
        for word in words
    )  # fmt: skip
    index_all(cast.house.pk)


def all_pages(wanted) -> list[list[int]]:
    page = searching.first_page(wanted)
    pages = [page.places]
    while page.older is not None:
        page = searching.older_page(wanted, page.older)
        pages.append(page.places)
    return pages


@pytest.mark.parametrize("text", ["bag", "{bag}", "sentiment:neutral"])
@pytest.mark.parametrize("number", [24, 25, 26, 130])
def test_the_pages_hold_every_hit_once_forth_and_back(posts, cast, text, number):
    many(posts, cast, number)
    wanted = asked(cast, text)
    pages = all_pages(wanted)
    walked = [place for places in pages for place in places]
    assert walked == sorted(set(walked), reverse=True)
    assert len(walked) == number
    assert [len(places) for places in pages[:-1]] == [searching.PAGE_SIZE] * (len(pages) - 1)
    # Back from the last page to the first.
    back = [pages[-1]]
    page = searching.older_page(wanted, pages[-2][-1]) if len(pages) > 1 else None
    while page is not None and page.newer is not None:
        page = searching.newer_page(wanted, page.newer)
        back.append(page.places)
    assert back[::-1] == pages


@pytest.mark.parametrize("text", ["bag", "{bag}"])
@pytest.mark.parametrize("counts_at_once", [True, False])
def test_a_page_of_a_number_is_the_page_walked_to(posts, cast, text, counts_at_once, monkeypatch):
    monkeypatch.setattr(full_text, "counts_at_once", lambda: counts_at_once)
    many(posts, cast, 130)
    wanted = asked(cast, text)
    for number, places in enumerate(all_pages(wanted), start=1):
        page = searching.numbered_page(wanted, number)
        while page is None:
            searching.count_on(wanted, number * searching.PAGE_SIZE)
            page = searching.numbered_page(wanted, number)
        assert page.places == places
        assert (page.newer is not None) == (number > 1)
        assert (page.older is not None) == (number < 6)
    beyond = searching.numbered_page(wanted, 7)
    if beyond is None:
        searching.count_on(wanted, 10_000)
        beyond = searching.numbered_page(wanted, 7)
    assert beyond.places == []


def test_a_count_is_exact_or_says_that_it_is_more(posts, cast, monkeypatch):
    many(posts, cast, 130)
    monkeypatch.setattr(pages, "COUNTED", 100)
    by_index, tested = asked(cast, "bag"), asked(cast, "{bag}")
    first = searching.first_page(by_index)
    assert searching.count_of(by_index, first) == pages.Count(100, more=True)
    assert searching.exact_count(by_index, first.places[-1]) == pages.Count(130, above=24)
    first = searching.first_page(tested)
    assert searching.count_of(tested, first) == pages.Count(25, more=True)
    counted = searching.count_on(tested)
    assert (counted.hits, counted.more, counted.at) == (130, False, NOW)
    assert searching.count_of(tested, first) == pages.Count(130, at=NOW)


def test_looking_stops_when_enough_was_tested_and_goes_on_from_there(posts, cast, monkeypatch):
    many(posts, cast, 130)
    monkeypatch.setattr(walking, "FIRST_TESTED", 20)
    monkeypatch.setattr(walking, "TESTED_AT_ONCE", 20)
    budget = walking.Budget(candidates=40, seconds=60)
    Interaction.objects.filter(text="bag 7").update(url="https://far.example/")
    wanted = asked(cast, "bag url:far.example")
    steps, seen, span = 0, [], full_text.Span()
    while True:
        stretch = walking.walk(wanted, span, 10, budget=budget)
        seen += stretch.places
        steps += 1
        if stretch.reached is None:
            break
        span = span.below(stretch.reached)
    assert steps == 4
    assert [one.text for one in searching.found_at(cast.house.pk, seen, ())] == ["bag 7"]


def test_a_page_begins_at_a_day(posts, cast):
    many(posts, cast, 130)
    wanted = asked(cast, "bag")
    below = full_text.first_at(START + timedelta(minutes=11))
    page = searching.older_page(wanted, below)
    rows = searching.found_at(cast.house.pk, page.places, ())
    assert rows[0].at == START + timedelta(minutes=10)
    assert searching.newer_page(wanted, page.newer).places[-1] > page.places[0]


@given(st.lists(st.integers(1, 900), max_size=30), st.integers(1, 40))
def test_a_tally_stays_small_and_knows_where_each_hit_is(sizes, scale):
    with mock.patch.object(tallies, "MOST_MARKS", 16):
        tally, places = Tally(NOW, step=2), []
        for size in sizes:
            some = list(range(10_000_000 - len(places), 10_000_000 - len(places) - size, -1))
            places += some
            tally.add(some)
        assert tally.hits == len(places)
        assert len(tally.marks) <= 16
        for number in range(0, len(places), scale):
            place, skip = tally.beginning(number)
            assert place - skip == places[number]
            assert skip < tally.step
        assert tally.beginning(len(places)) is None
    assert MOST_MARKS == 2_048


# --- what was taken back ---------------------------------------------------------------------


def test_a_word_that_is_gone_is_not_shown_though_the_index_knew_it(desk, cast):
    Interaction.objects.filter(text=RED).update(hidden_at=NOW)
    assert found(cast, "red") == []
    assert found(cast, "{red}") == []
    assert found(cast, "case:1 red") == []


def test_a_row_of_twenty_costs_as_many_queries_as_one(posts, cast):
    def cost() -> int:
        with CaptureQueriesContext(connection) as made:
            wanted = asked(cast, "bag")
            page = searching.first_page(wanted)
            searching.count_of(wanted, page)
            for one in searching.found_at(cast.house.pk, page.places, wanted.terms):
                str((one.case, one.case and one.case.owner))
        return len(made)

    posts.say("ann", "bag", minute=0)
    posts.hear("help", "bag", minute=0, outbound=True)
    index_all(cast.house.pk)
    one = cost()
    Profile.objects.count()
    for number in range(20):
        posts.say(f"person{number}", "bag", minute=number + 1)
    ids = Interaction.objects.order_by("pk").values_list("pk", flat=True)[2:]
    full_text.index(cast.house.pk, full_text.entries(cast.house.pk, list(ids)).values())
    assert cost() == one
