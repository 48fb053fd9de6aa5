"""Searching by keyboard: from anywhere to a case and back, and a search that is kept."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.conftest import Visit, violations


def test_from_anywhere_to_a_case_by_keyboard(visit: Visit):
    page = visit("alerts/").page
    page.keyboard.press("/")
    box = page.get_by_label("Search everything that was heard and noted")
    expect(box).to_be_focused()
    page.keyboard.type("lovely crew")
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_contain_text("page 1 of")
    first = page.locator(".found .said").first.inner_text()
    expect(page.locator("mark.hit").first).to_have_text("lovely")
    page.keyboard.press("]")
    expect(page.locator("#count")).to_contain_text("page 2 of")
    page.keyboard.press("[")
    expect(page.locator(".found .said").first).to_have_text(first)
    page.keyboard.press("/")
    expect(box).to_be_focused()
    box.fill("cancelled state:open")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Without state:open")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/cases/"))


def test_a_chip_is_taken_off_and_a_condition_put_on(visit: Visit):
    page = visit("search/?q=cancelled+channel:microblog").page
    page.get_by_label("Without channel:microblog").click()
    expect(page.get_by_label("Search everything")).to_have_value("cancelled")
    page.locator("summary", has_text="Narrow it").click()
    page.get_by_role("link", name="negative", exact=True).click()
    expect(page.get_by_label("Search everything")).to_have_value("cancelled AND sentiment:negative")
    assert violations(page) == []


def test_what_is_looked_at_post_by_post_is_counted_while_one_waits(visit: Visit):
    page = visit("search/?q={lovely}").page
    expect(page.locator("#count")).to_contain_text("More than")
    page.get_by_role("link", name="Count them all").click()
    expect(page.locator("#count")).to_contain_text("as counted at")
    expect(page.locator("#count")).not_to_contain_text("More than")


def test_a_search_is_kept_and_stands_in_the_inbox(visit: Visit):
    page = visit("search/?q=lovely", role="lead").page
    page.locator("summary", has_text="Keep this search").click()
    page.get_by_label("Name").fill("Praise")
    page.get_by_label("For the whole team").check()
    page.get_by_label("Pin it in the inbox").check()
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Kept.")
    colleague = visit("inbox/", role="agent").page
    colleague.get_by_role("link", name="Praise").click()
    expect(colleague.locator("mark.hit").first).to_have_text("lovely")
    page.get_by_role("button", name="No longer keep it").click()
    expect(page.get_by_role("status").first).to_contain_text("no longer kept")


def test_on_a_phone_nothing_is_out_of_reach(visit: Visit):
    page = visit("search/", viewport={"width": 390, "height": 844}, has_touch=True).page
    page.get_by_role("link", name="sentiment:negative has:image").tap()
    page.get_by_label("Search everything").fill("lovely")
    page.get_by_role("button", name="Search").tap()
    page.get_by_role("link", name="Older").tap()
    expect(page.locator("#count")).to_contain_text("page 2 of")
    page.get_by_label("Page", exact=True).fill("3")
    page.locator(".jumps button").first.tap()
    expect(page.locator("#count")).to_contain_text("page 3 of")
    assert violations(page) == []
