"""The HTML of a status into the text that its author wrote."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SPACE = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\n{3,}")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class _Plain(HTMLParser):
    """Mentions and hashtags keep their words; other links become their whole address, which the
    network shows shortened."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._link: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        words = (known.get("class") or "").split()
        if tag == "br":
            self.parts.append("\n")
        elif tag in ("p", "blockquote", "ul", "ol", "pre") and self.parts:
            self.parts.append("\n\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag == "a" and not {"mention", "hashtag"} & set(words):
            self._link = known.get("href") or ""
            self.parts.append(self._link)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = None

    def handle_data(self, data: str) -> None:
        if not self._link:
            self.parts.append(data)


def plain(content: str) -> str:
    """Clean text of a status's `content`."""
    parser = _Plain()
    parser.feed(content)
    parser.close()
    text = _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", "".join(parser.parts))
    return _LINES.sub("\n\n", _SPACE.sub(" ", text)).strip()
