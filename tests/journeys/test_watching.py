"""The watch over hostile pages sees what it is there to see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.watching import Watched


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield Watched(context.new_page())
    context.close()


@pytest.mark.parametrize(
    ("planted", "seen"),
    [
        ("<p>Fine</p><svg class=icon></svg>", []),
        ("<p onclick='x()'>", ["P onclick"]),
        ("<a href=' javascript:x()'>", ["A href= javascript:x()"]),
        ("<b style='color:red'>", ["B style"]),
        ("<img src=/x.png>", ["IMG"]),
        ("<script type=application/json>1</script>", []),
        ("<script>1</script>", ["script <script>1</script>"]),
    ],
)
def test_what_is_planted_is_seen(watched: Watched, planted: str, seen: list[str]):
    watched.page.set_content(f"<body>{planted}</body>")
    assert watched.injected() == seen


def test_what_runs_is_seen(watched: Watched):
    watched.page.set_content("<script>window.hacked = 1; alert('x'); throw new Error('y')</script>")
    assert "window.hacked" in watched.injected()
    assert watched.wrongs == ["dialog: x", "thrown: y"]


def test_what_is_too_wide_is_named(watched: Watched):
    watched.page.set_content("<body>" + "fine " * 200)
    assert watched.too_wide() == ""
    watched.page.set_content("<body><table class=huge><td>" + "W" * 500)
    assert "TABLE.huge" in watched.too_wide()


def test_a_direction_mark_outside_of_a_box_of_its_own_is_seen(watched: Watched):
    watched.page.set_content("<body><p>\u202eloose")
    assert watched.loose_directions() == ["<p>\u202eloose</p>"]
    watched.page.set_content("<body><p><bdi>\u202eheld</bdi>")
    assert watched.loose_directions() == []
