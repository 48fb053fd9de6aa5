"""The small control on the case page: one press, at once, undone as easily."""

from __future__ import annotations

import pytest

from firebell.accounts.enums import Role
from firebell.desk.enums import ItemState
from firebell.desk.models import Case, CaseItem
from firebell.understanding.models import Correction
from tests.cast import Cast
from tests.desk.posts import Posts
from tests.screens import queries_of, said_on, signed_in


def address(case: Case, word: int) -> str:
    return f"/w/house/cases/{case.number}/reading/{word}/"


def press(client, case: Case, **data: str):
    return client.post(address(case, case.items.get().pk), data, follow=True)


def test_one_press_corrects_the_mood_and_one_takes_it_back(cast: Cast, posts: Posts):
    case, client = posts.say("ann"), signed_in(cast.agent)
    page = press(client, case, field="sentiment", says="negative")
    assert "corrected by Agent; the reader said: Neutral" in said_on(page)
    page = press(signed_in(cast.lead), case, field="sentiment", undo="1")
    assert "corrected by" not in said_on(page)
    assert Correction.objects.count() == 2


def test_pressing_what_the_reader_said_confirms_it(cast: Cast, posts: Posts):
    page = press(signed_in(cast.agent), posts.say("ann"), field="sentiment", says="neutral")
    assert "confirmed by Agent" in said_on(page)


def test_needs_no_answer_dismisses_the_word_and_says_so(cast: Cast, posts: Posts):
    case, client = posts.say("ann"), signed_in(cast.agent)
    page = said_on(press(client, case, field="needs_answer", says="no"))
    assert "It needs no answer, as you say." in page
    assert "dismissed by Agent: It needs no answer" in page
    page = said_on(press(client, case, field="needs_answer", undo="1"))
    assert "Taken back: the reading counts again." in page
    assert CaseItem.objects.get().state == ItemState.PENDING


def test_the_reason_is_told_in_the_language_of_who_looks(cast: Cast, posts: Posts):
    case = posts.say("ann")
    press(signed_in(cast.agent), case, field="needs_answer", says="no")
    client = signed_in(cast.lead)
    there = f"/w/house/cases/{case.number}/"
    page = said_on(client.get(there, headers={"accept-language": "nb"}))
    assert "Den trenger ikke svar" in page


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"field": "sentiment"},
        {"field": "sentiment", "says": "yes"},
        {"field": "toxicity", "says": "yes"},
        {"field": "age", "undo": "1"},
    ],
)
def test_what_no_button_sends_is_not_found(cast: Cast, posts: Posts, data: dict[str, str]):
    assert press(signed_in(cast.agent), posts.say("ann"), **data).status_code == 404


def test_only_words_of_this_case_can_be_corrected_here(cast: Cast, posts: Posts):
    case, other = posts.say("ann"), posts.say("bo")
    elsewhere = Posts(cast.elsewhere.pk).say("eve")
    client, data = signed_in(cast.agent), {"field": "sentiment", "says": "negative"}
    for word in (other.items.get().pk, elsewhere.items.get().pk, 2**63, 2**70):
        assert client.post(address(case, word), data).status_code == 404
    strange = signed_in(cast.stranger)
    assert strange.post(address(case, case.items.get().pk), data).status_code == 404
    assert not Correction.objects.exists()


def test_who_may_not_answer_sees_the_correction_and_no_buttons(cast: Cast, posts: Posts):
    case = posts.say("ann")
    press(signed_in(cast.agent), case, field="sentiment", says="negative")
    client = signed_in(cast.people[Role.ANALYST])
    page = said_on(client.get(f"/w/house/cases/{case.number}/"))
    assert "corrected by Agent" in page
    assert "Reading right?" not in page
    data = {"field": "sentiment", "says": "negative"}
    assert client.post(address(case, case.items.get().pk), data).status_code == 403


def test_thirty_corrected_words_cost_as_many_queries_as_one(cast: Cast, posts: Posts):
    client = signed_in(cast.agent)
    posts.take(posts.hear("ann", thread="t"))
    case = Case.objects.get()
    press(client, case, field="sentiment", says="negative")
    pages = (f"/w/house/cases/{case.number}/", "/w/house/inbox/")
    before = [queries_of(client, page) for page in pages]
    posts.take(*(posts.hear("ann", thread="t", minute=n) for n in range(29)))
    posts.take(*(posts.hear(f"p{n}", minute=n) for n in range(29)))
    for item in CaseItem.objects.select_related("case"):
        data = {"field": "sentiment", "says": "positive"}
        client.post(address(item.case, item.pk), data)
    assert [queries_of(client, page) for page in pages] == before
