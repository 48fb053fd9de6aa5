"""A lead changes what makes it ring: with scripts the sentence follows, without them buttons do."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit, violations


def add_condition(page: Page, label: str) -> None:
    page.get_by_label("Another condition").select_option(label=label)
    page.get_by_role("button", name="Add the condition").click()


def test_the_sentence_follows_what_is_chosen(visit: Visit):
    page = visit("settings/triggers/", role="lead").page
    page.get_by_role("link", name="New trigger", exact=True).click()
    said = page.locator("#trigger-said")
    expect(said).to_contain_text("For every brand: when complaints are heard")
    page.get_by_label("At most one false alert in").select_option(label="four weeks")
    expect(said).to_contain_text("At most about one false alert in 4 weeks.")
    page.get_by_label("Brands", exact=True).select_option(label="our own brands")
    expect(said).to_contain_text("For our own brands")
    assert violations(page) == []
    page.get_by_label("Name").fill("Quarrels")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    expect(page.get_by_role("link", name="Quarrels")).to_be_visible()


def test_without_javascript_rows_come_and_go_by_buttons(visit: Visit):
    page = visit("settings/triggers/new/", role="lead", java_script_enabled=False).page
    add_condition(page, "At least so many")
    page.get_by_label("Number").fill("33")
    page.get_by_role("button", name="Say it in words").last.click()
    expect(page.locator("#trigger-said")).to_contain_text("there are at least 33")
    page.get_by_role("button", name="Remove: Rarer than the budget").click()
    expect(page.get_by_label("Number")).to_have_value("33")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Give it a name.")).to_be_visible()
    page.get_by_label("Name").fill("Many")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Many", exact=True).click()
    page.get_by_text("Delete this trigger").click()
    page.get_by_role("button", name="Yes, delete it").click()
    expect(page.get_by_role("status")).to_contain_text("Deleted: Many")


def test_an_agent_reads_why_and_changes_nothing(visit: Visit):
    page = visit("alerts/").page
    page.get_by_role("link", name="What makes it ring").click()
    page.locator("a[data-row]").first.click()
    expect(page.get_by_text("A lead or an administrator can change it.")).to_be_visible()
    assert violations(page) == []


def test_another_budget_is_tried_on_history_without_leaving_the_page(visit: Visit):
    page = visit("settings/triggers/", role="administrator").page
    page.locator("a[data-row]").first.click()
    page.get_by_role("button", name="Try it on history").click()
    expect(page.get_by_role("heading", name="As it is now")).to_be_visible()
    page.get_by_role("radio", name="52 weeks").check()
    expect(page.get_by_role("heading", name="At most one false alert in 52 weeks")).to_be_visible()
    expect(page.get_by_role("radio", name="52 weeks")).to_be_checked()
    expect(page.get_by_label("How far back")).to_have_value("4")
