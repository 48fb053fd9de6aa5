"""A lead's day by keyboard alone: what rings, who gets what, and what is urgent."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit, violations
from tests.journeys.keyboard import Hands
from tests.journeys.test_agent_keys import done, open_by_keys, row


def test_what_rings_is_looked_into_and_judged(visit: Visit):
    page = visit(role="lead").page
    hands = Hands(page)
    hands.press("g", "a")
    page.locator("a[data-row]").first.wait_for()
    hands.press("j", "Enter")
    expect(page.get_by_role("heading", name="Why it rang")).to_be_visible()
    hands.find("as a table")
    expect(page.get_by_role("table").first).to_be_visible()
    hands.find("useful")
    useful = page.get_by_role("button", name="Useful", exact=True)
    expect(useful).to_have_attribute("aria-pressed", "true")
    assert violations(page) == []
    hands.press("u")
    expect(page.get_by_role("heading", name="Alerts", exact=True)).to_be_visible()


def test_a_case_is_given_to_somebody_and_taken_back(visit: Visit):
    page = visit("inbox/", role="lead").page
    hands = Hands(page)
    open_by_keys(page, "ulrik")
    hands.find("give it to")
    hands.write("Agnes")
    hands.press("Tab", "Enter")
    done(page, "Assigned to Agnes Agent.")
    hands.find("more or less")
    hands.write("1")
    hands.press("Tab")
    hands.write("He is seventy and alone at the gate")
    hands.press("Enter")
    expect(page.get_by_label("About this case")).to_contain_text("1 of 5")

    hands.press("u")
    row(page, "ulrik").wait_for()
    choose(page, "ulrik")
    hands.choose(page.get_by_label("With the chosen"), "Back to")
    hands.use(page.get_by_role("button", name="Do it"))
    done(page, "Done for 1 case.")
    expect(row(page, "ulrik")).to_contain_text("nobody")
    assert violations(page) == []


def choose(page: Page, handle: str) -> None:
    hands = Hands(page)
    hands.reach(row(page, handle))
    hands.press("x")
    expect(page.locator(".choosing input:checked")).to_have_count(1)


def test_weights_are_tried_and_nothing_is_changed_by_that(visit: Visit):
    page = visit("inbox/", role="lead").page
    hands = Hands(page)
    hands.find("how the desk works")
    expect(page.get_by_role("heading", name="Opening hours")).to_be_visible()
    assert violations(page) == []
    hands.find("what is urgent")
    expect(page.get_by_role("heading", name="Points at most")).to_be_visible()
    negative = page.get_by_label("Negative")
    before = negative.input_value()
    hands.fill(negative, "80")
    hands.find("try on last month")
    expect(page.locator("#tried")).to_contain_text("more urgent")
    expect(negative).to_have_value("80")
    hands.find("what is urgent")
    expect(page.locator("#tried")).to_have_count(0)
    expect(negative).to_have_value(before)
