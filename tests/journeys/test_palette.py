"""Everything by a few letters: pages, what a case offers, and a case by its number."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.conftest import Visit, violations


def test_the_palette_finds_pages_verbs_and_cases(visit: Visit):
    page = visit("inbox/").page
    keys = page.keyboard
    keys.press("Control+k")
    palette = page.locator("#palette")
    expect(palette).to_be_visible()
    assert violations(page) == []
    keys.type("peop")
    expect(palette.get_by_role("option").first).to_contain_text("People on duty")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="People on duty")).to_be_visible()

    page.goto(page.url.replace("people/", "inbox/"))
    page.locator(".case-row[href]").first.click()
    expect(page.get_by_role("heading", name=re.compile(r"^Case \d+"))).to_be_visible()
    number = re.findall(r"\d+", page.get_by_role("heading", level=1).inner_text())[0]
    keys.press("Control+k")
    keys.type("note")
    expect(palette.get_by_role("option").first).to_contain_text("note")
    keys.press("Enter")
    expect(page.locator("#note-text")).to_be_focused()
    keys.press("Escape")

    keys.press("g")
    keys.press("b")
    expect(page.get_by_role("heading", name="The bell")).to_be_attached()
    keys.press("Control+k")
    keys.type(f"#{number}")
    keys.press("Enter")
    expect(page.get_by_role("heading", name=f"Case {number}")).to_be_visible()
    keys.press("Control+k")
    keys.press("Escape")
    expect(palette).to_be_hidden()
