"""An agent's day by keyboard alone: the sheet of keys, a case with all that belongs to it, the next
one, and many at once."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visit, violations
from tests.journeys.keyboard import FOCUSED, Hands

CASE = re.compile(r"^Case \d+")


def row(page: Page, handle: str) -> Locator:
    return page.locator(".case-row[href]").filter(has=page.get_by_text(handle, exact=True))


def open_by_keys(page: Page, handle: str) -> None:
    """With `j` down the inbox to this person's case, and in."""
    hands, wanted = Hands(page), row(page, handle)
    wanted.wait_for()
    for _ in range(25):
        hands.press("j")
        if wanted.evaluate(FOCUSED):
            break
    hands.press("Enter")
    expect(page.get_by_role("heading", name=CASE)).to_be_visible()
    expect(page.locator(".page-head")).to_contain_text(handle)


def done(page: Page, told: str) -> None:
    expect(page.get_by_role("status").first).to_contain_text(told)


def test_the_sheet_of_keys_opens_tells_and_closes(visit: Visit):
    page = visit("inbox/").page
    hands, sheet = Hands(page), page.locator("#keys")
    hands.press("?")
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("Claim the case")
    assert violations(page) == []
    hands.press("Escape")
    expect(sheet).to_be_hidden()
    hands.press("?")
    hands.use(sheet.get_by_role("button", name="Close"))
    expect(sheet).to_be_hidden()


def test_a_case_gets_all_that_belongs_to_it_and_leads_to_the_next(visit: Visit):
    page = visit("inbox/").page
    hands = Hands(page)
    hands.find("texts")
    expect(page.get_by_role("heading", name="Texts")).to_be_visible()
    hands.fill(page.get_by_label("Name", exact=True), "Rebooked")
    hands.fill(
        page.get_by_label("Text", exact=True), "Dear {{ handle }}, you fly tomorrow at nine."
    )
    hands.use(page.get_by_role("button", name="Keep the text"))
    done(page, "Kept.")

    hands.press("g", "i")
    open_by_keys(page, "tove")
    hands.press("c")
    done(page, "It is yours.")
    hands.press("t")
    hands.write("Rebooking")
    hands.press("Enter")
    expect(page.locator(".chip").filter(has_text="Rebooking")).to_be_visible()
    hands.press("n")
    hands.write("@Lena Lead: may she have the hotel too?")
    hands.press("Control+Enter")
    done(page, "Noted.")
    hands.find("promise")
    hands.write("A call from the gate")
    hands.press("Tab")
    hands.write("02022031")
    hands.press("ArrowRight")
    hands.write("0900AM")
    hands.press("Enter")
    expect(page.get_by_text("A call from the gate")).to_be_visible()

    hands.find("put aside")
    hands.write("3 days")
    hands.press("Tab")
    hands.write("She is on a ship until Thursday")
    hands.press("Enter")
    done(page, "Put aside.")
    hands.find("take it up")
    done(page, "Taken up again.")

    hands.press("m")
    hands.write("Rebooked")
    hands.use(page.get_by_role("button", name="Put in", exact=True))
    answer = page.get_by_label("Answer", exact=True)
    expect(answer).to_have_value("Dear tove, you fly tomorrow at nine.")
    expect(answer).to_be_focused()
    assert violations(page) == []
    hands.press("Control+End")
    hands.write(" We are sorry.")
    expect(page.locator("#guard")).to_contain_text("Fine to send")
    hands.press("Control+Enter")
    done(page, "Recorded as answered elsewhere.")
    hands.press("]")
    expect(page.locator(".page-head")).not_to_contain_text("tove")
    expect(page.get_by_role("heading", name=CASE)).to_be_visible()
    expect(page.locator("#answer")).to_be_visible()  # it waits too


def test_all_of_a_page_are_chosen_and_let_go_by_keyboard(visit: Visit):
    page = visit("inbox/").page
    hands, boxes = Hands(page), page.locator(".choosing input")
    page.locator("a[data-row]").first.wait_for()
    number = boxes.count()
    hands.find("choose all")
    expect(page.locator(".choosing input:checked")).to_have_count(number)
    hands.press("j", "x")
    expect(page.locator(".choosing input:checked")).to_have_count(number - 1)
    hands.find("choose all")
    expect(page.locator(".choosing input:checked")).to_have_count(number)
    hands.find("choose all")
    expect(page.locator(".choosing input:checked")).to_have_count(0)
