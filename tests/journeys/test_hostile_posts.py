"""Hostile words on every screen, in a browser that would run them if we let it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import hostile, posts
from tests.journeys.conftest import House, Visit, begin, visits
from tests.journeys.serving import Serving

NAME = f"<b onclick={hostile.HACK}>\u202eeman {'W' * 60}"
WIDTHS = ({"width": 1366, "height": 768}, {"width": 390, "height": 844})
FORMULA = ("=", "+", "-", "@", "=")


LISTS = (
    "", "inbox/", "search/?q=awful", "inbox/?channel=<script>&language='><b>", "alerts/",
    "queries/", "queries/new/", "sources/", "people/", "settings/",
)  # fmt: skip


@dataclass
class Besieged(House):
    """A workspace in which everything that can be named is named by an enemy."""

    screens: list[str]


@pytest.fixture(scope="module")
def besieged(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Besieged]:
    """Told before the server starts, as in the house of the other journeys."""
    server = Serving(tmp_path_factory.mktemp("besieged"))
    cases = besiege(server)
    with server:
        context = browser.new_context(viewport=WIDTHS[0], locale="en-GB")
        page = context.new_page()
        page.goto(server.first_run)
        begin(page, NAME)
        base = server.base + "/w/besieged/"
        for number in (1, 2, 3):
            write_a_note(page, f"{base}cases/{cases - number}/", number)
        found = screens(page, base, cases)
        states = {"administrator": context.storage_state()}
        context.close()
        yield Besieged(server, "/w/besieged/", states, found)


def besiege(server: Serving) -> int:
    """Hostile posts, file names, brands, topics and refused rows. How many cases there are."""
    now = datetime.now(UTC)
    told = [
        *posts.ordinary_days(now - posts.minutes(42)),
        *posts.burst(now - posts.minutes(1)),
        *hostile.rows(now - posts.minutes(1)),
        {"external_id": f"<script>{hostile.HACK}</script>", "at": "never<b>", "text": "x"},
    ]
    server.home.mkdir(exist_ok=True)
    plan = server.home / "=plan<b>.yaml"
    plan.write_text(json.dumps(hostile.PLAN | {"brands": [{"name": NAME, "query": "united"}]}))
    file = posts.write(server.home / f"<img src=x onerror={hostile.HACK}>\u202eelif.jsonl", told)
    return server.replay(file, "Besieged", str(plan))


def write_a_note(page: Page, address: str, number: int) -> None:
    page.goto(address)
    page.locator("summary", has_text="Write a note").click()
    page.locator("#note-text").fill(list(hostile.TEXTS.values())[number] + hostile.ZALGO)
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator(".entry.note")).to_have_count(1)


def screens(page: Page, base: str, cases: int) -> list[str]:
    """Every list, and from each list the pages of the first rows and of the last."""
    found = list(LISTS)
    for path in ("alerts/", "queries/", "sources/"):
        page.goto(base + path)
        links = page.locator("a[data-row]").evaluate_all("rows => rows.map(row => row.href)")
        assert links, path
        found += [link.removeprefix(base) for link in [*links[:3], links[-1]]]
    found += [f"cases/{number}/" for number in range(cases - len(hostile.TEXTS) + 1, cases + 1)]
    return list(dict.fromkeys(found))


@pytest.fixture
def visit(browser: Browser, besieged: Besieged) -> Iterator[Visit]:
    with visits(browser, besieged) as visit:
        yield visit


@pytest.mark.parametrize("size", WIDTHS, ids=["laptop", "phone"])
def test_nothing_runs_and_nothing_breaks_the_page(
    visit: Visit, besieged: Besieged, size: dict[str, int]
):
    watched = visit(role="administrator", viewport=size)
    page, base = watched.page, watched.page.url
    faults = {}
    for path in besieged.screens:
        page.goto(base + path)
        found = watched.injected(), watched.too_wide(), watched.loose_directions()
        if any(found):
            faults[path] = found
    assert faults == {}


def test_a_link_says_where_it_leads_and_only_the_web_is_linked(visit: Visit):
    page = visit("search/?q=bank", role="administrator").page
    found = page.locator(".said", has_text="log in at").first
    expect(found.locator(".host").first).to_have_text("[evil.example]")
    links = page.locator(".said a").evaluate_all("links => links.map(a => [a.protocol, a.rel])")
    assert links
    for protocol, relation in links:
        assert protocol in ("http:", "https:")
        assert relation == "noopener noreferrer nofollow ugc"


def test_an_export_holds_no_formula(visit: Visit):
    page = visit("inbox/", role="administrator").page
    page.locator("summary", has_text="Filter and export").click()
    with page.expect_download() as waited:
        page.get_by_role("link", name="Export as CSV").click()
    text = waited.value.path().read_text(encoding="utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    assert len(rows) >= len(hostile.TEXTS)
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if cell.lstrip().startswith(FORMULA)] == []
    newest = [row[head.index("Newest word")] for row in rows]
    for name in ("formula", "formula-plus", "formula-minus", "formula-at", "formula-wide"):
        assert f"'{hostile.TEXTS[name]}{hostile.PLEA}" in newest
