"""Articles stand beside the answer, go into it, and what became of the matter is remembered."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from firebell.accounts import actions as accounts
from firebell.common import clock
from firebell.desk import actions, queries, tasks
from firebell.desk.models import Case
from firebell.desk.queries.gaps import Gap, gaps
from firebell.knowledge.models import ArticleUse
from firebell.listening.enums import QueryKind
from firebell.listening.models import Mention, Query
from firebell.outbound.models import Reply
from firebell.understanding.models import Reading
from tests.cast import Cast
from tests.desk.posts import START, Posts
from tests.knowledge.writing import BAGS, HOURS, TONE, draft, published
from tests.screens import queries_of, said_on, signed_in

POLITE = "Hello, we are sorry. Your bag is in Oslo and arrives tomorrow."
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _the_clock_stands_where_the_posts_are():
    with clock.moved_to(START + timedelta(hours=1)):
        yield


def address(case: Case, path: str = "") -> str:
    return f"/w/house/cases/{case.number}/{path}"


def send(cast: Cast, case: Case, *, beside=(), used=(), text: str = POLITE):
    data = {"text": text, "public": "1", "elsewhere": "1", "beside": beside, "used": used}
    return signed_in(cast.agent).post(address(case, "answer/"), data, follow=True)


def uses() -> set[tuple[int, int, bool]]:
    return set(ArticleUse.objects.values_list("article_id", "case_number", "used"))


def test_what_fits_the_open_words_stands_beside_the_answer_with_its_reason(cast, posts: Posts):
    article, policy = published(cast), published(cast, TONE)
    published(cast, HOURS), draft(cast)
    case = posts.say("ann", "Where is my bag?")
    page = signed_in(cast.agent).get(address(case))
    assert {one.article for one in page.context["articles"]} == {article, policy}
    said = said_on(page)
    assert "shares: bag" in said
    assert f'name="beside" value="{article.pk}"' in page.text
    # A policy is for colleagues: nothing of it can be put into an answer.
    assert f'id="article-text-{article.pk}"' in page.text
    assert f'id="article-text-{policy.pk}"' not in page.text
    assert "Followed" in said


def test_who_may_not_answer_and_where_nothing_is_open_there_are_none(cast, posts: Posts):
    published(cast)
    case = posts.say("ann", "Where is my bag?")
    assert "May help" not in said_on(signed_in(cast.people["analyst"]).get(address(case)))
    send(cast, case)
    assert "May help" not in said_on(signed_in(cast.agent).get(address(case)))


def test_sending_is_the_first_button_of_the_form(cast, posts: Posts):
    """What Enter presses in a field must not be the button that puts an article in."""
    published(cast)
    page = signed_in(cast.agent).get(address(posts.say("ann", "Where is my bag?"))).text
    buttons = re.findall(
        r'<button[^>]*(?:formaction|name="elsewhere"|class="button primary")', page
    )
    form = page.index('id="answer"')
    assert page.index("article-text-") > page.index("</form>", form)
    assert "formaction" not in buttons[0]


@pytest.mark.parametrize(
    ("what", "added"),
    [("text", "What to ask\n\nIf a bag"), ("address", "https://help.example/bags")],
)
def test_without_scripts_the_article_comes_back_in_the_draft(cast, posts, what, added):
    article = published(cast)
    case = posts.say("ann", "Where is my bag?")
    data = {"text": "Hello Ann,", "insert": what, "keep_open": "1"}
    page = signed_in(cast.agent).post(address(case, f"articles/{article.pk}/"), data)
    assert page.context["draft"]["text"].startswith(f"Hello Ann,\n\n{added}")
    assert page.context["draft"]["keep_open"]
    assert page.context["articles"][0].used
    assert uses() == set()


def test_only_a_published_article_of_the_workspace_is_put_in(cast, posts: Posts):
    case, unready = posts.say("ann"), draft(cast)
    client = signed_in(cast.agent)
    for key in (unready.pk, 999, 2**40):
        page = client.post(address(case, f"articles/{key}/"), {"text": "x", "insert": "text"})
        assert page.status_code == 404


def test_the_answer_keeps_what_stood_beside_it_and_what_it_used(cast, posts: Posts):
    article, policy = published(cast), published(cast, TONE)
    case = posts.say("ann", "Where is my bag?")
    page = send(cast, case, beside=[article.pk, policy.pk, 999, "x"], used=[article.pk])
    assert uses() == {(article.pk, case.number, True), (policy.pk, case.number, False)}
    assert set(ArticleUse.objects.values_list("reply_id", "by")) == {
        (Reply.objects.get().pk, cast.agent.pk)
    }
    assert "with Delayed baggage" in said_on(page)


def test_a_refused_answer_uses_nothing_and_remembers_what_was_ticked(cast, posts: Posts):
    article = published(cast)
    case = posts.say("ann", "Where is my bag?")
    page = send(cast, case, beside=[article.pk], used=[article.pk], text="You idiot")
    assert page.status_code == 422
    assert page.context["articles"][0].used
    assert uses() == set()


def test_taking_the_answer_back_takes_the_use_back(cast, posts: Posts):
    article = published(cast)
    case = posts.say("ann", "Where is my bag?")
    send(cast, case, used=[article.pk])
    actions.undo(Case.objects.get(pk=case.pk), cast.agent)
    assert uses() == set()


@pytest.mark.parametrize(("back_after", "outcome"), [(None, "solved"), (3, "back"), (9, "solved")])
def test_a_week_tells_whether_it_solved_the_matter(cast, posts: Posts, back_after, outcome):
    article = published(cast)
    case = posts.say("ann", "Where is my bag?", thread="t")
    send(cast, case, used=[article.pk])
    with clock.moved_to(START + 6 * DAY):
        tasks.judge_articles(cast.house.pk)
    assert ArticleUse.objects.get().outcome == ""
    if back_after:
        minutes = back_after * 24 * 60
        posts.say("ann", "Still no bag!", thread="t", minute=minutes)
    with clock.moved_to(START + 20 * DAY):
        tasks.judge_articles(cast.house.pk)
    assert ArticleUse.objects.get().outcome == outcome


def test_a_case_that_stays_open_says_nothing(cast, posts: Posts):
    article = published(cast)
    case = posts.say("ann", "Where is my bag?", thread="t")
    posts.say("ann", "And my coat?", thread="t", minute=2)
    first = case.items.order_by("pk").first().pk
    data = {"text": POLITE, "public": "1", "elsewhere": "1", "items": [first], "used": [article.pk]}
    signed_in(cast.agent).post(address(case, "answer/"), data)
    with clock.moved_to(START + 20 * DAY):
        tasks.judge_articles(cast.house.pk)
    assert ArticleUse.objects.get().outcome == ""


def topic(cast: Cast, name: str, *cases: Case) -> None:
    query = Query.objects.create(workspace=cast.house, name=name, kind=QueryKind.TOPIC, text=name)
    for case in cases:
        for item in case.items.all():
            Mention.objects.create(query=query, interaction_id=item.pk, at=START)


def test_gaps_are_the_topics_answered_without_an_article(cast, posts: Posts):
    article = published(cast)
    cases = [posts.say(f"p{n}", "Where is my bag?", minute=n) for n in range(5)]
    topic(cast, "Bags", *cases[:3])
    topic(cast, "Staff", cases[2])
    for n, case in enumerate(cases[:4]):
        with clock.moved_to(START + timedelta(hours=1, minutes=n)):
            send(cast, case, beside=[article.pk], used=[article.pk] if n == 0 else [])
    numbers = [case.number for case in cases]
    assert gaps(cast.house.pk, START) == [
        Gap("Bags", 3, 2, (numbers[2], numbers[1])),
        Gap("", 1, 1, (numbers[3],)),
        Gap("Staff", 1, 1, (numbers[2],)),
    ]
    assert gaps(cast.elsewhere.pk, START) == []
    assert gaps(cast.house.pk, START + DAY) == []
    page = signed_in(cast.agent).get("/w/house/knowledge/gaps/")
    assert "Bags 3 2 (67 %)" in said_on(page)
    assert "Delayed baggage 4 1 (25 %) not known yet" in said_on(page)


def test_an_empty_house_is_told_what_comes_here(cast):
    said = said_on(signed_in(cast.people["analyst"]).get("/w/house/knowledge/gaps/"))
    assert "Nothing is missing" in said
    assert "No article has stood beside an answer yet" in said


def test_many_articles_and_answers_cost_no_more_queries(cast, posts: Posts):
    published(cast)
    case = posts.say("ann", "Where is my bag?", thread="t")
    posts.say("ann", "And my coat?", thread="t", minute=1)
    client = signed_in(cast.agent)
    client.get(address(case))
    paths = (address(case), "/w/house/knowledge/gaps/")
    one = [queries_of(client, path) for path in paths]
    for _ in range(3):
        published(cast)
        client.get(address(case))
    assert [queries_of(client, path) for path in paths] == one


def test_an_article_that_fits_is_an_answer_to_what_is_not_simple(cast: Cast, posts: Posts):
    text = replace(BAGS, title="Delayed baggage, lost bags", body="Where is my lost bag? My bag.")
    case, now = posts.say("ann", "Where is my lost bag?"), clock.now()
    Reading.objects.update(complexity="moderate")
    client = signed_in(cast.agent)
    accounts.go_on_duty(cast.house, cast.agent, by=cast.agent)

    def told() -> str:
        return said_on(client.get(address(case, "why/")))

    assert queries.facts_of(case, now).knowledge is None
    assert "Can we answer well? Find out first no article fits" in told()
    published(cast, HOURS)
    assert queries.facts_of(case, now).knowledge is None
    published(cast)
    assert 0 < queries.facts_of(case, now).knowledge < 0.5
    published(cast, text)
    assert 0.5 <= queries.facts_of(case, now).knowledge <= 1
    assert "Can we answer well? Yes an article fits" in told()
    actions.dismiss(case, [case.items.get().pk], "Found.", cast.agent)
    assert queries.facts_of(case, now).knowledge is None
