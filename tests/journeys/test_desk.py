"""An agent's and a lead's day: by keyboard, with the guard, without JavaScript."""

from __future__ import annotations

import re
import struct
import zlib
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.conftest import House, Visit


def row_of(page: Page, handle: str) -> Any:
    return page.locator(".case-row[href]").filter(has=page.get_by_text(handle, exact=True))


def open_case(page: Page, handle: str) -> None:
    row_of(page, handle).click()
    expect(page.get_by_role("heading", name=re.compile(r"^Case \d+"))).to_be_visible()


def focused_row(page: Page) -> str:
    return str(page.evaluate("document.activeElement.dataset.row || ''"))


def test_a_case_is_found_claimed_and_answered_by_keyboard_alone(visit: Visit):
    page = visit().page
    keys = page.keyboard
    keys.press("g")
    keys.press("i")
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    page.locator("a[data-row]").first.wait_for()

    keys.press("j")
    first = focused_row(page)
    keys.press("j")
    second = focused_row(page)
    keys.press("k")
    assert first
    assert second not in ("", first)
    assert focused_row(page) == first
    keys.press("/")
    keys.type("wanda")
    keys.press("Enter")
    page.get_by_role("link", name=re.compile(r"^Case \d+")).focus()
    keys.press("Enter")
    expect(page.get_by_role("heading", name=re.compile(r"^Case \d+"))).to_be_visible()

    keys.press("c")
    expect(page.get_by_role("status")).to_contain_text("It is yours.")
    keys.press("a")
    keys.type("I am sorry, Wanda. You are booked on the next flight; your seat is in the app.")
    expect(page.locator("#guard")).to_contain_text("Fine to send")
    keys.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("Recorded as answered elsewhere.")
    keys.press("u")
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    expect(row_of(page, "xenia")).to_have_count(1)
    expect(row_of(page, "wanda")).to_have_count(0)
    keys.press("j")
    keys.press("Enter")
    expect(page.get_by_role("heading", name=re.compile(r"^Case \d+"))).to_be_visible()


def test_the_guard_refuses_abuse_with_its_words_and_lets_a_kind_answer_go(visit: Visit):
    page = visit("inbox/").page
    open_case(page, "xenia")
    text = page.locator("#answer-text")
    text.fill("Read your ticket, you idiot.")
    expect(page.locator("#guard")).to_contain_text("idiot")
    page.get_by_role("button", name="Answered elsewhere").click()

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#guard")).to_contain_text("This insults the reader: “idiot”.")
    expect(text).to_have_value("Read your ticket, you idiot.")
    expect(page.locator(".entry.pending")).to_have_count(1)

    text.fill("I am sorry. Please tell us your flight in a private message, and we will help.")
    expect(page.locator("#guard")).to_contain_text("Fine to send")
    page.get_by_role("button", name="Answered elsewhere").click()
    expect(page.get_by_role("status")).to_contain_text("Recorded as answered elsewhere.")
    expect(page.locator(".entry.pending")).to_have_count(0)
    expect(page.locator(".entry.ours")).to_contain_text("I am sorry.")

    page.get_by_role("link", name="Inbox").first.click()
    expect(row_of(page, "yusuf")).to_have_count(1)
    expect(row_of(page, "xenia")).to_have_count(0)


def test_a_note_a_rest_a_dismissal_and_its_undoing(visit: Visit):
    page = visit("inbox/").page
    open_case(page, "yusuf")
    page.keyboard.press("n")
    page.locator("#note-text").fill("Asked the gate; they call back.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator(".entry.note")).to_contain_text("Asked the gate")

    about = page.get_by_label("About this case")
    about.locator("summary", has_text="Put aside").click()
    about.get_by_label("How long").select_option("3d")  # longer than the answer may wait
    about.get_by_role("button", name="Put aside").click()
    expect(page.get_by_role("status")).to_contain_text("Say why it can wait.")
    about.locator("summary", has_text="Put aside").click()
    about.get_by_label("How long").select_option("3d")
    about.get_by_label("Why it can wait").fill("The gate calls back at nine.")
    about.get_by_role("button", name="Put aside").click()
    expect(page.get_by_role("status")).to_contain_text("Put aside.")
    about.get_by_role("button", name="Take it up again").click()
    expect(page.get_by_role("status")).to_contain_text("Taken up again.")

    page.keyboard.press("d")
    page.keyboard.type("Only a remark, nothing is asked")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Dismissed.")
    expect(page.locator("#story")).to_contain_text("Only a remark, nothing is asked")
    page.keyboard.press("z")
    expect(page.get_by_role("status")).to_contain_text("Taken back.")
    expect(page.locator(".entry.pending")).to_have_count(1)


def test_a_draft_outlives_the_page_and_ends_when_it_is_sent(visit: Visit):
    page = visit("inbox/").page
    open_case(page, "quinn")
    page.locator("#answer-text").fill("I am sorry that nobody answered.")
    page.reload()
    expect(page.locator("#answer-text")).to_have_value("I am sorry that nobody answered.")
    expect(page.locator("#guard")).to_contain_text("Fine to send")
    page.locator("label", has_text="Keep open").click()
    page.get_by_role("button", name="Answered elsewhere").click()
    expect(page.get_by_role("status")).to_contain_text("Recorded as answered elsewhere.")
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('draft:'))") == []


