"""A lead sets the desk up; an agent works through many at once; all of it in a real browser."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.conftest import Visit, violations
from tests.journeys.test_desk import focused_row


def test_a_lead_sets_hours_weights_and_seats(visit: Visit):
    page = visit("desk/clocks/", role="lead").page
    page.get_by_label("Monday").fill("08:00-12:00, 13:00-17:00")
    page.get_by_label("Tuesday").fill("8-17")
    page.get_by_label("By day and night").select_option(label="Priorities 1 and 2")
    page.get_by_role("button", name="Set it").click()
    expect(page.get_by_role("alert").first).to_contain_text("Write spans as 09:00-17:00.")
    page.get_by_label("Tuesday").fill("")
    page.get_by_label("By day and night").select_option(label="Everything")
    page.get_by_label("Line 1, Channel").select_option(index=1)
    page.get_by_label("Line 1, Minutes").fill("10")
    page.get_by_role("button", name="Set it").click()
    expect(page.get_by_role("status")).to_contain_text("Set. Open cases")
    expect(page.get_by_label("Line 1, Minutes")).to_have_value("10")
    assert violations(page) == []
    page.get_by_label("Line 1, Take it away").check()
    page.get_by_role("button", name="Set it").click()
    expect(page.get_by_label("Line 1, Minutes")).to_have_value("")

    page.get_by_role("link", name="What is urgent").click()
    page.get_by_label("Negative").fill("80")
    page.get_by_role("button", name="Try on last month").click()
    expect(page.locator("#tried")).to_contain_text("more urgent")
    assert violations(page) == []

    page.get_by_role("link", name="Who can do what").click()
    page.get_by_role("link", name=re.compile("Change Agnes Agent")).click()
    page.get_by_label("Languages").fill("en, nb")
    page.get_by_role("button", name="Set it").click()
    expect(page.locator("main")).to_contain_text("Languages: en, nb")

    page.get_by_role("link", name="A new department").click()
    page.get_by_label("Name").fill("Legal")
    page.get_by_label("data breach").check()
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Skills: data breach")
    assert violations(page) == []


def test_many_are_chosen_by_keyboard_tagged_and_taken_back(visit: Visit):
    page = visit("inbox/").page
    keys = page.keyboard
    page.locator("a[data-row]").first.wait_for()
    for _ in range(2):
        keys.press("j")
        assert focused_row(page)
        keys.press("x")
    expect(page.locator(".choosing input:checked")).to_have_count(2)
    page.get_by_label("With the chosen").select_option("tag")
    page.locator("#bulk-tag").fill("Storm")
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_role("status")).to_contain_text("Done for 2 cases.")
    assert violations(page) == []
    page.get_by_role("button", name="Take it back for 2 cases").click()
    expect(page.get_by_role("status")).to_contain_text("Done for 2 cases.")


def test_why_so_urgent_unfolds_on_the_page(visit: Visit):
    page = visit("inbox/").page
    page.locator(".case-row[href]").first.click()
    page.get_by_text("Why so urgent, and by when").click()
    expect(page.locator("#why")).to_contain_text("Fit for the public?")
    expect(page.locator("#why")).to_contain_text("First answer")
