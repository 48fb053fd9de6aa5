"""Search by API: what is found, in pages that follow each other, of one workspace alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firebell.common import clock
from firebell.desk import actions
from firebell.desk.models import SavedSearch
from firebell.desk.queries.searching import pages
from firebell.desk.queries.searching.tallies import TALLIES
from firebell.listening import full_text
from firebell.listening.models import Interaction
from tests.api.calling import Program
from tests.api.test_paging import walked
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.desk.test_searching import index_all, many


@pytest.fixture(autouse=True)
def _two_hours_later():
    TALLIES.forget()
    with clock.moved_to(START + timedelta(hours=2)):
        yield


def found(program: Program, text: str, **more) -> dict:
    response = program.get("search", q=text, **more)
    assert response.status_code == 200, response.text
    return response.json()


def wrong(response) -> dict:
    assert response.status_code == 422, response.text
    return response.json()["errors"][0]


def test_a_hit_says_who_where_and_what_was_found(agent: Program, cast: Cast, posts: Posts):
    case = posts.say("ann", "My bag is red", minute=1)
    posts.hear("help", "Which bag?", minute=2, outbound=True, thread="w1")
    index_all(cast.house.pk)
    actions.note(case, "The bag was found.", cast.lead)
    told = found(agent, "bag")
    assert (told["hits"], told["next"]) == ({"number": 3, "more": False, "at": None}, None)
    note, ours, word = told["items"]
    assert (note["kind"], note["who"], note["case"]) == ("note", "Lead", 1)
    assert (ours["outbound"], ours["case"]) == (True, 1)
    assert (word["kind"], word["id"], word["who"]) == ("word", case.items.get().pk, "ann")
    (mark,) = word["marks"]
    assert word["text"][mark["start"] : mark["end"]] == "bag"
    assert found(agent, "red owner:me")["items"] == []
    actions.claim(case, cast.agent)
    assert [one["id"] for one in found(agent, "red owner:me")["items"]] == [word["id"]]


def test_words_of_next_door_are_neither_found_nor_counted(agent: Program, cast: Cast, posts: Posts):
    posts.say("ann", "a bag")
    theirs = Posts(cast.elsewhere.pk).say("spy", "a secret bag")
    index_all(cast.house.pk, cast.elsewhere.pk)
    actions.note(theirs, "secret", cast.stranger)
    for text in ("secret", "{secret}", "author:spy", "secret OR is:note", "case:2"):
        told = found(agent, text)
        assert (told["items"], told["hits"]["number"], told["next"]) == ([], 0, None), text
        assert agent.get("search/count", q=text).json()["number"] == 0, text
    assert found(agent, "bag")["hits"]["number"] == 1
    stranger = Program(cast.elsewhere, cast.stranger)
    assert stranger.get("search/count", q="secret").json()["number"] == 2


@pytest.mark.parametrize("text", ["bag", "{bag}"])
@pytest.mark.parametrize("counts_at_once", [True, False])
def test_each_page_follows_the_one_before_by_cursor_and_by_number(
    agent: Program, cast: Cast, posts: Posts, text: str, counts_at_once, monkeypatch
):
    monkeypatch.setattr(full_text, "counts_at_once", lambda: counts_at_once)
    many(posts, cast, 53)
    whole, _pages = walked(agent, f"search?q={text}", 100)
    assert [one["text"] for one in whole] != sorted(one["text"] for one in whole)
    assert len({one["id"] for one in whole}) == len(whole) == 53
    for limit in (7, 53):
        assert walked(agent, f"search?q={text}", limit)[0] == whole
    for number in range(1, 8):
        told = found(agent, text, page=number, limit=10)
        assert told["items"] == whole[(number - 1) * 10 :][:10]
        if number < 6:
            assert agent.get(told["next"]).json()["items"] == whole[number * 10 :][:10]
        else:
            assert told["next"] is None


def test_a_page_far_back_is_counted_to_by_following_next(
    agent: Program, cast: Cast, posts: Posts, monkeypatch
):
    monkeypatch.setattr(full_text, "counts_at_once", lambda: False)
    monkeypatch.setattr(pages, "COUNTED_AT_ONCE", 20)
    monkeypatch.setattr(pages, "COUNTED", 20)
    many(posts, cast, 53)
    told = found(agent, "bag", page=5, limit=10)
    assert (told["counting"], told["items"], told["hits"]["more"]) == (True, [], True)
    while told["counting"]:
        told = agent.get(told["next"]).json()
    assert told["items"] == walked(agent, "search?q=bag", 100)[0][40:50]
    while (hits := agent.get("search/count", q="bag").json())["more"]:
        assert hits["number"] < 53
    assert (hits["number"], hits["at"]) == (53, "2026-03-02T11:00:00Z")


@pytest.mark.parametrize("cursor", ["x", "0", "-1", "²", "1.5", str(2**63), "9" * 30])
def test_a_cursor_that_was_made_up_is_refused(agent: Program, cursor: str):
    assert wrong(agent.get("search", q="bag", cursor=cursor))["parameter"] == "cursor"


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ({"q": ""}, "q"),
        ({"q": " "}, "q"),
        ({"q": "x" * 2_001}, "q"),
        ({"q": "bag", "page": 0}, "page"),
        ({"q": "bag", "page": 2, "cursor": "5"}, "page"),
        ({"q": "bag", "limit": 101}, "limit"),
    ],
)
def test_what_cannot_be_asked_is_named(agent: Program, asked, parameter: str):
    assert wrong(agent.get("search", **asked))["parameter"] == parameter


def test_a_search_that_cannot_be_read_is_refused_at_its_place(agent: Program):
    for path in ("search", "search/count"):
        told = wrong(agent.get(path, q="late auther:bob"))
        assert told["parameter"] == "q"
        assert "Did you mean author?" in told["detail"]
        assert told["detail"].endswith("(at character 6)")
    kept = agent.post("searches", {"name": "Wrong", "text": "late AND"})
    assert wrong(kept)["pointer"] == "/text"
    assert not SavedSearch.objects.exists()


def test_searches_are_kept_shared_and_dropped(agent: Program, lead: Program, cast: Cast):
    lost = {"name": "Lost", "text": "lost bag"}
    mine = agent.post("searches", lost)
    assert (mine.status_code, mine.json()["by"]["name"]) == (201, "Agent")
    again = agent.post("searches", lost | {"text": "lost luggage"}).json()
    assert (again["id"], again["text"]) == (mine.json()["id"], "lost luggage")
    assert agent.post("searches", lost | {"shared": True}).status_code == 409
    assert lead.get("searches").json()["items"] == []
    ours = lead.post("searches", lost | {"shared": True, "pinned": True}).json()
    assert [one["id"] for one in agent.get("searches").json()["items"]] == [again["id"], ours["id"]]
    assert agent.delete(f"searches/{ours['id']}").status_code == 403
    stranger = Program(cast.elsewhere, cast.stranger)
    assert stranger.get("searches").json()["items"] == []
    assert stranger.delete(f"searches/{ours['id']}").status_code == 404
    assert lead.delete(f"searches/{again['id']}").status_code == 404
    assert agent.delete(f"searches/{again['id']}").status_code == 204
    assert lead.delete(f"searches/{ours['id']}").status_code == 204
    assert not SavedSearch.objects.exists()


def test_a_page_of_twenty_costs_what_one_of_one_does(agent: Program, cast: Cast, posts: Posts):
    def cost() -> int:
        with CaptureQueriesContext(connection) as made:
            assert found(agent, "bag")["items"]
        return len(made)

    posts.say("ann", "bag", minute=0)
    posts.hear("help", "bag", minute=0, outbound=True)
    index_all(cast.house.pk)
    cost()
    one = cost()
    for number in range(20):
        posts.say(f"person{number}", "bag", minute=number + 1)
    ids = Interaction.objects.order_by("pk").values_list("pk", flat=True)[2:]
    full_text.index(cast.house.pk, full_text.entries(cast.house.pk, list(ids)).values())
    assert cost() == one
