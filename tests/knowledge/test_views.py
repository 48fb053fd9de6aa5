from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.accounts.enums import Role
from firebell.knowledge import actions
from firebell.knowledge.actions import Text
from firebell.knowledge.forms import today
from firebell.knowledge.models import Article
from tests.cast import Cast
from tests.knowledge.writing import BAGS, HOURS, TONE, draft, published
from tests.screens import HOSTILE, assert_harmless, queries_of, said_on, signed_in

PAGE = "/w/house/knowledge/"
FORM = {
    "kind": "article", "language": "en", "title": "Lost in the post", "body": "Ask the carrier.",
    "address": "", "change": "",
}  # fmt: skip


def later(days: int = 90) -> str:
    return (today() + timedelta(days=days)).isoformat()


def test_an_empty_house_is_told_how_to_begin(cast: Cast):
    said = said_on(signed_in(cast.agent).get(PAGE))
    assert "Nothing is written down yet" in said
    assert "Write the first article" in said
    assert "Write the first article" not in said_on(signed_in(cast.people[Role.ANALYST]).get(PAGE))
    for view in ("review", "drafts"):
        assert "Nothing is written down" not in said_on(
            signed_in(cast.lead).get(PAGE + f"?view={view}")
        )


def test_an_agent_writes_and_another_person_who_leads_publishes(cast: Cast):
    agent, lead = signed_in(cast.agent), signed_in(cast.lead)
    page = agent.post(PAGE + "new/", FORM | {"submit": "1"}, follow=True)
    assert "A lead is asked to review it" in said_on(page)
    article = Article.objects.get()
    assert "waits for you" not in said_on(page)
    assert "Lost in the post" in said_on(lead.get(PAGE + "?view=review"))
    address = f"{PAGE}{article.pk}/review/"
    told = agent.post(address, {"verb": "publish", "review_by": later(), "number": "1"})
    assert told.status_code == 403
    page = lead.post(address, {"verb": "publish", "review_by": later(), "number": "1"}, follow=True)
    assert "Published. It is suggested from now on." in said_on(page)
    assert "Holds until" in said_on(agent.get(f"{PAGE}{article.pk}/"))


def test_the_author_is_told_that_another_lead_reviews(cast: Cast):
    actions.submit(actions.propose(cast.house, BAGS, cast.lead), cast.lead)
    lead = signed_in(cast.lead)
    page = f"{PAGE}{Article.objects.get().pk}/"
    assert "Another lead reviews it" in said_on(lead.get(page))
    told = lead.post(
        page + "review/", {"verb": "publish", "review_by": later(), "number": "1"}, follow=True
    )
    assert "You wrote it yourself" in said_on(told)
    assert Article.objects.get().published is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"verb": "publish", "review_by": "no day", "number": "1"}, "Choose the day"),
        ({"verb": "publish", "review_by": "2020-01-01", "number": "1"}, "still to come"),
        ({"verb": "publish", "review_by": later(), "number": "x"}, "newer version"),
        ({"verb": "return", "why": " "}, "Say what is missing"),
        ({"verb": "renew", "review_by": later()}, "not published"),
        ({"verb": "withdraw", "why": "x"}, "not published"),
    ],
)  # fmt: skip
def test_a_review_that_cannot_be_is_refused_in_words(cast: Cast, data, said):
    article = actions.submit(draft(cast), cast.agent)
    page = signed_in(cast.lead).post(f"{PAGE}{article.pk}/review/", data, follow=True)
    assert said in said_on(page)
    assert Article.objects.get().submitted_at is not None


def test_sent_back_with_a_reason_and_submitted_again(cast: Cast):
    article = actions.submit(draft(cast), cast.agent)
    address = f"{PAGE}{article.pk}/"
    signed_in(cast.lead).post(address + "review/", {"verb": "return", "why": "Too long."})
    agent = signed_in(cast.agent)
    assert "Sent back: Too long." in said_on(agent.get(address))
    said = said_on(agent.post(address + "submit/", follow=True))
    assert "Too long." not in said


