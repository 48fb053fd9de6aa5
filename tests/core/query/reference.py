"""A slow and obvious evaluator: one post, one query, words as Python lists, no automaton.

It shares only the parser with the product; it cuts and folds words by itself, character by
character, so that a fault of the fast way cannot hide in both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from urllib.parse import urlsplit

from firebell.core.query.ast import (
    And,
    Exact,
    Field,
    FieldName,
    Measure,
    Near,
    Node,
    Not,
    Or,
    Prefix,
    Words,
)

Post = Mapping[str, object]
LETTERS = dict(
    zip("łŁøØđĐħĦŧŦıðÐŋŊ", "lLoOdDhHtTidDnN", strict=True),
    æ="ae", Æ="AE", œ="oe", Œ="OE", þ="th", Þ="Th",
)  # fmt: skip
UNSPACED_NAMES = (
    "CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "BOPOMOFO", "YI ",
    "IDEOGRAPHIC", "KANGXI", "VERTICAL IDEOGRAPHIC",
)  # fmt: skip
KEPT_MARK_SCRIPTS = (
    "DEVANAGARI", "THAI", "BENGALI", "TAMIL", "TELUGU", "LAO", "KHMER", "MYANMAR", "GUJARATI",
    "GURMUKHI", "KANNADA", "MALAYALAM", "SINHALA", "ORIYA",
)  # fmt: skip


def unspaced(character: str) -> bool:
    name = unicodedata.name(character, "")
    return name.startswith(UNSPACED_NAMES) and unicodedata.category(character)[0] in "LMN"


def emoji(character: str) -> bool:
    return unicodedata.category(character) == "So" and character not in "©®°¦℗"


def left_out(character: str) -> bool:
    """Marks of accents, vowel points, joiners, skin tones."""
    name, category = unicodedata.name(character, ""), unicodedata.category(character)
    if category in ("Mn", "Me"):
        return not name.startswith(KEPT_MARK_SCRIPTS)
    return category == "Cf" or "EMOJI MODIFIER" in name or name == "ARABIC TATWEEL"


def letters(text: str) -> str:
    """Compatibility forms made plain, marks and joiners left out; punctuation stays."""
    text = unicodedata.normalize("NFKC", text.replace("™", " ").replace("℠", " "))
    kept = ""
    for character in text:
        if left_out(character):
            continue
        if emoji(character) or unspaced(character):
            kept += character
            continue
        parts = unicodedata.normalize("NFKD", LETTERS.get(character, character))
        whole = "".join(LETTERS.get(part, part) for part in parts if not left_out(part))
        kept += unicodedata.normalize("NFC", whole)
    return kept


def words(text: str) -> list[str]:
    """Words with their case."""
    found: list[str] = [""]
    for character in letters(text):
        if "\U0001f1e6" <= character <= "\U0001f1ff":
            half = len(found[-1]) == 1 and "\U0001f1e6" <= found[-1] <= "\U0001f1ff"
            found += [found.pop() + character, ""] if half else [character]
        elif emoji(character) or unspaced(character):
            found += [character, ""]
        elif unicodedata.category(character)[0] in "LMN" or character == "_":
            flag = found[-1][:1] and "\U0001f1e6" <= found[-1][0] <= "\U0001f1ff"
            found += [character] if flag else [found.pop() + character]
        else:
            found.append("")
    return [word for word in found if word]


def occurrences(node: Node, text: str) -> list[tuple[int, int]]:
    """First and last word of every place where the term stands."""
    if isinstance(node, Or):
        return [span for child in node.children for span in occurrences(child, text)]
    assert isinstance(node, Words | Prefix | Exact)
    have, want = words(text), words(node.text)
    if not isinstance(node, Exact):
        have, want = [w.casefold() for w in have], [w.casefold() for w in want]
    found = []
    for first in range(len(have) - len(want) + 1):
        there = have[first : first + len(want)]
        if isinstance(node, Prefix) and there[-1].startswith(want[-1]):
            there[-1] = want[-1]
        if there == want:
            found.append((first, first + len(want) - 1))
    return found


def near(node: Near, text: str) -> bool:
    return any(
        1 <= later[0] - sooner[1] <= node.distance
        for left in occurrences(node.left, text)
        for right in occurrences(node.right, text)
        for sooner, later in ((left, right), (right, left))
    )


def tagged(node: Field, text: str) -> bool:
    """Whether the text has the value after a # or @ that no word runs into."""
    sign = "#" if node.name is FieldName.HASHTAG else "@"
    value = letters(node.value).casefold().strip()
    text = letters(text).casefold()
    return any(
        text.startswith(sign + value, place)
        and not (place and runs_on(text[place - 1]))
        and (node.prefix or tag_ends(node.name, text[place + 1 + len(value) :]))
        for place in range(len(text))
    )


def runs_on(character: str) -> bool:
    """Whether a word that ends with this character goes on into a following # or @."""
    word = unicodedata.category(character)[0] in "LMN" or character == "_"
    return word and not unspaced(character)


def tag_ends(name: FieldName, rest: str) -> bool:
    if not rest:
        return True
    if name is FieldName.MENTION:
        return not runs_on(rest[0])
    return not (unicodedata.category(rest[0])[0] in "LMN" or rest[0] == "_")


def handle(text: str) -> str:
    return letters(text.strip()).casefold()


def meets(node: Field, post: Post) -> bool:
    text = str(post["text"])
    name, value = node.name, node.value
    if name in (FieldName.HASHTAG, FieldName.MENTION):
        return tagged(node, text)
    if name is FieldName.HAS:
        return post.get(f"has_{value}") is True
    if name is FieldName.URL:
        links = [w for w in text.split() if "://" in w or "www." in w.lower()]
        return any(
            value.casefold() in place.casefold() for place in [post.get("url") or "", *links]
        )
    column = {"is": "kind", "lang": "language_hint", "site": "url"}.get(name, name)
    have = post.get(column)
    if have is None:
        return False
    if name is FieldName.SITE:
        host = urlsplit(str(have)).hostname or ""
        return host == value or host.endswith("." + value)
    if name is FieldName.LANG:
        wanted = ["no", "nb", "nn"] if value == "no" else [value]
        return any(str(have).lower() == w or str(have).lower().startswith(w + "-") for w in wanted)
    if node.prefix:
        return handle(str(have)).startswith(handle(value))
    return handle(str(have)) == handle(value)


def measured(node: Measure, post: Post) -> bool:
    have = post.get(node.name)
    if have is None:
        return False
    number = float(str(have))
    signs = {
        "<": number < node.number,
        "<=": number <= node.number,
        "=": number == node.number,
        ">=": number >= node.number,
        ">": number > node.number,
    }
    return signs[node.comparison]


def holds(node: Node, post: Post) -> bool:
    """Whether the query matches the post."""
    match node:
        case And(children):
            return all(holds(child, post) for child in children)
        case Or(children):
            return any(holds(child, post) for child in children)
        case Not(child):
            return not holds(child, post)
        case Near():
            return near(node, str(post["text"]))
        case Field():
            return meets(node, post)
        case Measure():
            return measured(node, post)
        case _:
            return bool(occurrences(node, str(post["text"])))
