"""Knowledge by API: written by one, published by another, offered, used, and out of date."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.common import clock
from firebell.knowledge.forms import today
from firebell.knowledge.models import Article, ArticleUse
from firebell.outbound.models import Reply
from tests.api.calling import Program
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.knowledge.writing import TONE, draft, published

BAGS = {
    "kind": "article",
    "title": " Delayed baggage ",
    "text": "# What to ask\nAsk for the tag of the bag.",
    "language": "en",
    "address": "https://help.example/bags",
}
ANSWER = {"text": "Your bag is in Oslo.", "public": True, "how": "elsewhere"}
NONE = {"beside": 0, "used": 0, "solved": 0, "back": 0}


@pytest.fixture(autouse=True)
def _the_clock_stands_where_the_posts_are():
    with clock.moved_to(START + timedelta(hours=1)):
        yield


def day(days: int = 90) -> str:
    return (today() + timedelta(days=days)).isoformat()


def refused(response) -> str:
    assert response.status_code == 409, response.text
    return response.json()["detail"]


def wrong(response) -> str:
    assert response.status_code == 422, response.text
    return response.json()["errors"][0]["pointer"]


def offered(program: Program) -> list[dict]:
    return program.get("cases/1/articles").json()["items"]


def test_written_reviewed_offered_and_used(agent: Program, lead: Program, posts: Posts):
    posts.say("ann", "Where is my bag?")
    made = agent.post("articles", BAGS)
    assert made.status_code == 201
    told = made.json()
    assert (told["standing"], told["published"], told["rates"]) == ("draft", None, NONE)
    assert (told["newest"]["title"], told["newest"]["author"]["name"]) == (
        "Delayed baggage",
        "Agent",
    )
    path = f"articles/{told['id']}"
    assert offered(agent) == []
    assert agent.post(f"{path}/submit").json()["standing"] == "in_review"
    assert agent.post(f"{path}/publish", {"version": 1, "review_by": day()}).status_code == 403
    told = lead.post(f"{path}/publish", {"version": 1, "review_by": day()}).json()
    assert (told["standing"], told["days_left"], told["reviewer"]["name"]) == (
        "published",
        90,
        "Lead",
    )
    (found,) = offered(agent)
    assert (found["article"], found["version"], found["words"]) == (told["id"], 1, ["bag"])
    assert found["text"].startswith("What to ask\n\nAsk for")
    assert found["address"] == "https://help.example/bags"
    answered = agent.post("cases/1/answers", ANSWER | {"used": [told["id"]]})
    assert answered.status_code == 201
    assert agent.get(path).json()["rates"] == NONE | {"beside": 1, "used": 1}
    assert offered(agent) == []  # nothing waits any more


def test_an_answer_of_unknown_articles_is_not_given(agent: Program, cast: Cast, posts: Posts):
    posts.say("ann")
    known, unready = published(cast).pk, draft(cast).pk
    theirs = Program(cast.elsewhere, cast.stranger).post("articles", BAGS).json()["id"]
    for key in (unready, theirs, 2**53 - 1):
        sent = ANSWER | {"beside": [known], "used": [known, key]}
        assert wrong(agent.post("cases/1/answers", sent)) == "/used/1"
    assert not Reply.objects.exists()
    assert agent.post("cases/1/answers", ANSWER | {"beside": [known]}).status_code == 201
    assert ArticleUse.objects.get().used is False


def test_nobody_publishes_what_they_wrote_nor_what_they_did_not_read(lead: Program, cast: Cast):
    path = f"articles/{lead.post('articles', BAGS).json()['id']}"
    publication = {"version": 1, "review_by": day()}
    assert "Nobody has asked" in refused(lead.post(f"{path}/publish", publication))
    lead.post(f"{path}/submit")
    assert "Another lead" in refused(lead.post(f"{path}/publish", publication))
    other = Program(cast.house, cast.administrator)
    assert "newer version" in refused(other.post(f"{path}/publish", publication | {"version": 2}))
    past = publication | {"review_by": day(0)}
    assert "still to come" in refused(other.post(f"{path}/publish", past))
    assert other.post(f"{path}/publish", publication).json()["standing"] == "published"


def test_a_newer_version_is_written_beside_the_published_one(
    agent: Program, lead: Program, cast: Cast
):
    path = f"articles/{published(cast).pk}"
    told = agent.put(path, BAGS | {"text": "Ask for both tags.", "after": 1}).json()
    assert (told["standing"], told["coming"]) == ("published", "draft")
    assert told["text"].startswith("# What to ask")
    late = lead.put(path, BAGS | {"after": 1})
    assert "Agent has written version 2" in refused(late)
    assert [one["number"] for one in agent.get(f"{path}/versions").json()["items"]] == [1, 2]
    assert agent.get(f"{path}/versions/2").json()["text"] == "Ask for both tags."
    assert agent.get(f"{path}/versions/3").status_code == 404
    agent.post(f"{path}/submit")
    told = lead.post(f"{path}/return", {"why": "Which tags?"}).json()
    assert (told["coming"], told["returned"]) == ("draft", "Which tags?")
    told = lead.post(f"{path}/withdraw", {"why": "No more tags."}).json()
    assert (told["standing"], told["published"]) == ("draft", None)


def test_what_is_out_of_date_is_offered_to_nobody_until_it_is_renewed(
    agent: Program, lead: Program, cast: Cast, posts: Posts
):
    posts.say("ann", "Where is my bag?")
    article = published(cast, days=10).pk
    with clock.moved_to(clock.now() + timedelta(days=11)):
        told = agent.get(f"articles/{article}").json()
        assert (told["standing"], told["days_left"]) == ("expired", -1)
        assert agent.get("articles").json()["items"] == []
        assert offered(agent) == []
        (found,) = agent.get("articles", view="review").json()["items"]
        assert found["id"] == article
        lead.post(f"articles/{article}/renew", {"review_by": day()})
        assert [one["article"] for one in offered(agent)] == [article]


def test_a_policy_is_never_put_into_an_answer(agent: Program, cast: Cast, posts: Posts):
    published(cast, TONE)
    posts.say("ann", "Where is my bag?")
    (found,) = offered(agent)
    assert (found["kind"], found["text"]) == ("policy", "")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"language": "xx"}, "/language"),
        ({"address": "javascript:alert(1)"}, "/address"),
        ({"address": "help"}, "/address"),
        ({"title": " "}, "/title"),
        ({"text": "\n \t"}, "/text"),
        ({"title": "x" * 161}, "/title"),
        ({"kind": "rumour"}, "/kind"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(agent: Program, change, pointer: str):
    assert wrong(agent.post("articles", BAGS | change)) == pointer
    assert not Article.objects.exists()


def test_nothing_of_next_door_is_found(agent: Program, cast: Cast):
    theirs = Program(cast.elsewhere, cast.stranger).post("articles", BAGS).json()["id"]
    mine = draft(cast).pk
    found = agent.get("articles/search", q="bagg").json()["items"]
    assert [one["id"] for one in found] == [mine]
    assert agent.get(f"articles/{theirs}").status_code == 404
    assert agent.post(f"articles/{theirs}/submit").status_code == 404
    everything = agent.get("articles", view="all").json()["items"]
    assert [one["id"] for one in everything] == [mine]


def test_what_is_answered_without_an_article_is_counted(agent: Program, cast: Cast, posts: Posts):
    article = published(cast).pk
    posts.say("ann"), posts.say("bob", minute=1)
    agent.post("cases/1/answers", ANSWER)
    agent.post("cases/2/answers", ANSWER | {"used": [article]})
    (gap,) = agent.get("articles/gaps").json()["items"]
    assert gap == {"topic": "", "answered": 2, "without": 1, "cases": [1]}
    with clock.moved_to(clock.now() + timedelta(days=3)):
        assert agent.get("articles/gaps", days=2).json()["items"] == []
