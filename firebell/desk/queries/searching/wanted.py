"""A search as it is understood: what a person wrote, turned into what can be asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from firebell.accounts import queries as accounts
from firebell.accounts.models import User
from firebell.core.query import Node, Problem, QueryError, parse, to_text
from firebell.core.query.ast import About, AboutName, And, Prefix, Words
from firebell.core.query.conditions import BETWEEN_KEYS, NOBODY
from firebell.core.query.folding import fold, fold_value
from firebell.core.query.moments import moment
from firebell.core.query.searching import Find, Term, conjuncts, planned, resolved
from firebell.desk.queries.searching.cases import OF_CASES, places_of_cases
from firebell.listening import full_text
from firebell.listening.full_text import Span

LONGEST = 2_000  # characters of a search
MOST_TERMS = 200  # words and fields in one
ME = "me"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`find` and `span` let through whatever matches, and `rest` decides; None: they decide.

    `places`, the newest first, take the place of the index where few cases are asked for. Equal
    `key`s of a workspace ask for the same. `whole_word` is a last word that was taken as whole,
    because too many words begin so.
    """

    workspace_id: int
    node: Node
    key: str
    find: Find
    span: Span
    rest: Node | None
    terms: tuple[Term, ...]
    places: tuple[int, ...] | None = None
    whole_word: str = ""

    @property
    def by_index(self) -> bool:
        """The index alone answers, so that counts and pages are exact."""
        return self.rest is None and self.places is None


def understood(workspace_id: int, text: str, user: User, now: datetime) -> Wanted:
    """What `user` asks for; "me" is theirs, and so are the days. Raises QueryError."""
    tree = _parsed(text)
    node = resolved(
        tree,
        lambda about: _owners(workspace_id, about, user),
        lambda written: moment(written, now, timezone.get_current_timezone()),
    )
    expand = full_text.expanding(workspace_id)
    meant = _as_typed(node) if _is_plain(tree) and text[-1:].isalnum() else node
    plan = planned(meant, expand)
    whole_word = ""
    if meant is not node and plan.rest is not None:
        whole_word = _last(tree).text
        meant, plan = node, planned(node, expand)
    wanted = Wanted(
        workspace_id=workspace_id,
        node=tree,
        key=to_text(meant),
        find=plan.find,
        span=_span(plan.since, plan.until),
        rest=plan.rest,
        terms=plan.terms,
        whole_word=whole_word,
    )
    return _by_cases(wanted, meant)


def _parsed(text: str) -> Node:
    if len(text) > LONGEST:
        raise QueryError(
            Problem.TOO_LONG,
            f"A search may have {LONGEST:,} characters; this one has {len(text):,}.",
            start=LONGEST,
            end=len(text),
            found=f"{len(text):,} characters",
            expected=f"at most {LONGEST:,} characters",
        )
    tree = parse(text, search=True)
    terms = len(to_text(tree).split())
    if terms > MOST_TERMS:
        raise QueryError(
            Problem.TOO_LONG,
            f"A search may have {MOST_TERMS} words; this one has {terms}. Leave some out.",
            start=0,
            end=len(text),
            found=f"{terms} words",
            expected=f"at most {MOST_TERMS} words",
        )
    return tree


def _is_plain(tree: Node) -> bool:
    """Nothing but words side by side, as somebody types who knows no language of queries."""
    return all(isinstance(one, Words) for one in conjuncts(tree))


def _last(tree: Node) -> Words:
    last = tree.children[-1] if isinstance(tree, And) else tree
    assert isinstance(last, Words)  # the tree is plain
    return last


def _as_typed(tree: Node) -> Node:
    """The last word may be the beginning of one, if it is long enough to be."""
    last = _last(tree)
    word = fold(last.text).split(" ")[-1]
    if len(word) < 2 or fold(f"{last.text}x") != f"{fold(last.text)}x":
        return tree
    begun = Prefix(last.text, last.span)
    return replace(tree, children=(*tree.children[:-1], begun)) if isinstance(tree, And) else begun


def _owners(workspace_id: int, about: About, user: User) -> str:
    """Keys of the colleagues who are meant. Raises QueryError where there is nobody."""
    said = fold_value(about.value)
    if said == NOBODY:
        return NOBODY
    if said == ME:
        return str(user.pk)
    members = [member.user for member in accounts.members(workspace_id)]
    meant = [one for one in members if said in (fold_value(one.name), fold_value(one.email))]
    meant = meant or [one for one in members if said in fold_value(one.name).split()]
    if not meant:
        raise QueryError(
            Problem.BAD_VALUE,
            f"Nobody here is called {about.value}. Write me, nobody, or a colleague's name.",
            start=about.span[0],
            end=about.span[1],
            found=about.value,
            expected="me, nobody, or a colleague's name",
        )
    return BETWEEN_KEYS.join(str(one.pk) for one in meant)


def _span(since: datetime | None, until: datetime | None) -> Span:
    whole = Span()
    first = full_text.first_at(since) if since else whole.first
    last = full_text.first_at(until) - 1 if until else whole.last
    return Span(first, last)


def _by_cases(wanted: Wanted, meant: Node) -> Wanted:
    parts = list(conjuncts(meant))
    chosen = [one for one in parts if isinstance(one, About) and one.name in OF_CASES]
    places = places_of_cases(wanted.workspace_id, chosen) if chosen else None
    if places is None:
        return wanted
    # The index is not asked: everything but the time is tested post by post.
    known = {*OF_CASES, AboutName.BEFORE, AboutName.AFTER}
    left = [one for one in parts if not (isinstance(one, About) and one.name in known)]
    rest = None if not left else left[0] if len(left) == 1 else And(tuple(left))
    return replace(wanted, places=tuple(places), rest=rest)
