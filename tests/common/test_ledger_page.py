"""The reference page names every kind of fact that the code appends, and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from firebell.desk.enums import EventKind

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "ledger.md"


def kinds_in_code() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "firebell").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if "ledger" in source and path.parent.name != "common":
            found |= set(_kinds(ast.parse(source)))
        if path.parent.parent.name == "outbound":
            found |= set(_announced(ast.parse(source)))
    return found


def _announced(tree: ast.Module) -> Iterator[str]:
    """Replies are spoken of by one helper, `moving.announce(reply, kind, ...)`."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if _name(call.func) == "announce":
            yield _value(call.args[1])


def _kinds(tree: ast.Module) -> Iterator[str]:
    """Kinds stand in the calls themselves, or in those of a helper that hands its `kind` on."""
    helpers = {
        function.name: _form(_kind_of(call))
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for call in ast.walk(function)
        if _is_ledger(call) and not isinstance(_kind_of(call), ast.Constant)
    }
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if _is_ledger(call) and isinstance(_kind_of(call), ast.Constant):
            yield _kind_of(call).value
        elif (name := _name(call.func)) in helpers:
            yield helpers[name].format(kind=_value(call.args[1]))


def _is_ledger(node: ast.AST) -> bool:
    """`ledger.append(...)` or a `NewFact(...)`: the second argument is the kind."""
    if not isinstance(node, ast.Call):
        return False
    return _name(node.func) == "NewFact" or ast.unparse(node.func) == "ledger.append"


def _kind_of(call: ast.Call) -> ast.expr:
    return call.args[1]


def _form(kind: ast.expr) -> str:
    written = ast.unparse(kind)
    return written.removeprefix("f").strip("'\"") if "{" in written else "{kind}"


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _value(kind: ast.expr) -> str:
    if isinstance(kind, ast.Attribute):
        return str(EventKind[kind.attr])
    assert isinstance(kind, ast.Constant), f"not a plain kind: {ast.unparse(kind)}"
    return str(kind.value)


def test_the_page_names_every_kind_and_no_other():
    named = set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert named == kinds_in_code()
