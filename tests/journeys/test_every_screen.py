"""Every screen with work on it: open to all (axe), light and dark, on a phone, translated."""

from __future__ import annotations

import pytest
from django.utils import translation
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit, violations

SCREENS = (
    "", "inbox/", "inbox/?view=overdue", "search/", "search/?q=flight", "search/?q=flight+AND",
    "alerts/", "queries/", "queries/new/",
    "sources/", "sources/new/file_drop/", "enter/", "reading/", "reading/label/", "reading/themes/",
    "knowledge/", "knowledge/new/", "knowledge/gaps/", "improve/", "improve/causes/",
    "improve/offers/", "improve/offers/new/", "improve/goodwill/", "improve/ideas/",
    "pool/", "texts/", "queues/", "desk/clocks/", "desk/weights/", "desk/team/",
    "desk/departments/new/",
    "people/", "settings/", "settings/log/",
    "settings/triggers/", "settings/triggers/new/?over=facts", "settings/holidays/",
    "settings/notifications/", "settings/tokens/", "/me/", "/sign-in/",
    "nowhere/",
)  # fmt: skip
# One page of each of these lists, found by following its first row.
FIRST_OF = ("inbox/", "alerts/", "queries/", "sources/", "settings/triggers/")
PHONE = {"width": 390, "height": 844}


def every_screen(visit: Visit, **look: object) -> list[tuple[str, Page]]:
    """An administrator's addresses, for one page that goes from one to the next."""
    page = visit(role="administrator", **look)
    base = page.page.url
    root = base.split("/w/")[0]
    found = [root + path if path.startswith("/") else base + path for path in SCREENS]
    for path in FIRST_OF:
        page.page.goto(base + path)
        found.append(page.page.locator("a[data-row]").first.evaluate("row => row.href"))
    found.append(found[-1].replace("/edit/", "/history/"))  # of the first trigger
    return [(address, page.page) for address in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nobody_is_shut_out(visit: Visit, theme: str):
    for address, page in every_screen(visit, color_scheme=theme):
        page.goto(address)
        assert violations(page) == [], address


def test_nothing_scrolls_sideways_on_a_phone(visit: Visit):
    for address, page in every_screen(visit, viewport=PHONE, has_touch=True):
        page.goto(address)
        width = page.evaluate(
            "[document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]"
        )
        assert width == [390, 390], address


def test_the_menu_opens_on_a_phone_and_closes_by_a_tap_beside_it(visit: Visit):
    page = visit(viewport=PHONE, has_touch=True).page
    menu = page.locator("details.menu")
    page.get_by_text("Menu", exact=True).tap()
    expect(menu.get_by_role("link", name="Inbox")).to_be_visible()
    page.touchscreen.tap(20, 600)
    expect(menu.get_by_role("link", name="Inbox")).to_be_hidden()


def paper(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_light_and_dark_follow_the_device_until_somebody_chooses(visit: Visit):
    page = visit("/me/", role="analyst").page
    page.emulate_media(color_scheme="dark")
    dark = paper(page)
    page.emulate_media(color_scheme="light")
    light = paper(page)
    assert dark != light
    page.get_by_label("Appearance").select_option("dark")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    assert paper(page) == dark


@pytest.mark.parametrize("language", ["nb", "pl"])
def test_a_person_chooses_a_language(visit: Visit, language: str):
    page = visit("/me/", role="analyst").page
    choose(page, language)
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.locator(".rows a").first.click()
    with translation.override(language):
        question = translation.gettext("Is something starting?")
    assert question != "Is something starting?"
    expect(page.locator("#starting")).to_have_text(question)
    assert violations(page) == []
    page.goto(page.url.split("/w/")[0] + "/me/")
    choose(page, "")
    expect(page.get_by_role("status")).to_contain_text("Saved.")


def choose(page: Page, language: str) -> None:
    page.locator("#id_language").select_option(language)
    page.locator("form:has(#id_language) button").click()