def test_without_javascript_the_inbox_reads_and_a_case_is_answered(visit: Visit):
    page = visit("inbox/", java_script_enabled=False).page
    open_case(page, "zofia")
    page.locator("#answer-text").fill("Sit down, you idiot.")
    page.get_by_role("button", name="Answered elsewhere").click()
    expect(page.locator("#guard")).to_contain_text("idiot")
    page.locator("#answer-text").fill("I am sorry. A seat on the next flight is yours.")
    page.get_by_role("button", name="Answered elsewhere").click()
    expect(page.get_by_role("status")).to_contain_text("Recorded as answered elsewhere.")
    page.get_by_role("link", name="Inbox").first.click()
    expect(row_of(page, "ragna")).to_have_count(1)
    expect(row_of(page, "zofia")).to_have_count(0)


def colours(png: bytes) -> int:
    """How many different lines of pixels a picture has: a blank one has one or two."""
    place, data = 8, b""
    while place < len(png):
        size, kind = struct.unpack(">I4s", png[place : place + 8])
        data += png[place + 8 : place + 8 + size] if kind == b"IDAT" else b""
        place += 12 + size
    width, bits, colour = struct.unpack(">IxxxxBB", png[16:26])
    assert bits == 8
    line = 1 + width * {2: 3, 6: 4}[colour]
    raw = zlib.decompress(data)
    return len({raw[start : start + line] for start in range(0, len(raw), line)})


def test_a_lead_sees_what_rings_with_its_chart_and_posts_and_says_what_it_was_worth(
    visit: Visit, house: House
):
    page = visit(role="lead").page
    ringing = page.locator("#bell .alert-row").first
    expect(ringing).to_contain_text("complaints on Microblog")
    ringing.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("United")
    canvas = page.locator("canvas#chart")
    expect(canvas).to_have_attribute("width", re.compile(r"\d+"))
    assert colours(canvas.screenshot()) > 20
    page.locator("summary", has_text="As a table").click()
    assert page.get_by_role("table").get_by_role("row").count() > 10

    posts = page.locator("section", has_text="The posts behind it").locator("li.row")
    expect(posts.first).to_contain_text("cancelled and nobody answers")
    page.get_by_role("button", name="I have seen it").click()
    expect(page.get_by_role("status")).to_contain_text("Seen by you.")
    expect(page.locator(".page-head")).to_contain_text("seen by Lena Lead")
    page.get_by_role("button", name="Useful", exact=True).click()
    expect(page.get_by_role("button", name="Useful", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def test_a_wrong_query_shows_its_place_and_a_right_one_what_it_hears(visit: Visit):
    page = visit("queries/new/", role="lead").page
    text = page.locator("#id_text")
    text.fill("united AND (late OR")
    expect(page.locator("#preview mark.wrong")).to_be_visible()
    expect(page.locator("#preview")).to_contain_text("At character 20.")
    text.fill("united NEAR/ late")
    expect(page.locator("#preview mark.wrong")).to_have_text("NEAR/")
    text.fill("mention:united cancelled")
    expect(page.locator("#preview .big")).to_have_text(re.compile(r"^[1-9][\d,]*$"))
    expect(page.locator("#preview .bars rect").first).to_be_attached()
    expect(page.locator("#preview li.row").first).to_contain_text("cancelled")

    page.get_by_label("Name").fill("Cancellations")
    page.get_by_label("Listens for").select_option("topic")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    page.get_by_role("link", name="Cancellations", exact=True).click()
    page.locator("#id_text").fill("mention:united awful")
    expect(page.locator("#preview")).to_contain_text("The change adds")
