"""Sources and answers in every state: open to all, on a phone, and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PATIENCE, violations
from tests.journeys.furnished import Furnished
from tools.screenshots import FURNISHED, VOLUNTEERED

PHONE = {"width": 390, "height": 844}
WIDTH = "document.scrollingElement.scrollWidth"


@pytest.fixture
def house(furnished_house: Furnished) -> Furnished:
    return furnished_house


@pytest.fixture
def visit(browser: Browser, house: Furnished) -> Iterator:
    contexts = []

    def opened(path: str = "", **look) -> Page:
        context = browser.new_context(storage_state=house.state, **look)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.goto(house.url(path))
        return page

    yield opened
    for context in contexts:
        context.close()


def test_every_screen_is_there_that_the_docs_picture(house: Furnished):
    pictured = FURNISHED | VOLUNTEERED
    assert {screen for screen, _looks in pictured.values()} - house.screens.keys() == set()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_source_and_no_answer_shuts_anybody_out(house: Furnished, visit, theme: str):
    page = visit(color_scheme=theme)
    for name, path in house.screens.items():
        answer = page.goto(house.url(path))
        assert answer is not None
        assert answer.ok, name
        assert violations(page) == [], name


# Polish has the longest words of the languages here.
def test_nothing_scrolls_sideways_on_a_phone(house: Furnished, visit):
    page = visit(viewport=PHONE, has_touch=True, locale="pl-PL")
    for name, path in house.screens.items():
        page.goto(house.url(path))
        assert page.evaluate(WIDTH) == 390, name


def test_the_address_of_a_web_hook_is_copied_by_keyboard(house: Furnished, visit):
    page = visit(house.screens["source-reviews-of-the-shop"])
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_label("The address to call").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Copied")).to_be_focused()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{house.base}/hooks/")


def test_what_is_seldom_changed_is_found_by_keyboard(house: Furnished, visit):
    page = visit(house.screens["new-email"])
    port = page.get_by_label("Port for reading")
    expect(port).to_be_hidden()
    page.get_by_label("Server for sending").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(port).to_be_visible()


def test_an_answer_is_cancelled_by_keyboard_while_it_can_be(house: Furnished, visit):
    page = visit(house.screens["case-held"])
    expect(page.locator("#story")).to_contain_text("Leave")
    page.get_by_role("button", name="Cancel").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#story")).to_contain_text("Not sent: Cancelled before it left.")
    expect(page.locator("#story")).to_contain_text("needs an answer")
