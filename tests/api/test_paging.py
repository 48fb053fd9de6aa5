"""Lists: each thing once, in order, however large the pages; at one cost, however many."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firebell.accounts.enums import Role
from firebell.accounts.models import User
from firebell.api.models import Token
from firebell.desk import actions
from firebell.desk.models import Case, Macro, Tag
from firebell.improve import actions as improve
from firebell.knowledge import actions as knowledge
from firebell.outbound import actions as outbound
from tests.api.calling import Program
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.improve.test_offers import VOUCHER
from tests.knowledge.writing import BAGS

LISTS = (
    "cases",
    "cases?view=closed",
    "cases?view=mine",
    "cases/1/words",
    "cases/1/notes",
    "cases/1/history",
    "cases/1/promises",
    "cases/1/conversations",
    "cases/1/parts",
    "cases/1/replies",
    "texts",
    "articles?view=all",
    "articles/{article}/versions",
    "complaints?view=all",
    "goodwill",
    "ideas",
    "ideas/1/asks",
)


class House:
    """A case with some of everything, and others like it."""

    def __init__(self, cast: Cast, posts: Posts) -> None:
        self.cast, self.posts = cast, posts
        self.case = posts.say("cause", minute=0)
        actions.claim(self.case, cast.agent)
        self.article = knowledge.propose(cast.house, BAGS, cast.agent)
        self.cause = improve.add_cause(cast.house, "Labels by hand", cast.lead)
        self.offer = improve.save_offer(cast.house, VOUCHER, cast.lead)
        self.idea = improve.propose_idea(cast.house, "Print the labels", "", cast.agent)

    def path(self, path: str) -> str:
        """With what it names: a store does not begin its ids anew for each test."""
        return path.format(article=self.article.pk)

    def add(self, number: int) -> None:
        for _ in range(number):
            self._add_one()

    def _add_one(self) -> None:
        by, minute = self.cast.agent, Case.objects.count()
        case = self.posts.say(f"person {minute}", f"Help {minute}", minute=minute)
        actions.claim(case, by)
        actions.tag(case, f"tag {minute}", by)
        actions.attach(case, self.case, by)
        gone = self.posts.say(f"noise {minute}", minute=minute)
        actions.tag(gone, "noise", by)
        actions.dismiss(gone, [gone.items.get().pk], "Spam", by)
        merged = self.posts.say(f"again {minute}", "And again", minute=minute)
        actions.merge(merged, self.case, by)
        self.case.refresh_from_db()
        actions.note(self.case, f"note {minute}", by)
        actions.promise(self.case, f"promise {minute}", START + timedelta(days=9_999), by)
        word = merged.workspace.interaction_set.get(profile__handle=f"again {minute}")
        reply = outbound.record_reply(
            self.case.workspace_id, word, by, "We look.", public=True, case_number=self.case.number
        )
        outbound.withdraw(reply, by)
        Macro.objects.create(
            workspace=self.cast.house,
            name=f"text {minute}",
            text="x",
            tag=Tag.objects.filter(workspace=self.cast.house).first(),
            written_by=by,
            changed_at=START,
        )
        self._learn(case, by)

    def _learn(self, case: Case, by: User) -> None:
        newest = self.article.versions.count()
        knowledge.revise(self.article, BAGS, by, after=newest)
        knowledge.propose(self.cast.house, BAGS, by)
        told = improve.Told("delivery", "A lost bag", cause=self.cause, owner=by)
        improve.register_complaint(self.case, told, by)
        improve.offer_goodwill(self.case, self.offer, 10, "A lost bag", by, Role.AGENT)
        improve.propose_idea(self.cast.house, f"idea {newest}", "", by, case=case)
        improve.ask_too(self.idea, case, by)
        improve.add_cause(self.cast.house, f"cause {newest}", by)


@pytest.fixture
def house(cast: Cast, posts: Posts) -> House:
    return House(cast, posts)


def walked(program: Program, path: str, limit: int) -> tuple[list, int]:
    """Everything, a page at a time, as a program does it; and how many pages there were."""
    address = f"{program.base}{path}{'&' if '?' in path else '?'}limit={limit}"
    found: list = []
    pages = 0
    while address:
        response = program.get(address)
        assert response.status_code == 200, response.text
        told = response.json()
        assert len(told["items"]) <= limit
        found += told["items"]
        pages += 1
        assert response.headers.get("Link", "") == (
            f'<{told["next"]}>; rel="next"' if told["next"] else ""
        )
        address = told["next"]
        assert pages < 50
    return found, pages


@pytest.mark.parametrize("path", LISTS)
def test_pages_of_any_size_tell_the_same(house: House, agent: Program, path: str):
    house.add(3)
    path = house.path(path)
    whole, pages = walked(agent, path, 100)
    assert pages == 1
    assert len(whole) >= 3
    for limit in (1, 2, 3):
        found, pages = walked(agent, path, limit)
        assert found == whole
        assert pages == -(-len(whole) // limit)


@pytest.mark.parametrize("path", LISTS)
def test_a_page_costs_the_same_with_one_and_with_many(house: House, agent: Program, path: str):
    house.add(1)
    path = house.path(path)
    agent.get(agent.base + path)  # notes that the token is used
    with CaptureQueriesContext(connection) as one:
        assert len(agent.get(agent.base + path).json()["items"]) >= 1
    house.add(3)
    with CaptureQueriesContext(connection) as many:
        assert len(agent.get(agent.base + path).json()["items"]) >= 3
    assert len(many) == len(one)
    assert len(one) <= 20


@pytest.mark.parametrize(
    "path", ["tags", "queues", "people", "seats", "rules", "articles/gaps", "causes"]
)
def test_short_lists_cost_the_same_with_one_and_with_many(house: House, lead: Program, path: str):
    house.add(1)
    lead.get(path)
    with CaptureQueriesContext(connection) as one:
        assert lead.get(path).status_code == 200
    house.add(2)
    with CaptureQueriesContext(connection) as many:
        assert lead.get(path).status_code == 200
    assert len(many) == len(one)


def test_what_comes_meanwhile_shifts_nothing(house: House, agent: Program):
    house.add(4)
    first = agent.get("cases/1/notes", limit=2).json()
    house.case.notes.first().delete()
    house.add(1)
    rest, _pages = [], 0
    address = first["next"]
    while address:
        told = agent.get(address).json()
        rest += told["items"]
        address = told["next"]
    ids = [one["id"] for one in first["items"] + rest]
    assert ids == sorted(set(ids))
    assert len(ids) == 5


def test_a_filter_stays_on_the_next_page(house: House, agent: Program):
    house.add(3)
    told = agent.get("cases", view="closed", tag="noise", limit=1).json()
    assert "tag=noise" in told["next"]
    found, _pages = walked(agent, "cases?view=closed&tag=noise", 1)
    assert {one["tags"][0] for one in found} == {"noise"}
    assert len(found) == 3


@pytest.mark.parametrize("cursor", ["x", "1.x", ".", "-1", "99999999999999999999.1", "é"])
@pytest.mark.parametrize("path", ["cases", "cases/1/words", "cases/1/notes"])
def test_a_cursor_that_was_made_up_is_refused(house: House, agent: Program, path, cursor: str):
    response = agent.get(path, cursor=cursor)
    assert response.status_code == 422
    assert response.json()["errors"] == [
        {"parameter": "cursor", "detail": "it is of no page; take it from `next`"}
    ]


def test_a_call_costs_three_queries_before_anything_is_asked(agent: Program):
    agent.get("tags")
    with CaptureQueriesContext(connection) as caught:
        agent.get("tags")
    assert len(caught) == 3  # the token, its role, and the tags
    assert Token.objects.count() == 1