def test_of_two_who_edit_at_once_the_second_keeps_the_words_and_is_told(cast: Cast):
    article = draft(cast)
    agent = signed_in(cast.agent)
    edit = f"{PAGE}{article.pk}/edit/"
    assert agent.get(edit).context["form"].initial["after"] == 1
    actions.revise(article, HOURS, cast.teammate, after=1)
    page = agent.post(edit, FORM | {"after": "1", "body": "My own words"})
    assert page.status_code == 422
    assert "Teammate has written version 2 meanwhile" in said_on(page)
    assert "My own words" in page.text


def test_versions_can_be_read_and_only_those_of_the_article(cast: Cast):
    article, other = published(cast), published(cast, HOURS)
    actions.revise(article, Text("article", "New title", "New words", "en"), cast.agent, after=1)
    client = signed_in(cast.people[Role.ANALYST])
    assert "New words" not in said_on(client.get(f"{PAGE}{article.pk}/"))
    assert "New words" in said_on(client.get(f"{PAGE}{article.pk}/versions/2/"))
    assert client.get(f"{PAGE}{other.pk}/versions/2/").status_code == 404
    assert client.get(f"{PAGE}{article.pk}/versions/{2**40}/").status_code == 404


def test_another_workspaces_articles_are_nowhere(cast: Cast):
    theirs = actions.propose(cast.elsewhere, BAGS, cast.stranger)
    client = signed_in(cast.administrator)
    for path in ("", "edit/", "versions/1/"):
        assert client.get(f"{PAGE}{theirs.pk}/{path}").status_code == 404
    for path in ("edit/", "submit/", "review/"):
        assert client.post(f"{PAGE}{theirs.pk}/{path}", FORM).status_code == 404
    assert client.get(f"{PAGE}{2**40}/").status_code == 404
    assert "Delayed baggage" not in said_on(client.get(PAGE + "?view=all"))


def test_hostile_words_are_only_letters(cast: Cast):
    article = published(cast, Text("article", HOSTILE[:160], f"# {HOSTILE}\n- {HOSTILE}", "en"))
    client = signed_in(cast.agent)
    for path in (
        "",
        f"{article.pk}/",
        f"{article.pk}/edit/",
        f"{article.pk}/versions/1/",
        "?q=bank",
    ):
        assert_harmless(client.get(PAGE + path))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://help.example/", "//x"])
def test_a_public_address_is_on_the_web(cast: Cast, address: str):
    page = signed_in(cast.agent).post(PAGE + "new/", FORM | {"address": address})
    assert page.status_code == 422
    assert not Article.objects.exists()


def test_views_filters_and_search(cast: Cast):
    bags, hours, tone = published(cast), draft(cast, HOURS), published(cast, TONE, days=5)
    client = signed_in(cast.agent)

    def shown(query: str) -> set[Article]:
        return {one for one, _told in client.get(PAGE + query).context["rows"]}

    assert shown("") == {bags, tone}
    assert shown("?view=drafts") == {hours}
    assert shown("?view=review") == {tone}
    assert shown("?view=all&kind=policy") == {tone}
    assert shown("?view=all&language=en&kind=article") == {bags, hours}
    assert shown("?view=nonsense&kind=x&language=pl&page=9") == {bags, tone}
    assert shown("?q=shop") == {hours}
    assert "to be reviewed within 5 days" in said_on(client.get(PAGE))


def test_pages_ask_as_much_for_many_as_for_few(cast: Cast):
    published(cast)
    client = signed_in(cast.agent)
    one = [queries_of(client, PAGE + query) for query in ("", "?q=bag")]
    for _ in range(4):
        published(cast)
    assert [queries_of(client, PAGE + query) for query in ("", "?q=bag")] == one
