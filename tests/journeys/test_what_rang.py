"""Alerts of several kinds, and what makes it ring: nothing bursts on a phone, in any language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import violations
from tests.journeys.rung import Rung, rung
from tests.journeys.watching import Watched
from tools.screenshots import RUNG

LOOKS = {
    "desktop": {"viewport": {"width": 1366, "height": 768}, "locale": "en-GB"},
    "phone": {"viewport": {"width": 390, "height": 844}, "locale": "pl-PL"},
    "dark": {"viewport": {"width": 390, "height": 844}, "locale": "nb-NO", "color_scheme": "dark"},
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rung]:
    with rung(tmp_path_factory.mktemp("rung")) as house:
        yield house


def test_every_screen_is_there_that_the_docs_picture(house: Rung):
    assert {screen for screen, _looks in RUNG.values()} - house.screens.keys() == set()


@pytest.mark.parametrize("look", LOOKS)
def test_every_screen_of_what_rang_fits_and_is_for_everybody(
    browser: Browser, house: Rung, look: str
):
    context = browser.new_context(storage_state=house.state, **LOOKS[look])
    page = Watched(context.new_page())
    for name, path in house.screens.items():
        page.page.goto(house.url(path))
        assert page.too_wide() == "", name
        assert violations(page.page) == [], name
    assert page.wrongs == []
    context.close()


def test_a_quarter_of_an_hour_is_not_called_an_hour(browser: Browser, house: Rung):
    context = browser.new_context(storage_state=house.state, locale="en-GB")
    page = context.new_page()
    page.goto(house.url(house.screens["rang-jetblue"]))
    expect(page.get_by_role("heading", level=1)).to_contain_text("in the last 15 minutes")
    expect(page.get_by_text("observed at the peak, in the last 15 minutes")).to_be_visible()
    page.goto(house.url(house.screens["rang-united"]))
    expect(page.get_by_text("Looks coordinated").first).to_be_visible()
    context.close()
