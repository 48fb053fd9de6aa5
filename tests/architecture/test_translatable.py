"""Whatever a visitor reads can be translated: in templates, in Python, in labels of choices.

What stays in English on purpose: the reasons of readers of files and networks (`ChannelError` and
rows refused), which are written down once for whoever runs the server, and the command line.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.apps import apps
from django.db.models import Choices
from django.template.base import Lexer, TokenType
from django.utils.functional import Promise

from tools.catalogues import ROOT

PACKAGE = ROOT / "firebell"
TEMPLATES = sorted(PACKAGE.rglob("*.html"))
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts)
SPOKEN = {"title", "aria-label", "placeholder", "alt"}
SILENT = {"code", "kbd", "script", "style"}
# The name of the product is no word.
NAMES = re.compile(r"\bfirebell\b|&\w+;")
TOLD = {"ValidationError", "Refused", "add_error"}
LABELS = {"label", "help_text", "empty_label", "verbose_name", "placeholder"}
ATTRIBUTES = {"page_class", "body_attributes"}  # blocks that stand inside a tag
LEVELS = {"success", "info", "warning", "error"}


class Bare(HTMLParser):
    """Collects text and spoken attributes that stand in a template as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent.append(tag)
        for name, value in attrs:
            if name in SPOKEN:
                self._keep(value or "")

    def handle_endtag(self, tag: str) -> None:
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._keep(data)

    def _keep(self, text: str) -> None:
        if re.search(r"[^\W\d_]{2}", NAMES.sub("", text)):
            self.found.append(text.strip())


def bare_words(source: str) -> list[str]:
    """Words of a template outside of its translation tags."""
    text, until = [], ""
    for token in Lexer(source).tokenize():
        if token.token_type is TokenType.TEXT and not until:
            text.append(token.contents)
        elif token.token_type is TokenType.BLOCK and token.contents.startswith(until):
            until = _end_of_silence(token.contents)
    parser = Bare()
    parser.feed("".join(text))
    parser.close()
    return parser.found


def _end_of_silence(tag: str) -> str:
    """The tag up to which nothing counts as bare after this one, or empty."""
    if tag.startswith("blocktranslate"):
        return "endblocktranslate"
    return "endblock" if tag.removeprefix("block ") in ATTRIBUTES else ""


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_bare_words_are_seen() -> None:
    page = '<p title="Two">{% translate "One" %} three <b>4</b></p><code>five</code> firebell'
    assert bare_words(page) == ["Two", "three"]


def test_templates_hold_no_bare_words() -> None:
    bare = {place(path): bare_words(path.read_text(encoding="utf-8")) for path in TEMPLATES}
    assert {path: words for path, words in bare.items() if words} == {}


def spoken(tree: ast.AST) -> Iterator[ast.expr]:
    """Every expression of a module that a visitor will read: errors, messages, labels."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
        owner = getattr(getattr(node.func, "value", None), "id", "")
        if name in TOLD or (owner == "messages" and name in LEVELS):
            yield from node.args[1:] if name in (LEVELS | {"add_error"}) else node.args[:1]
        yield from (one.value for one in node.keywords if one.arg in LABELS)


def plain(expression: ast.expr) -> bool:
    """Is it text that no translation was asked for?"""
    if isinstance(expression, ast.Dict):
        return any(plain(value) for value in expression.values)
    if isinstance(expression, ast.JoinedStr):
        return True
    if isinstance(expression, ast.BinOp):
        return plain(expression.left)
    return isinstance(expression, ast.Constant) and isinstance(expression.value, str)


def test_plain_text_is_seen() -> None:
    told = ["_('a')", "'a'", "f'{a}'", "{'text': _('a')}", "{'text': 'a %s' % b}"]
    trees = [next(spoken(ast.parse(f"ValidationError({one})"))) for one in told]
    assert [plain(one) for one in trees] == [False, True, True, False, True]


def test_python_tells_nothing_in_plain_text() -> None:
    bare = [
        f"{place(path)}:{one.lineno}"
        for path in MODULES
        for one in spoken(ast.parse(path.read_text(encoding="utf-8")))
        if plain(one)
    ]
    assert bare == [], "wrap the text in gettext_lazy"


def choices(kind: type = Choices) -> Iterator[type[Choices]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("firebell."):
            yield one
        yield from choices(one)


def test_every_label_of_a_choice_waits_for_its_language() -> None:
    assert apps.ready
    found = list(choices())
    assert len(found) > 10
    bare = [(one.__name__, label) for one in found for _, label in one.choices]
    assert [pair for pair in bare if not isinstance(pair[1], Promise)] == []
