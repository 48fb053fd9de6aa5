"""Answering through a network in a browser, with the real worker: by keyboard, on a phone, and open
to all. The network is the stand-in, registered as any other package would register one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PATIENCE, violations
from tests.journeys.serving import Serving
from tests.outbound.standin import running
from tests.stores.homes import store_of, with_tables

PHONE = {"width": 390, "height": 844}
POLITE = "Hello Ann, we are sorry. Your bag is in Oslo and arrives tomorrow."


@dataclass
class Desk:
    """A running house whose worker sends; `told` is what `standin.prepared` printed."""

    browser: Browser
    base: str
    network: running.Server
    told: dict[str, Any]

    def visit(self, path: str, **look: Any) -> Page:
        context = self.browser.new_context(**look)
        context.set_default_timeout(PATIENCE)
        name, value = self.told["cookie"]
        context.add_cookies([{"name": name, "value": value, "url": self.base}])
        page = context.new_page()
        page.goto(f"{self.base}{self.told['path']}{path}")
        return page

    def case(self, state: str) -> str:
        return f"cases/{self.told['cases'][state]}/"

    @property
    def screens(self) -> list[str]:
        cases = [self.case(state) for state in ("held", "sent", "uncertain", "failed", "waiting")]
        gate = f"sources/{self.told['source']}/gate/"
        return [*cases, "", "inbox/?view=unsent", gate, "sending/"]


def as_a_package(folder: Path) -> str:
    """A PYTHONPATH on which the stand-in is an installed package that brings a network."""
    info = folder / "standin-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: standin\nVersion: 1\n")
    (info / "entry_points.txt").write_text(
        "[firebell.networks]\nstandin = tests.outbound.standin.network:NETWORK\n"
    )
    return os.pathsep.join([str(folder), str(running.ROOT)])


@pytest.fixture(scope="module")
def sending(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    home = with_tables(tmp_path_factory.mktemp("sending"))
    with running.serving() as network, pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYTHONPATH", as_a_package(tmp_path_factory.mktemp("packages")))
        environment.setenv("FIREBELL_REACHABLE", network.opened["FIREBELL_REACHABLE"])
        done = subprocess.run(
            [sys.executable, "-m", "tests.outbound.standin.prepared", network.url],
            env=os.environ | store_of(home) | {"FIREBELL_HOME": str(home)},
            cwd=running.ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        with Serving(home) as server:
            yield Desk(browser, server.base, network, json.loads(done.stdout))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_state_of_an_answer_shuts_anybody_out(sending: Desk, theme: str):
    page = sending.visit("", color_scheme=theme)
    for path in sending.screens:
        page.goto(f"{sending.base}{sending.told['path']}{path}")
        assert violations(page) == [], path


def test_nothing_scrolls_sideways_on_a_phone_while_sending(sending: Desk):
    page = sending.visit("", viewport=PHONE, has_touch=True)
    for path in sending.screens:
        page.goto(f"{sending.base}{sending.told['path']}{path}")
        assert page.evaluate("document.scrollingElement.scrollWidth") == 390, path


def test_what_is_typed_stays_while_the_page_looks_by_itself(sending: Desk):
    page = sending.visit(sending.case("uncertain"))
    box = page.get_by_label("Its address there, if you have it")
    box.fill("https://here.example/42")
    with page.expect_response(lambda answer: answer.url.endswith(sending.case("uncertain"))):
        page.evaluate("htmx.trigger('#story', 'sse:cases')")
    expect(box).to_have_value("https://here.example/42")


def test_an_answer_is_sent_by_keyboard_and_seen_to_arrive(sending: Desk):
    sending.network.behave("fine")
    before = len(sending.network.taken())
    page = sending.visit(sending.case("waiting"))
    page.keyboard.press("a")
    page.keyboard.type(POLITE)
    expect(page.locator("#guard")).to_contain_text("Fine to send")
    expect(page.locator("#guard")).to_contain_text(f"{len(POLITE)} of 300 characters")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("It leaves in a moment.")
    # The worker sends it, and the page tells by itself.
    expect(page.locator("#story")).to_contain_text("answered by Agent")
    assert len(sending.network.taken()) > before
