"""A page under watch: whatever a stranger's words could set off is written down."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Dialog, Page

# Everything that can run or fetch, wherever it stands in the page.
INJECTED = """() => {
  const wrong = [];
  for (const node of document.querySelectorAll('*')) {
    for (const one of node.attributes) {
      if (/^on/i.test(one.name)) wrong.push(node.tagName + ' ' + one.name);
      // The chart sets the size of its canvas so.
      if (one.name === 'style' && node.tagName !== 'CANVAS') wrong.push(node.tagName + ' style');
      if (['href', 'src', 'action', 'formaction', 'xlink:href'].includes(one.name)
          && /^\\s*(javascript|data|vbscript)\\s*:/i.test(one.value)) {
        wrong.push(node.tagName + ' ' + one.name + '=' + one.value.slice(0, 60));
      }
    }
  }
  for (const node of document.querySelectorAll(
      'iframe, object, embed, img, video, audio, base, foreignObject, marquee, template, style')) {
    wrong.push(node.tagName);
  }
  for (const script of document.scripts) {
    const ours = script.src && new URL(script.src).origin === location.origin;
    if (!ours && script.type !== 'application/json') wrong.push('script ' + script.outerHTML);
  }
  if (window.hacked) wrong.push('window.hacked');
  return wrong;
}"""

TOO_WIDE = """() => {
  const root = document.scrollingElement;
  if (root.scrollWidth <= root.clientWidth) return '';
  const wide = [...document.querySelectorAll('body *')].filter(
    (one) => one.getBoundingClientRect().right > root.clientWidth + 1);
  return root.scrollWidth + ' > ' + root.clientWidth + ': ' + wide.slice(0, 5).map(
    (one) => one.tagName + '.' + one.className).join(', ');
}"""

# A stranger's direction marks stay inside a box of their own.
LOOSE = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const loose = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!/[\\u202a-\\u202e\\u2066-\\u2069]/.test(node.data)) continue;
    if (node.parentElement.closest('script, option, textarea')) continue;
    // Every block isolates, but would turn our own words around the stranger's.
    const box = node.parentElement.closest('bdi, .said');
    if (!box || !/isolate|plaintext/.test(getComputedStyle(box).unicodeBidi)) {
      loose.push(node.parentElement.outerHTML.slice(0, 120));
    }
  }
  return loose;
}"""


class Watched:
    """Wraps a page; `wrongs` holds dialogs, thrown errors and refused scripts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrongs: list[str] = []
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.wrongs.append(f"thrown: {error}"))
        page.on("console", self._console)

    def _dialog(self, dialog: Dialog) -> None:
        self.wrongs.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        # A page that is shut, not there or comes back refused is meant; a lost file of ours is not.
        meant = any(f"status of {status}" in message.text for status in (403, 404, 422))
        if not meant or "/static/" in message.location["url"]:
            self.wrongs.append(f"console: {message.text}")

    def injected(self) -> list[str]:
        """Elements and attributes that only somebody else can have put there."""
        return list(self.page.evaluate(INJECTED))

    def too_wide(self) -> str:
        """Empty if nothing scrolls sideways; otherwise by how much, and the first culprits."""
        return str(self.page.evaluate(TOO_WIDE))

    def loose_directions(self) -> list[str]:
        """Where a direction mark could turn the text around it."""
        return list(self.page.evaluate(LOOSE))
