"""From the first-run link to posts that arrive while one looks on, in a home of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import posts
from tests.journeys.conftest import PATIENCE, add_person, begin, datetime, violations
from tests.journeys.serving import Serving
from tests.journeys.watching import Watched

EMPTY = (
    "", "inbox/", "inbox/?view=mine", "inbox/?view=closed", "search/", "search/?q=nothing",
    "alerts/", "alerts/?state=open", "queries/", "queries/new/",
    "sources/", "sources/new/file_drop/",
    "enter/", "people/", "settings/", "settings/notifications/", "/me/",
)  # fmt: skip


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with Serving(tmp_path_factory.mktemp("fresh")) as server:
        yield server


@pytest.fixture(scope="module")
def page(browser: Browser, fresh: Serving) -> Iterator[Page]:
    """The administrator's page; the tests of this file go on from each other."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    watched = Watched(page)
    page.goto(fresh.first_run)
    assert violations(page) == []
    begin(page, "Nordvik Air", "ada@nordvik.example")
    yield page
    assert watched.wrongs == []
    context.close()


def test_the_link_works_once(page: Page, fresh: Serving):
    house = page.url
    page.goto(fresh.first_run)
    expect(page.get_by_role("heading", name="This link no longer works")).to_be_visible()
    page.goto(house)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_empty_house_is_readable_to_all_and_fits_a_phone(page: Page, theme: str, fresh: Serving):
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": 390, "height": 844})
    watched = Watched(page)
    for path in EMPTY:
        page.goto(fresh.base + (path if path.startswith("/me") else f"/w/nordvik-air/{path}"))
        assert violations(page) == [], path
        assert watched.too_wide() == "", path
    page.set_viewport_size({"width": 1366, "height": 768})


def test_posts_arrive_without_a_reload_once_there_is_a_person_a_query_and_a_source(
    page: Page, fresh: Serving
):
    house = f"{fresh.base}/w/nordvik-air/"
    page.goto(house)
    expect(page.get_by_role("heading", name="Begin here")).to_be_visible()
    page.get_by_role("button", name="I go on duty").click()
    page.goto(f"{house}settings/")
    add_person(page, "Agnes Agent", "agent")

    page.goto(f"{house}queries/new/")
    page.get_by_label("Name").fill("Nordvik")
    page.get_by_label("Or a new brand").fill("Nordvik Air")
    page.locator("#id_text").fill("nordvik OR mention:nordvikair")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")

    drop = fresh.home / "drop" / "exports"
    drop.mkdir(parents=True)
    page.goto(f"{house}sources/")
    page.get_by_role("link", name="Add: File drop").first.click()
    page.get_by_label("Name").fill("Exports")
    page.get_by_label("Folder").fill("exports")
    page.get_by_label(re.compile("^Complete after")).fill("0")
    page.get_by_role("button", name="Start listening").click()
    expect(page.get_by_role("status")).to_be_visible()

    page.goto(house)
    page.evaluate("window.stayed = true")
    waiting = page.locator("#waiting + .tiles .tile .big").nth(1)
    expect(waiting).to_have_text("0")
    now = datetime.now(posts.UTC)
    posts.write(drop / "first.jsonl", [posts.complaint(1, now, "wanda", "@nordvikair")])
    expect(waiting).to_have_text("1")
    assert page.evaluate("window.stayed")

    page.goto(f"{house}inbox/")
    page.evaluate("window.stayed = true")
    expect(page.locator(".case-row[href]")).to_have_count(1)
    told = [posts.complaint(2, now, "xenia", "@nordvikair")]
    fresh.replay(posts.write(fresh.home / "second.jsonl", told), "Nordvik Air")
    expect(page.locator(".case-row[href]")).to_have_count(2)
    assert page.evaluate("window.stayed")


def test_what_somebody_says_on_the_phone_becomes_a_case(page: Page, fresh: Serving):
    page.goto(f"{fresh.base}/w/nordvik-air/enter/")
    page.locator("textarea").first.fill("Nordvik lost my bag twice. Who pays for the dress?")
    page.get_by_role("button", name="Take it in").click()
    expect(page.locator(".case-row[href]")).to_have_count(3)
