"""What the house knows and puts right: nothing bursts on a phone, in any language, for anybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import violations
from tests.journeys.learnt import Learnt, learnt
from tests.journeys.watching import Watched
from tools.screenshots import LEARNT

LOOKS = {
    "desktop": {"viewport": {"width": 1366, "height": 768}, "locale": "en-GB"},
    "phone": {"viewport": {"width": 390, "height": 844}, "locale": "pl-PL"},
    "dark": {"viewport": {"width": 390, "height": 844}, "locale": "nb-NO", "color_scheme": "dark"},
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learnt]:
    with learnt(tmp_path_factory.mktemp("learnt")) as house:
        yield house


@pytest.fixture
def page(browser: Browser, house: Learnt) -> Iterator[Page]:
    context = browser.new_context(storage_state=house.state, locale="en-GB")
    watched = Watched(context.new_page())
    yield watched.page
    assert watched.wrongs == []
    context.close()


def test_every_screen_is_there_that_the_docs_picture(house: Learnt):
    assert {screen for screen, _looks in LEARNT.values()} - house.screens.keys() == set()


@pytest.mark.parametrize("look", LOOKS)
def test_every_screen_fits_and_is_for_everybody(browser: Browser, house: Learnt, look: str):
    context = browser.new_context(storage_state=house.state, **LOOKS[look])
    page = Watched(context.new_page())
    for name, path in house.screens.items():
        page.page.goto(house.url(path))
        assert page.too_wide() == "", name
        assert violations(page.page) == [], name
    assert page.wrongs == []
    context.close()


def test_an_article_goes_into_the_answer_where_the_cursor_is(page: Page, house: Learnt):
    page.goto(house.url(house.screens["case-helped"]))
    help_ = page.locator("#articles li").first
    expect(help_).to_contain_text("A parcel is at the wrong pick-up point")
    answer = page.get_by_label("Answer", exact=True)
    answer.fill("Hello Anneli,")
    help_.get_by_role("button", name="Put its text in").click()
    expect(answer).to_have_value("Hello Anneli,\n\n" + house_text())
    expect(answer).to_be_focused()
    expect(help_.get_by_label("Used in the answer")).to_be_checked()
    page.reload()
    # The draft stays on the device, with what was put in.
    expect(answer).to_have_value("Hello Anneli,\n\n" + house_text())


def house_text() -> str:
    return (
        "What to ask\n\nAsk for the number of the parcel, and where it should go.\n\n"
        "1. Look it up in the carrier’s system\n2. Move it; that takes one working day\n"
        "3. Say when it will be there\n\nWe pay what it costs."
    )


def test_what_we_did_is_put_into_the_answer_and_noted_as_told(page: Page, house: Learnt):
    page.goto(house.url(house.screens["case-told"]))
    beside = page.locator("#improve")
    beside.get_by_role("button", name="Put it into the answer").click()
    answer = page.get_by_label("Answer", exact=True)
    said = "Dear tor_h, you asked us to print our labels. Since May we do. Thank you!"
    expect(answer).to_have_value(said)
    beside.get_by_role("button", name="I have told them").click()
    expect(page.get_by_role("status")).to_contain_text("Noted.")
    expect(page.locator("#improve")).not_to_contain_text("you asked us to print")
