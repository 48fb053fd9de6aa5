"""Saying what a post is: from the case page, and one post after another by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit, violations
from tests.journeys.test_desk import open_case


def shown(page: Page) -> str:
    return page.locator(".said.large").inner_text()


def pressed(page: Page) -> list[str]:
    return page.locator(".labelled [aria-pressed=true]").evaluate_all(
        "buttons => buttons.map(button => button.value)"
    )


def test_a_reading_is_corrected_on_the_case_page_and_the_draft_stays(visit: Visit):
    page = visit("inbox/").page
    open_case(page, "ragna")
    draft = page.locator("#answer-text")
    draft.fill("I am sorry that")
    story = page.locator("#story")
    story.get_by_role("button", name="Positive").first.click()
    expect(story).to_contain_text("corrected by Agnes Agent")
    expect(story.get_by_role("button", name="Positive").first).to_be_focused()
    expect(draft).to_have_value("I am sorry that")
    page.reload()
    assert violations(page) == []
    story.get_by_role("button", name="Undo Sentiment").click()
    expect(story).not_to_contain_text("corrected by")


def test_without_javascript_a_press_is_a_form(visit: Visit):
    page = visit("inbox/", java_script_enabled=False).page
    open_case(page, "ragna")
    page.get_by_role("button", name="Positive").first.click()
    expect(page.locator("#story")).to_contain_text("corrected by Agnes Agent")
    page.get_by_role("button", name="Undo Sentiment").click()
    expect(page.locator("#story")).not_to_contain_text("corrected by")


def test_posts_are_read_by_keyboard_alone(visit: Visit):
    page = visit().page
    keys = page.keyboard
    keys.press("g")
    keys.press("r")
    expect(page.get_by_role("heading", name="Reading", exact=True)).to_be_visible()
    page.get_by_role("link", name="Read posts").focus()
    keys.press("Enter")
    expect(page.locator(".said.large")).to_be_visible()

    seen = []
    for _ in range(3):
        first = shown(page)
        seen.append(first)
        asks_mood = page.get_by_role("button", name="Negative").count() == 1
        if asks_mood:
            with page.expect_navigation():
                keys.press("1")
            assert pressed(page) == ["negative"]
            assert shown(page) == first
        with page.expect_navigation():
            keys.press("y")
        assert shown(page) != first
    with page.expect_navigation():
        keys.press("u")
    assert shown(page) == seen[-1]
    assert pressed(page) == []
    with page.expect_navigation():
        keys.press("s")
    assert shown(page) not in seen
    assert violations(page) == []
