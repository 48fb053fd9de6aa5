"""An administrator's day, by keyboard alone: a colleague comes, a program and a source are let in,
the log is read, and the colleague goes again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import posts
from tests.journeys.conftest import PASSWORD, PATIENCE, House, Visit, violations
from tests.journeys.keyboard import Hands
from tests.journeys.watching import Watched

NAME, EMAIL = "Eva Ny", "eva@airline.example"


@pytest.fixture
def newcomer(browser: Browser) -> Iterator[Page]:
    """A browser in which nobody has signed in yet."""
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(PATIENCE)
    watched = Watched(context.new_page())
    yield watched.page
    assert watched.wrongs == []
    context.close()


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit(role="administrator").page


def at(page: Page, keys: str, heading: str) -> Hands:
    """Over to a page by the menu's keys; it is open to all."""
    hands = Hands(page)
    hands.press(*keys.split())
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    assert violations(page) == []
    return hands


def done(page: Page, told: str) -> None:
    expect(page.get_by_role("status").first).to_contain_text(told)


def test_a_colleague_comes_works_and_is_signed_out_when_she_goes(
    page: Page, newcomer: Page, house: House
):
    hire(page)
    plan(page)
    token = let_a_program_in(page)
    cases = f"{house.server.base}/api/v1/w/house/cases"
    asked = {"headers": {"Authorization": f"Bearer {token}"}}
    assert page.request.get(cases, **asked).status == 200
    arrive(newcomer, house)

    hands = at(page, "g e", "Settings")
    hands.find("what was done")
    expect(page.get_by_text("Made a token")).to_be_visible()
    assert violations(page) == []
    lines = page.locator("#log > li").filter(has_text=NAME)
    told = [" ".join(line.split()) for line in lines.all_inner_texts()]
    for done_ in ("Duty began", "Planned duty", "Gave a role", "Made a token"):
        assert any(line.startswith(done_) for line in told), (done_, told)

    hands = at(page, "g e", "Settings")
    hands.use(page.get_by_role("button", name=f"Take {NAME} out of the workspace"))
    done(page, "Saved.")
    expect(page.locator("#members")).not_to_contain_text(NAME)
    # Her page is open, and nobody touches it.
    expect(newcomer.get_by_role("heading", name="Sign in")).to_be_visible()
    newcomer.goto(house.url("inbox/"))
    expect(newcomer.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.request.get(cases, **asked).status == 404  # as for any stranger


def hire(page: Page) -> None:
    hands = at(page, "g e", "Settings")
    form = page.locator("form[action$='settings/people/']")
    hands.fill(form.get_by_label("Name"), NAME)
    hands.fill(form.get_by_label("E-mail address"), EMAIL)
    hands.choose(form.get_by_label("Role"), "Agent")
    hands.fill(form.get_by_label("First password"), "short")
    hands.press("Enter")
    expect(form.locator(".error")).to_contain_text("at least 10 characters")
    assert violations(page) == []
    hands.fill(form.get_by_label("First password"), PASSWORD)
    hands.press("Enter")
    done(page, f"Added: {NAME}")
    hands.choose(page.get_by_label(f"Role of {NAME}", exact=True), "Team lead")
    hands.use(page.get_by_role("button", name=f"Save the role of {NAME}"))
    done(page, "Saved.")
    expect(page.get_by_label(f"Role of {NAME}", exact=True)).to_have_value("lead")


def plan(page: Page) -> None:
    hands = at(page, "g p", "People on duty")
    hands.choose(page.get_by_label("Who"), NAME)
    for field, hour in (("From", "09"), ("Until", "11")):
        hands.reach(page.get_by_label(field))
        # A day that reads the same in the order of any country.
        hands.write("02022031")
        hands.press("ArrowRight")
        hands.write(f"{hour}00AM")
    hands.use(page.get_by_role("button", name="Put into the plan"))
    done(page, "Planned.")
    row = page.get_by_role("row").filter(has_text=NAME)
    expect(row).to_contain_text(re.compile(r"2 Feb.* 09:00.*11:00"))


def let_a_program_in(page: Page) -> str:
    hands = at(page, "g e", "Settings")
    hands.find("tokens")
    expect(page.get_by_role("heading", name="New token")).to_be_visible()
    assert violations(page) == []
    hands.fill(page.get_by_label("Name", exact=True), f"Bridge of {NAME}")
    hands.choose(page.get_by_label("Acts as"), NAME)
    hands.reach(page.get_by_label("Read cases and what was said in them"))
    hands.press("Space")
    hands.use(page.get_by_role("button", name="Make it"))
    done(page.locator("#made"), "Copy it now")
    assert violations(page) == []
    return page.get_by_label("Token", exact=True).input_value()


def arrive(newcomer: Page, house: House) -> None:
    """She signs in, goes on duty and looks at the inbox."""
    hands = Hands(newcomer)
    newcomer.goto(f"{house.server.base}/sign-in/")
    hands.fill(newcomer.get_by_label("E-mail address"), EMAIL)
    hands.fill(newcomer.get_by_label("Password"), PASSWORD)
    hands.press("Enter")
    expect(newcomer.get_by_role("heading", name="The bell")).to_be_attached()
    at(newcomer, "g p", "People on duty").use(newcomer.get_by_role("button", name="I go on duty"))
    done(newcomer, f"On duty: {NAME}")
    at(newcomer, "g i", "Inbox")


def test_a_source_is_connected_heard_and_renamed(page: Page, house: House):
    folder = house.server.home / "drop" / "agency"
    folder.mkdir(parents=True)
    hands = at(page, "g s", "Sources")
    hands.find("add: file drop")
    expect(page.get_by_role("heading", name="Add: File drop")).to_be_visible()
    assert violations(page) == []
    hands.fill(page.get_by_label("Name of the source"), "Agency")
    hands.fill(page.get_by_label("Folder"), "nowhere")
    hands.press("Enter")
    expect(page.locator("main .error")).to_contain_text("There is no such folder.")
    hands.fill(page.get_by_label("Folder"), "agency")
    hands.fill(page.get_by_label(re.compile("^Complete after")), "0")
    hands.use(page.get_by_role("button", name="Start listening"))
    expect(page.get_by_role("heading", name="Agency")).to_be_visible()
    assert violations(page) == []

    praise = {"at": datetime.now(UTC).isoformat(), "text": "@united what a lovely crew"}
    posts.write(folder / "today.jsonl", [praise])
    expect(page.locator("main")).to_contain_text("Last heard")  # by itself
    hands.find("change")
    hands.fill(page.get_by_label("Name of the source"), "The agency's files")
    assert violations(page) == []
    hands.use(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("heading", name="The agency's files")).to_be_visible()
    at(page, "g s", "Sources")
    expect(page.get_by_role("link", name="The agency's files")).to_be_visible()
