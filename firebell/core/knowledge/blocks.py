"""An article's text as blocks: headings, paragraphs and lists, of plain text and nothing else.

The marks are those that people write anyway: `# ` before a heading, `- ` or `* ` before an item,
`1. ` before a step, an empty line between paragraphs. No block holds markup, so whoever shows one
escapes it like any other text. Everything is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

_HEADING = re.compile(r"#{1,6}[ \t]+")
_ITEM = re.compile(r"[-*•][ \t]+")
_STEP = re.compile(r"\d{1,3}[.)][ \t]+")


class Shape(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEMS = "items"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class Block:
    """`lines`: the items of a list, the one line of a heading, the lines of a paragraph."""

    shape: Shape
    lines: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """The blocks of a text in order.

    >>> [(one.shape.value, one.lines) for one in blocks("# Bags\\nAsk for:\\n- tag\\n- name")]
    [('heading', ('Bags',)), ('paragraph', ('Ask for:',)), ('items', ('tag', 'name'))]
    """
    lines = [_shaped(line.strip()) for line in text.splitlines()]
    found: list[Block] = []
    for shape, some in groupby(lines, key=lambda line: line[0]):
        said = tuple(text for _shape, text in some)
        if shape == Shape.HEADING:
            found += [Block(shape, (one,)) for one in said]
        elif shape is not None:
            found.append(Block(shape, said))
    return found


def plain(text: str) -> str:
    """The text as it is sent to people: without the marks of headings, one empty line at most."""
    said = ["\n".join(_written(block)) for block in blocks(text)]
    return "\n\n".join(said)


def _shaped(line: str) -> tuple[Shape | None, str]:
    if not line:
        return None, ""
    for shape, mark in ((Shape.HEADING, _HEADING), (Shape.ITEMS, _ITEM), (Shape.STEPS, _STEP)):
        found = mark.match(line)
        if found and line[found.end() :]:
            return shape, line[found.end() :]
    return Shape.PARAGRAPH, line


def _written(block: Block) -> list[str]:
    if block.shape == Shape.ITEMS:
        return [f"- {line}" for line in block.lines]
    if block.shape == Shape.STEPS:
        return [f"{number}. {line}" for number, line in enumerate(block.lines, start=1)]
    return list(block.lines)
