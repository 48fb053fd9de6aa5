"""A query must look for something: one that only excludes would match nearly everything."""

from __future__ import annotations

from firebell.core.query.ast import And, Node, Not, Or, to_text
from firebell.core.query.errors import Problem, QueryError


def check_not_only_negative(node: Node) -> None:
    """Raise QueryError, at the part to blame, if a post could match without any wanted word."""
    culprit = _culprit(node, wanted=True)
    if culprit is None:
        return
    found = to_text(culprit)
    raise QueryError(
        Problem.ONLY_NEGATIVE,
        f"{found} only excludes, so nearly every post would match. "
        "Join it to what you look for with AND: (something) AND NOT (something else).",
        start=culprit.span[0],
        end=culprit.span[1],
        found=found,
        expected="something to look for beside what is excluded",
    )


def _culprit(node: Node, *, wanted: bool) -> Node | None:
    """The part that lets posts through without a wanted word, or None. Under a NOT the roles of
    AND and OR change places (De Morgan)."""
    match node:
        case Not(child):
            below = _culprit(child, wanted=not wanted)
            if isinstance(below, Not) and below is not child:
                return below
            return None if below is None else node
        case And(children) | Or(children):
            culprits = [_culprit(child, wanted=wanted) for child in children]
            if isinstance(node, And) == wanted:
                return node if all(culprits) else None
            return next((culprit for culprit in culprits if culprit), None)
        case _:
            return None if wanted else node
