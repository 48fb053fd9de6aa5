"""A page that is worked by keyboard alone: every step is a key that a person would press."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 150
FOCUSED = "one => one === document.activeElement"
# Whoever goes by keyboard must see where they are.
RINGED = "one => getComputedStyle(one).outlineStyle !== 'none'"


class Hands:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        """One after the other, once the page listens."""
        self.page.wait_for_load_state()
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    def reach(self, target: Locator) -> None:
        """Tab to it from wherever the focus is, round the page once at most."""
        target.wait_for()
        for _ in range(MOST_TABS):
            if target.evaluate(FOCUSED):
                assert target.evaluate(RINGED), f"nobody sees that the focus is on {target}"
                return
            self.press("Tab")
        raise AssertionError(f"no number of tabs leads to {target}")

    def use(self, target: Locator) -> None:
        """A link or a button."""
        self.reach(target)
        self.press("Enter")

    def fill(self, field: Locator, text: str) -> None:
        self.reach(field)
        self.press("Control+a")
        self.write(text)

    def choose(self, select: Locator, beginning: str) -> None:
        """The option that begins so."""
        self.reach(select)
        self.write(beginning)

    def skip(self) -> None:
        """Past the menu, to the content."""
        self.reach(self.page.get_by_role("link", name="Skip to the content"))
        self.press("Enter")

    def find(self, letters: str) -> None:
        """By the palette: whatever stands first for these letters."""
        self.press("Control+k")
        self.write(letters)
        expect(self.page.locator("#palette").get_by_role("option").first).to_be_visible()
        self.press("Enter")
