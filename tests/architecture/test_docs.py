"""The docs hold together: every link leads somewhere, and nothing is left out of the index."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from firebell.site.settings import PACKAGE

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_VARIABLE = re.compile(r"FIREBELL_[A-Z_]+[A-Z]")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path):
    links = [link.split("#")[0] for link in _LINK.findall(page.read_text(encoding="utf-8"))]
    inside = [link for link in links if link and "://" not in link]
    assert [link for link in inside if not (page.parent / link).exists()] == []


def test_the_index_names_every_page():
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    kinds = ("tutorial", "how-to", "reference", "explanation")
    pages = [page for kind in kinds for page in (DOCS / kind).glob("*.md")]
    assert [page for page in pages if f"({page.relative_to(DOCS)})" not in index] == []


def test_the_reference_names_every_variable_of_the_environment():
    """Tests and benchmarks may have their own; what the product reads is written down."""
    read = {
        name
        for path in PACKAGE.rglob("*.py")
        for name in _VARIABLE.findall(path.read_text(encoding="utf-8"))
    }
    page = (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8")
    assert read - set(_VARIABLE.findall(page)) == set()
