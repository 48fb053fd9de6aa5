"""The words of an HTML mail, with quotations marked as in plain text. Pure.

Nothing is loaded, nothing is run: what is not text is dropped, and a link keeps its true address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

MOST_CHARACTERS = 500_000
_ATTRIBUTE = re.compile(r"([a-zA-Z-]{1,40})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_SILENT = {"script", "style", "head", "title", "template", "noscript", "object", "svg"}
_BLOCKS = {
    *("address", "article", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "footer"),
    *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre"),
    *("section", "table", "tr", "ul"),
}
_SPACED = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "pre", "blockquote"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_QUOTE_CLASSES = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote")
# Said in the text where a program marks by an element that the rest is an older message.
QUOTE_BEGINS = "\ue000"
_QUOTE_IDS = ("divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container")


def text_of(html: str) -> str:
    """Plain text of the whole document. A quotation's lines begin with `> `; QUOTE_BEGINS stands on
    a line of its own where an element says that an older message follows."""
    reader = _Reader()
    for is_tag, part in _parts(html[:MOST_CHARACTERS]):
        if not is_tag:
            reader.data(unescape(part))
        elif name := _NAME.match(part):
            tag = name[1].lower()
            if part.startswith("/"):
                reader.end(tag)
            else:
                reader.start(tag, _attributes(part[name.end() :]))
    return reader.text()


def _parts(html: str) -> Iterator[tuple[bool, str]]:
    """(is a tag, text), in time that grows with the length whatever stands there. The parser of the
    standard library can be kept busy for minutes with half a megabyte of `<!--`."""
    place, length = 0, len(html)
    while place < length:
        begins = html.find("<", place)
        if begins < 0:
            yield False, html[place:]
            return
        if begins > place:
            yield False, html[place:begins]
        if html.startswith("<!--", begins):
            end = html.find("-->", begins + 4)
            place = length if end < 0 else end + 3
            continue
        end = html.find(">", begins)
        if end < 0:
            yield False, html[begins:]
            return
        if html[begins + 1 : begins + 2].isalpha() or html[begins + 1 : begins + 2] in (
            "/",
            "!",
            "?",
        ):
            yield True, html[begins + 1 : end][:4_000]
            place = end + 1
        else:  # a lone "<", as in "5 < 6"
            yield False, "<"
            place = begins + 1


def _attributes(text: str) -> dict[str, str]:
    return {
        found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(text)
    }


class _Reader:
    def __init__(self) -> None:
        self._lines: list[tuple[int, str]] = []
        self._line: list[str] = []
        self._depth = 0  # of quotations
        self._silent = 0
        self._open: list[tuple[str, str]] = []  # (tag, what it began)
        self._link: str | None = None

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag in _VOID:
            self._void(tag, given)
            return
        if len(self._open) > 2_000:
            return  # a hostile depth; its text is still heard
        began = self._begins(tag, given)
        self._open.append((tag, began))
        if tag in _BLOCKS:
            self._end_line()
        if tag in _SPACED:
            self._lines.append((self._depth, ""))
        if began == "silent":
            self._silent += 1
        elif began == "quote":
            self._depth += 1
        elif tag == "li":
            self._line.append("- ")
        elif tag == "a":
            self._link = given.get("href", "")
        if _says_older(given):
            self._mark()

    def _begins(self, tag: str, given: dict[str, str]) -> str:
        if tag in _SILENT or _HIDDEN.search(given.get("style", "")):
            return "silent"
        # A blockquote is a quotation of the mail; some are used only to indent.
        if tag == "blockquote" and "margin:0 0 0 40px" not in given.get("style", "").replace(
            ": ", ":"
        ):
            return "quote"
        return ""

    def _void(self, tag: str, given: dict[str, str]) -> None:
        if tag in ("br", "hr"):
            self._end_line(keep_empty=tag == "br")
        elif tag == "img" and given.get("alt", "").strip() and not self._silent:
            self._line.append(f"[{given['alt'].strip()}]")
        if tag == "hr" and _says_older(given):
            self._mark()

    def end(self, tag: str) -> None:
        if tag == "a" and self._link:
            self._say_link(self._link)
            self._link = None
        if tag in ("td", "th"):
            self._line.append(" ")
        if not any(opened == tag for opened, _ in self._open[-50:]):
            return
        if tag in _BLOCKS:
            self._end_line()
        if tag in _SPACED:
            self._lines.append((self._depth, ""))
        while self._open:
            opened, began = self._open.pop()
            self._silent -= began == "silent"
            self._depth -= began == "quote"
            if opened == tag:
                break

    def data(self, data: str) -> None:
        if not self._silent:
            self._line.append(data)

    def text(self) -> str:
        self._end_line()
        lines: list[str] = []
        for depth, line in self._lines:
            if line or (lines and lines[-1].strip("> ")):
                lines.append("> " * depth + line)
        return "\n".join(lines).strip()

    def _say_link(self, href: str) -> None:
        shown = "".join(self._line)
        if href.startswith(("http://", "https://")) and href.rstrip("/") not in shown:
            self._line.append(f" <{href[:2_000]}>")

    def _mark(self) -> None:
        if not self._silent:
            self._end_line()
            self._lines.append((0, QUOTE_BEGINS))

    def _end_line(self, *, keep_empty: bool = False) -> None:
        line = " ".join("".join(self._line).split())
        self._line.clear()
        if line or keep_empty:
            self._lines.append((self._depth, line))


def _says_older(given: dict[str, str]) -> bool:
    classes = given.get("class", "").lower().split()
    if given.get("id", "").lower().removeprefix("x_") in _QUOTE_IDS:
        return True
    return any(one in _QUOTE_CLASSES for one in classes) and "gmail_quote_container" not in classes
