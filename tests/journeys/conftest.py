from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.journeys import posts
from tests.journeys.furnished import Furnished, furnished
from tests.journeys.serving import CHROMIUM, Serving, chromium
from tests.journeys.watching import Watched
from tests.stores.homes import with_tables

HERE = Path(__file__).parent
PASSWORD = "a sentence is best here"
STAFF = {"agent": "Agnes Agent", "lead": "Lena Lead", "analyst": "Anna Analyst"}
# Names of whom each journey answers, so that none disturbs another.
VOICES = ("wanda", "xenia", "yusuf", "zofia", "quinn", "ragna", "tove", "ulrik")
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


# Package scope: Playwright keeps an event loop in this thread, so it must be gone before tests
# elsewhere want one of their own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    found = chromium()
    if found is None:
        pytest.skip("no Chromium is installed; `make browser` installs it where it can")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        yield browser
        browser.close()


@dataclass
class House:
    """A running server with a workspace, people of each role, posts, cases and an open alert."""

    server: Serving
    path: str  # of the workspace: /w/house/
    states: dict[str, Any]  # by role: the cookies of somebody signed in

    def url(self, path: str = "") -> str:
        """Of a path in the workspace, or of one from the root when it begins with a slash."""
        return self.server.base + (path if path.startswith("/") else self.path + path)


@pytest.fixture(scope="package")
def house(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The posts come before the server: its worker lets time pass, and these are of the past."""
    home = with_tables(tmp_path_factory.mktemp("house"))
    server = Serving(home)
    now = datetime.now(UTC)
    told = [
        *posts.ordinary_days(now - posts.minutes(42)),
        *posts.voices(now - posts.minutes(41), *VOICES),  # due first, so first in the inbox
        *posts.burst(now),
    ]
    server.replay(posts.write(home / "past.jsonl", told), "House")
    with server:
        states = settle(browser, server)
        yield House(server, "/w/house/", states)


@pytest.fixture(scope="package")
def furnished_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Furnished]:
    """With a source of each network and an answer in each state; nothing happens by itself."""
    with furnished(tmp_path_factory.mktemp("furnished")) as house:
        yield house


def settle(browser: Browser, server: Serving) -> dict[str, Any]:
    """The first run, colleagues, and everybody signed in: all through the pages."""
    page = browser.new_context().new_page()
    page.goto(server.first_run)
    begin(page, "Airline")
    page.goto(f"{server.base}/w/house/settings/")
    for role, name in STAFF.items():
        add_person(page, name, role)
    states = {"administrator": page.context.storage_state()}
    page.context.close()
    for role in STAFF:
        page = browser.new_context().new_page()
        page.goto(f"{server.base}/sign-in/")
        sign_in(page, role)
        if role == "agent":
            page.get_by_role("button", name="I go on duty").click()
        states[role] = page.context.storage_state()
        page.context.close()
    return states


def begin(page: Page, workspace: str, email: str = "ada@airline.example") -> None:
    page.get_by_label("Your name").fill("Ada Administrator")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Name of your firm or brand").fill(workspace)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="The bell")).to_be_attached()


def add_person(page: Page, name: str, role: str) -> None:
    form = page.locator("form[action$='settings/people/']")
    form.get_by_label("Name").fill(name)
    form.get_by_label("E-mail address").fill(f"{role}@airline.example")
    form.get_by_label("Role").select_option(role)
    form.get_by_label("First password").fill(PASSWORD)
    form.get_by_role("button", name="Add").click()
    expect(page.locator("#members")).to_contain_text(name)


def sign_in(page: Page, role: str) -> None:
    page.get_by_label("E-mail address").fill(f"{role}@airline.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="The bell")).to_be_attached()


def violations(page: Page) -> list[str]:
    """What axe finds wrong: the rule and the first elements that break it."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]


Visit = Callable[..., Watched]


@contextmanager
def visits(browser: Browser, house: House) -> Iterator[Visit]:
    """Opens pages as somebody of a role; what goes wrong in the browser fails the test."""
    contexts: list[BrowserContext] = []
    watched: list[Watched] = []

    def opened(path: str = "", role: str = "agent", **look: Any) -> Watched:
        look = {"viewport": {"width": 1366, "height": 768}, "locale": "en-GB"} | look
        context = browser.new_context(storage_state=house.states[role], **look)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = Watched(context.new_page())
        watched.append(page)
        page.page.goto(house.url(path))
        return page

    yield opened
    wrongs = [wrong for page in watched for wrong in page.wrongs]
    for context in contexts:
        context.close()
    assert wrongs == []


@pytest.fixture
def visit(browser: Browser, house: House) -> Iterator[Visit]:
    with visits(browser, house) as visit:
        yield visit
