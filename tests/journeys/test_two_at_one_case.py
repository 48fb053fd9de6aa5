"""Two agents in two browsers at one case: one is told before typing, and a second answer has to be
meant."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.test_desk import open_case


def test_one_is_told_before_typing_and_warned_before_sending(visit: Visit):
    first, second = visit("inbox/").page, visit("inbox/", role="lead").page
    open_case(first, "ragna")
    first.keyboard.press("a")
    first.keyboard.press("Control+a")  # over a draft that she may have begun before
    first.keyboard.type("Dear Ragna,")
    expect(first.locator("#guard")).to_contain_text("Fine to send")

    open_case(second, "ragna")
    here = second.locator("#here")
    expect(here).to_contain_text("Agnes Agent is writing an answer here")
    expect(first.locator("#here")).to_contain_text("Lena Lead looks at this case too")

    second.keyboard.press("a")
    second.keyboard.type("We are sorry, Ragna. Your seat is booked on the next flight.")
    expect(first.locator("#here")).to_contain_text("Lena Lead is writing an answer here")
    second.get_by_role("button", name="Answered elsewhere").click()
    expect(second.get_by_role("alert")).to_contain_text("Talk to each other first.")
    expect(second.locator("#answer-text")).to_have_value(re.compile("We are sorry, Ragna"))

    leave(first)
    expect(here).not_to_contain_text("Agnes Agent")
    expect(second.locator("#answer")).to_contain_text("Agnes Agent began an answer here")
    open_case(first, "ragna")
    expect(first.locator("#answer-text")).to_have_value("Dear Ragna,")


def leave(page: Page) -> None:
    page.get_by_role("link", name="Inbox").first.click()
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
