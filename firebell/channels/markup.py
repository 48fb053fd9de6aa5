"""A piece of HTML cut into tags and texts, in time that grows with its length. Pure.

Python's `html.parser` takes time that grows with the square of a text such as "<a <a <a", and such
a text is cheap to send.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_DROPPED = frozenset({"script", "style", "title", "template", "noscript", "svg", "math", "iframe"})
# What stands between the brackets never reaches into the next tag, and no attempt is taken back, so
# that each sign is looked at a fixed number of times.
_TAG = re.compile(r"""<(/?)([a-zA-Z][\w:-]{0,40}+)((?:"[^"<]*+"|'[^'<]*+'|[^<>])*+)>""")
_ATTRIBUTE = re.compile(r"""([a-zA-Z:-]{1,40})\s{0,9}=\s{0,9}("[^"]*+"|'[^']*+'|[^\s"'>]++)""")


def pieces(markup: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """The tags in their order ("/p" ends a "p"), each with the text before it; at the end what is
    left, with no tag."""
    at, length = 0, len(markup)
    while at < length:
        start = markup.find("<", at)
        if start < 0:
            break
        text = unescape(markup[at:start])
        found = _TAG.match(markup, start)
        if found:
            name = found[2].lower()
            at = found.end()
            if name in _DROPPED and not found[1] and not found[3].rstrip().endswith("/"):
                at = _after(markup, f"</{name}", at)
            yield found[1] + name, _attributes(found[3]), text
        elif markup.startswith(("<!", "<?"), start):
            at = _after(markup, "--" if markup.startswith("<!--", start) else "", start + 2)
            yield "", {}, text
        else:
            at = start + 1
            yield "", {}, text + "<"
    yield "", {}, unescape(markup[at:])


def _after(markup: str, closing: str, at: int) -> int:
    """Behind the next closing sign; the end of everything where there is none."""
    found = re.compile(re.escape(closing) + r"\s{0,9}>", re.IGNORECASE).search(markup, at)
    return found.end() if found else len(markup)


def _attributes(written: str) -> dict[str, str]:
    return {
        name.lower(): unescape(value.strip("\"'"))
        for name, value in _ATTRIBUTE.findall(written[:4000])
    }
