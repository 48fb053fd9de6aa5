"""A volunteer's day, by keyboard alone: somebody of another trade takes a question when there is a
moment, answers it under their own name, and gives back what is too much."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import PATIENCE, violations
from tests.journeys.furnished import ASKED, PASSWORD, VOLUNTEERS, Furnished
from tests.journeys.keyboard import Hands
from tests.journeys.watching import Watched

PHONE = {"width": 390, "height": 844}
CASE = re.compile(r"^Case \d+")
SignIn = Callable[..., Page]


@pytest.fixture
def sign_in(browser: Browser, furnished_house: Furnished) -> Iterator[SignIn]:
    """Signs somebody in at the door, by keyboard; what goes wrong in the browser fails the test."""
    contexts: list[BrowserContext] = []
    watched: list[Watched] = []

    def opened(name: str, **look: Any) -> Page:
        context = browser.new_context(locale="en-GB", **look)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watched.append(Watched(page))
        page.goto(f"{furnished_house.base}/sign-in/")
        assert violations(page) == []
        hands, first = Hands(page), name.split()[0].lower()
        hands.fill(page.get_by_label("E-mail address"), f"{first}@snarvik.example")
        hands.fill(page.get_by_label("Password"), PASSWORD)
        hands.press("Enter")
        expect(page.get_by_role("heading", name="The bell")).to_be_attached()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [wrong for page in watched for wrong in page.wrongs] == []


def pool(page: Page) -> Page:
    """Over to the questions, by the keys that the sheet names."""
    Hands(page).press("g", "v")
    expect(page.get_by_role("heading", name="Questions for you")).to_be_visible()
    return page


def question(page: Page, handle: str) -> Any:
    return page.locator("#pool li").filter(has=page.get_by_text(handle, exact=True))


def take(page: Page, handle: str) -> None:
    """With `j` from question to question until it is this one's turn."""
    button, hands = question(page, handle).get_by_role("button", name="Take it"), Hands(page)
    for _ in ASKED:
        hands.press("j")
        if button.evaluate("one => one === document.activeElement"):
            break
    hands.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("It is yours.")


def test_a_question_is_taken_answered_under_ones_own_name_and_another_given_back(sign_in: SignIn):
    page, colleague = sign_in(VOLUNTEERS[0]), sign_in(VOLUNTEERS[1])
    hands = Hands(page)
    for one in (page, colleague):
        pool(one)
        assert violations(one) == []
        for handle, _text, complexity, _matters in ASKED:
            expect(question(one, handle)).to_have_count(int(complexity == "low"))

    take(page, "liv.h")
    address = page.url.split("?")[0]
    expect(question(colleague, "liv.h")).to_have_count(0)  # without a reload
    colleague.goto(address)
    assert violations(colleague) == []
    expect(colleague.get_by_label("About this case")).to_contain_text("Vera Vik")
    expect(colleague.get_by_role("button", name="Claim")).to_have_count(0)

    assert violations(page) == []
    hands.press("a")
    expect(page.locator("#answer")).to_contain_text("Public answers end with ^VV")
    hands.write("Yes, Liv: from ten to four. Welcome!")
    expect(page.locator("#guard")).to_contain_text("Fine to send")
    assert violations(page) == []
    hands.press("Control+Enter")
    expect(page.get_by_role("status").first).to_contain_text("It leaves in a moment.")
    expect(page.locator(".entry.ours")).to_contain_text("from ten to four. Welcome! ^VV")
    assert violations(page) == []

    hands.press("u")
    expect(page.get_by_role("heading", name="Questions for you")).to_be_visible()
    take(page, "knut_s")
    hands.press("n")
    hands.write("I only know the small boxes; somebody of the warehouse will.")
    hands.use(page.get_by_role("button", name="Keep the note"))
    expect(page.locator(".entry.note")).to_contain_text("the small boxes")
    hands.find("release")
    expect(page.get_by_role("status").first).to_contain_text("Back in the queue.")
    expect(question(pool(colleague), "knut_s")).to_have_count(1)


def test_one_may_not_take_more_than_the_house_leaves_to_volunteers(
    sign_in: SignIn, furnished_house: Furnished
):
    page = sign_in(VOLUNTEERS[1])
    hands = Hands(page)
    page.goto(furnished_house.url(f"cases/{furnished_house.told['asked']['advokat_n']}/"))
    hands.press("c")
    expect(page.get_by_role("status").first).to_contain_text("too complex for volunteers")
    assert violations(page) == []

    page.goto(furnished_house.url("desk/team/"))
    assert violations(page) == []
    expect(page.get_by_role("link", name="Change")).to_have_count(0)
    expect(page.get_by_role("button", name="Set it")).to_have_count(0)
    hands.press("g", "e")  # there is no such entry in a volunteer's menu
    expect(page.get_by_role("heading", name="How the desk works")).to_be_visible()
    answer = page.goto(furnished_house.url("settings/"))
    assert answer is not None
    assert answer.status == 403
    assert violations(page) == []
    hands.use(page.get_by_role("link").last)
    expect(page.get_by_role("heading", name="The bell")).to_be_attached()


def test_on_a_phone_a_question_is_taken_by_touch(sign_in: SignIn):
    page = sign_in(VOLUNTEERS[1], viewport=PHONE, has_touch=True)
    watched = Watched(page)
    page.get_by_text("Menu", exact=True).tap()
    page.locator("details.menu").get_by_role("link", name="Questions for you").tap()
    expect(page.get_by_role("heading", name="Questions for you")).to_be_visible()
    assert watched.too_wide() == ""
    assert violations(page) == []
    question(page, "berit.a").get_by_role("button", name="Take it").tap()
    expect(page.get_by_role("heading", name=CASE)).to_be_visible()
    assert watched.too_wide() == ""
    page.locator("#answer-text").tap()
    page.keyboard.type("Yes, we do. Leave them at the counter.")
    expect(page.locator("#guard")).to_contain_text("Fine to send")
    page.get_by_role("button", name="Send").tap()
    expect(page.locator(".entry.ours")).to_contain_text("at the counter. ^VL")
    assert watched.too_wide() == ""
    assert violations(page) == []
