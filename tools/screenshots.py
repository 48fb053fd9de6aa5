"""Take the screenshots of the docs in headless Chromium: a furnished house, one in which it
rang, a fresh start, and the demo's story.

    python -m tools.screenshots [NAME ...]

Takes about four minutes, because the story is played as it happens. With names, only those whose
file names begin so are written; the story is not played where none of them is of it.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys.furnished import Furnished, furnished
from tests.journeys.learnt import learnt
from tests.journeys.rung import rung
from tests.journeys.serving import CHROMIUM, Serving, chromium

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
PASSWORD = "a sentence is best here"
COLOURS = 256
LOOKS: dict[str, dict[str, Any]] = {
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": PHONE},
    "norwegian": {"locale": "nb-NO"},
    "polish": {"locale": "pl-PL"},
}
# Name of the picture -> a screen of `furnished`, and the other looks to take it in.
FURNISHED: dict[str, tuple[str, tuple[str, ...]]] = {
    "bell-trouble": ("bell", ("dark", "phone")),
    "sources-health": ("sources", ("dark", "phone", "polish")),
    "source-silent": ("source-our-mastodon", ("phone",)),
    "source-counted": ("source-bluesky", ("norwegian",)),
    "source-failed": ("source-service-mailbox", ()),
    "source-hook": ("source-reviews-of-the-shop", ()),
    "source-refused": ("source-exports-of-the-agency", ()),
    "source-new-bluesky": ("new-bluesky", ()),
    "source-new-mastodon": ("new-mastodon", ()),
    "source-new-email": ("new-email", ()),
    "source-new-feed": ("new-feeds", ()),
    "source-new-hook": ("new-webhook", ()),
    "source-new-files": ("new-file_drop", ()),
    "gate-closed": ("gate-bluesky", ()),
    "gate-open": ("gate-our-mastodon", ()),
    "case-held": ("case-held", ("phone",)),
    "case-failed": ("case-failed", ("dark",)),
    "case-uncertain": ("case-asking", ("phone",)),
    "case-read": ("case-read", ()),
    "case-files": ("case-waiting", ()),
    "inbox-unsent": ("unsent", ()),
    "alert-silent": ("alert-our-mastodon", ()),
    "sending": ("sending", ()),
    "hooks": ("hook", ()),
    "tokens": ("tokens", ("dark", "phone")),
    "team": ("team", ("phone",)),
    "log": ("log", ("dark", "phone")),
}
# The same, as a volunteer sees it.
VOLUNTEERED: dict[str, tuple[str, tuple[str, ...]]] = {"pool": ("pool", ("dark", "phone"))}
# The same, a screen of `rung`.
RUNG: dict[str, tuple[str, tuple[str, ...]]] = {
    "alert-passed-on": ("rang-united", ("dark", "phone")),
    "alerts-kinds": ("rang", ("phone",)),
    "triggers": ("triggers", ("dark", "phone", "norwegian")),
    "trigger-edit": ("trigger-edit", ("dark", "phone", "polish")),
}
# The same, a screen of `learnt`.
LEARNT: dict[str, tuple[str, tuple[str, ...]]] = {
    "knowledge": ("knowledge", ("norwegian",)),
    "article": ("article-parcel", ("phone",)),
    "article-review": ("article-address", ("phone",)),
    "case-helped": ("case-helped", ("dark", "phone")),
    "knowledge-gaps": ("gaps", ()),
    "complaints": ("register", ("polish",)),
    "complaint": ("complaint", ()),
    "root-causes": ("causes", ()),
    "goodwill": ("goodwill", ()),
    "ideas": ("ideas", ()),
    "idea": ("idea", ("phone",)),
}
# What a fresh start shows.
FRESH = (
    "first-run", "bell-first-steps", "queries-empty", "search-empty", "sources-empty", "settings",
    "notifications", "holidays", "sign-in",
)  # fmt: skip
# Taken from top to end, but for phones.
WHOLE = (
    "alert-passed-on", "trigger-edit", "case-helped", "complaint", "idea", "clocks",
    "weights-tried",
)  # fmt: skip
REGULAR = "geraldine_w"  # the angry regular of the story


class Camera:
    """Opens pages as a certain visitor and keeps small pictures of them."""

    def __init__(self, browser: Browser, base: str, wanted: list[str], state: Any = None) -> None:
        self._browser, self._base, self._wanted, self._state = browser, base, wanted, state

    @contextmanager
    def page(self, path: str, **look: Any) -> Iterator[Page]:
        context = self._browser.new_context(
            **{"viewport": DESKTOP, "locale": "en-GB", "reduced_motion": "reduce"} | look,
            timezone_id="Europe/Oslo",
            storage_state=self._state,
        )
        page = context.new_page()
        answer = page.goto(self._base + path)
        if answer is None or not answer.ok:
            sys.exit(f"{path} answered {answer and answer.status}; nothing to show there")
        yield page
        context.close()

    def take(
        self, name: str, path: str, before: Callable[[Page], Any] = lambda page: None, **look: Any
    ) -> None:
        if self._wanted and not name.startswith(tuple(self._wanted)):
            return
        with self.page(path, **look) as page:
            before(page)
            keep(name, page, whole=name.startswith(WHOLE) and page.viewport_size != PHONE)


def keep(name: str, page: Page, *, whole: bool = False) -> None:
    """An 8-bit palette loses nothing that can be seen here and is a third of the size."""
    picture = Image.open(
        io.BytesIO(page.screenshot(animations="disabled", full_page=whole))
    ).convert("RGB")
    # By coverage, so that the one accent is kept however little of it there is.
    small = picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    IMAGES.mkdir(parents=True, exist_ok=True)
    small.save(IMAGES / f"{name}.png", optimize=True)
    print(f"{name}.png", (IMAGES / f"{name}.png").stat().st_size // 1024, "KiB")


def story(browser: Browser, home: Path, wanted: list[str]) -> None:
    """The demo: before the storm, then every room once the alert rings."""
    with Serving(home, "demo") as demo:
        camera = Camera(browser, demo.base, wanted)
        with camera.page("/") as page:
            house = page.evaluate("location.pathname")
            # The past is told within seconds; then what is heard is of now.
            heard = page.locator("section[aria-labelledby=hearing]")
            expect(heard).to_contain_text(re.compile(r"Last heard\s+\d+ s ago"), timeout=60_000)
            page.get_by_text("All quiet").wait_for()
            keep("bell-quiet", page)
            page.locator("#bell .alert-row").first.wait_for(timeout=300_000)
            # Let it swell: the chart of its first minute shows little.
            page.wait_for_timeout(75_000)
        rooms(camera, house)


def rooms(camera: Camera, house: str) -> None:
    with camera.page(house + "inbox/") as page:
        angry = page.locator(".case-row[href]", has_text=REGULAR).first
        case = angry.evaluate("row => row.pathname")
    with camera.page(house + "alerts/?state=open") as page:
        alert = page.locator(".alert-row").first.evaluate("row => row.pathname")
    with camera.page(house + "sources/") as page:
        source = page.locator("a[data-row]").first.evaluate("row => row.pathname")
    with camera.page(house + "queries/") as page:
        query = page.locator("a[data-row]").first.evaluate("row => row.pathname")
    main = {"bell": house, "inbox": house + "inbox/", "case": case, "alert": alert}
    for name, path in main.items():
        before = drawn if name == "alert" else lambda page: None
        camera.take(name, path, before)
        camera.take(f"{name}-dark", path, before, color_scheme="dark")
        camera.take(f"{name}-phone", path, before, viewport=PHONE)
    for look in ("", "dark", "phone"):
        camera.take(f"case-why{look and '-' + look}", case, weighed, **LOOKS.get(look, {}))
    camera.take("case-guard", case, blocked)
    camera.take("palette", case, asked)
    camera.take("palette-dark", case, asked, **LOOKS["dark"])
    camera.take("inbox-chosen", house + "inbox/", chosen)
    for look in ("", "phone"):
        end = look and "-" + look
        camera.take(f"clocks{end}", house + "desk/clocks/", opened, **LOOKS.get(look, {}))
        camera.take(f"weights-tried{end}", house + "desk/weights/", weights, **LOOKS.get(look, {}))
    camera.take("alerts", house + "alerts/")
    camera.take("queries", house + "queries/")
    camera.take("query-preview", query, tried)
    camera.take("query-wrong", query, wrong)
    camera.take("sources", house + "sources/")
    camera.take("source", source)
    camera.take("people", house + "people/")
    camera.take("search", house + "search/?q=parcel+NOT+is:ours")
    for look in ("dark", "phone"):
        camera.take(f"search-{look}", house + "search/?q=parcel+NOT+is:ours", **LOOKS[look])
    camera.take("search-wrong", house + "search/?q=parcel+auther:ann")
    looked_at(camera, house + "reading/themes/")
    camera.take("me", "/me/")
    camera.take("bell-norwegian", house, locale="nb-NO")
    camera.take("bell-polish", house, locale="pl-PL")


def looked_at(camera: Camera, path: str) -> None:
    with camera.page(path) as page:
        page.get_by_role("button", name="Look now").click()
        page.locator("#themes:not([hx-trigger]) section").first.wait_for(timeout=60_000)
    camera.take("themes", path)
    for look in ("dark", "phone"):
        camera.take(f"themes-{look}", path, **LOOKS[look])


def drawn(page: Page) -> None:
    page.locator("canvas[width]").wait_for()  # Chart.js sets its size when it draws


def passed_on(page: Page) -> None:
    drawn(page)
    if page.viewport_size != PHONE:
        return
    heading = page.get_by_role("heading", name="What is being passed on")
    heading.evaluate("one => one.closest('section').scrollIntoView()")


def blocked(page: Page) -> None:
    page.locator("#answer-text").fill(
        "Read the rules, you idiot. {{first_name}}, call 91 23 45 67."
    )
    page.locator("#guard p").first.wait_for()
    page.locator("#answer").scroll_into_view_if_needed()


def weighed(page: Page) -> None:
    """Triage beside the conversation."""
    page.get_by_text("Why so urgent, and by when").click()
    page.locator("#why").wait_for()
    page.locator("details:has(#why)").evaluate("one => one.scrollIntoView()")


def asked(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("p")
    page.locator("#palette li").first.wait_for()


def chosen(page: Page) -> None:
    page.get_by_role("button", name="Choose all on this page").click()
    page.get_by_label("With the chosen").select_option("assign")
    page.locator("#bulk").scroll_into_view_if_needed()


def opened(page: Page) -> None:
    """Office hours, as they are typed; nothing is stored."""
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        page.get_by_label(day).fill("08:00-12:00, 12:30-17:00")
    page.get_by_label("By day and night").select_option(label="Priorities 1 and 2")


def weights(page: Page) -> None:
    page.get_by_label("Negative").fill("60")
    page.get_by_role("button", name="Try on last month").click()
    page.locator("#tried").wait_for()
    if page.viewport_size == PHONE:
        page.locator("#tried").evaluate("one => one.scrollIntoView()")


def tried(page: Page) -> None:
    field = page.locator("#id_text")
    field.fill(field.input_value() + " NOT hiring")
    page.locator("#preview .bars").wait_for()


def wrong(page: Page) -> None:
    page.locator("#id_text").fill('snarvik AND (parcel OR "never arrived')
    page.locator("#preview mark.wrong").wait_for()


def ears_and_mouths(browser: Browser, home: Path, wanted: list[str]) -> None:
    """A house furnished with sources in trouble, and with an answer in each state."""
    home.mkdir()
    with furnished(home) as house:
        lit(Camera(browser, house.url(), wanted, house.state), house, FURNISHED)
        lit(Camera(browser, house.url(), wanted, house.volunteer), house, VOLUNTEERED)


def what_rang(browser: Browser, home: Path, wanted: list[str]) -> None:
    """A house in which alerts of several kinds rang, and what makes it ring."""
    home.mkdir()
    with rung(home) as house:
        lit(Camera(browser, house.url(), wanted, house.state), house, RUNG)


def what_was_learnt(browser: Browser, home: Path, wanted: list[str]) -> None:
    """A house with articles, complaints, goodwill and ideas."""
    home.mkdir()
    with learnt(home) as house:
        lit(Camera(browser, house.url(), wanted, house.state), house, LEARNT)


def lit(camera: Camera, house: Furnished, pictures: dict[str, tuple[str, tuple[str, ...]]]) -> None:
    for name, (screen, looks) in pictures.items():
        path = house.screens[screen]
        before = passed_on if screen.startswith("rang-") else lambda page: None
        camera.take(name, path, before)
        for look in looks:
            camera.take(f"{name}-{look}", path, before, **LOOKS[look])


def fresh_start(browser: Browser, home: Path, wanted: list[str]) -> None:
    """An empty house: the first-run link, what an empty page teaches, settings, signing in."""
    with Serving(home) as server:
        camera = Camera(browser, server.base, wanted)
        path = server.first_run.removeprefix(server.base)
        camera.take("first-run", path)
        with camera.page(path) as page:
            begin(page)
            house = page.evaluate("location.pathname")
            hire(page, server.base + house)
            signed_in = Camera(browser, server.base, wanted, page.context.storage_state())
        signed_in.take("bell-first-steps", house)
        signed_in.take("queries-empty", house + "queries/")
        signed_in.take("search-empty", house + "search/")
        signed_in.take("sources-empty", house + "sources/")
        signed_in.take("settings", house + "settings/")
        signed_in.take("notifications", house + "settings/notifications/")
        signed_in.take("holidays", house + "settings/holidays/", keep_holidays)
        camera.take("sign-in", "/sign-in/")


def begin(page: Page) -> None:
    page.get_by_label("Your name").fill("Ingrid Dahl")
    page.get_by_label("E-mail address").fill("ingrid@snarvik.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Name of your firm or brand").fill("Snarvik")
    page.get_by_role("button", name="Begin").click()


def keep_holidays(page: Page) -> None:
    page.get_by_label("Country").select_option("NO")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Day").fill("2026-12-24")
    page.get_by_label("Name").fill("Christmas Eve")
    page.get_by_role("button", name="Add").click()
    page.locator("#own").wait_for()


def hire(page: Page, base: str) -> None:
    for name, role in (("Piotr Zieliński", "agent"), ("Amara Osei", "communications")):
        page.goto(base + "settings/")
        added = page.locator("form[action$='settings/people/']")
        added.get_by_label("Name").fill(name)
        added.get_by_label("E-mail address").fill(f"{name.split()[0].lower()}@snarvik.example")
        added.get_by_label("Role").select_option(role)
        added.get_by_label("First password").fill(PASSWORD)
        added.get_by_role("button", name="Add").click()


def main() -> None:
    found = chromium()
    if found is None:
        sys.exit("No Chromium: install it (`make browser`) and try again.")
    wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        known: set[str] = set()
        for shots, pictures in (
            (ears_and_mouths, (*FURNISHED, *VOLUNTEERED)),
            (what_rang, RUNG),
            (what_was_learnt, LEARNT),
            (fresh_start, FRESH),
        ):
            known |= set(pictures)
            if not wanted or set(pictures) & set(wanted):
                shots(browser, Path(folder) / shots.__name__, wanted)
        if not wanted or not known >= set(wanted):
            story(browser, Path(folder) / "story", wanted)
        browser.close()


if __name__ == "__main__":
    main()
