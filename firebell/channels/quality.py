"""What a network's folder says of itself: its quality list and its set-up page.

`quality.yaml` is a list of `{rule, state: done|todo|exempt, note}`. `RULES` must all be there; a
network may add rules of its own. `setup.md` is Markdown of the simplest kind: headings, paragraphs,
lists, code; `setup.nb.md` and the like are the same in other languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

RULES: dict[str, Any] = {
    "fixtures": _("Real payloads are kept, and its parser is tried on them"),
    "conformance": _("Passes the conformance kit"),
    "killed_anywhere": _("Killed between any two batches: the same words"),
    "rejects": _("What cannot be read is kept, with place and reason"),
    "bounded_memory": _("Bounded memory, whatever the other side says"),
    "repeats": _("The same word twice is stored once"),
    "edits": _("Edits at the source are taken in"),
    "deletions": _("Deletions at the source are taken in"),
    "muted_history": _("What was said before the first connection opens no case"),
    "census": _("What it has can be counted against what we have"),
    "doctor": _("A doctor looks at the account and the network"),
    "sends": _("Answers can be sent"),
    "live": _("Tried against the live network"),
}


class State(StrEnum):
    DONE = "done"
    TODO = "todo"
    EXEMPT = "exempt"


LABELS = {State.DONE: _("done"), State.TODO: _("to do"), State.EXEMPT: _("does not apply")}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a quality list."""

    rule: str
    state: State
    note: str

    @property
    def label(self) -> Any:
        return RULES.get(self.rule) or self.rule.replace("_", " ").capitalize()

    @property
    def state_label(self) -> Any:
        return LABELS[self.state]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a set-up page. `kind` is heading, text, list, steps or code; `items` are its lines,
    each as (is code, text) pieces."""

    kind: str
    items: tuple[tuple[tuple[bool, str], ...], ...]


def _read(package: str, name: str) -> str:
    file = resources.files(package) / name if package else None
    return file.read_text(encoding="utf-8") if file is not None and file.is_file() else ""


@cache
def quality(package: str) -> tuple[Entry, ...]:
    """The list of the network in `package`; empty where it has none. ValueError for a wrong one."""
    rows = yaml.safe_load(_read(package, "quality.yaml")) or []
    if not isinstance(rows, list):
        raise ValueError(f"{package}/quality.yaml: a list of rules is needed")
    return tuple(
        Entry(row["rule"], State(row["state"]), str(row.get("note") or "")) for row in rows
    )


@cache
def setup_page(package: str, language: str = "en") -> tuple[Block, ...]:
    """The set-up page of the network in `package`, without its title; empty where it has none.

    In another language from `setup.<language>.md`; in English where there is no such page.
    """
    page = _read(package, f"setup.{language}.md") or _read(package, "setup.md")
    parts = re.split(r"\n\s*\n", page.strip("\n"))
    return tuple(block for part in parts for block in _blocks(part) if part[:2] != "# ")


_ITEM = re.compile(r"^(?:(?P<step>\d+\.)|[-*]) +", re.MULTILINE)


def _blocks(part: str) -> Iterator[Block]:
    if part.startswith("    "):
        lines = [line.removeprefix("    ") for line in part.splitlines()]
        yield Block("code", (((True, "\n".join(lines)),),))
        return
    if part.startswith("#"):
        yield Block("heading", (_pieces(part.lstrip("# ")),))
        return
    first = _ITEM.search(part)
    before = part[: first.start()] if first else part
    if before.strip():
        yield Block("text", (_pieces(before),))
    if first:
        items = [
            item for item in _ITEM.sub("\0", part[first.start() :]).split("\0") if item.strip()
        ]
        kind = "steps" if first["step"] else "list"
        yield Block(kind, tuple(_pieces(item) for item in items))


def _pieces(text: str) -> tuple[tuple[bool, str], ...]:
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", " ".join(text.split()))
    return tuple(
        (place % 2 == 1, piece if place % 2 else re.sub(r"\*{1,2}(\S[^*]*)\*{1,2}", r"\1", piece))
        for place, piece in enumerate(text.split("`"))
        if piece
    )


def package_of(network: Any) -> str:
    """The package that a network's own code stands in, with its files beside it; "" if in none."""
    module: str = network.validate.__module__
    return module.rpartition(".")[0]
