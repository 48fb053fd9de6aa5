"""Published articles for the words of a matter, by the core's ranking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from threading import Lock

from firebell.core.knowledge.ranking import Passage, Shelf
from firebell.knowledge import queries
from firebell.knowledge.models import Article
from firebell.runners.topics import load_embedding

_KEPT = 16  # workspaces whose shelf a process remembers

_lock = Lock()
_shelves: dict[int, tuple[tuple[object, ...], Shelf]] = {}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A published article, and the words that it shares with the matter (none: only the meaning is
    alike). `fit`: how well it fits, 0 to 1, see `Fit.share`."""

    article: Article
    words: tuple[str, ...]
    fit: float


def suggest(
    workspace_id: int, text: str, language: str, today: date, most: int = 3
) -> list[Suggestion]:
    """Those that fit and hold today, in the language of the matter first. Empty text: none."""
    if not text.strip():
        return []
    shelf = _shelf(workspace_id, today)
    fits = shelf.rank(text, language, most) if shelf else []
    articles = queries.by_ids(workspace_id, [fit.id for fit in fits])
    return [
        Suggestion(articles[fit.id], fit.words, fit.share) for fit in fits if fit.id in articles
    ]


def _shelf(workspace_id: int, today: date) -> Shelf | None:
    """The workspace's shelf as it stands, remembered until anything of it changes; None if empty,
    so that a house without articles loads no model."""
    stamp = queries.stamp(workspace_id, today)
    with _lock:
        known = _shelves.get(workspace_id)
        if known is not None and known[0] == stamp:
            return known[1]
    passages = [
        Passage(one.article_id, one.title, one.body, one.language)
        for one in queries.readable(workspace_id, today)
    ]
    if not passages:
        return None
    shelf = Shelf(passages, load_embedding())
    with _lock:
        if len(_shelves) >= _KEPT:
            _shelves.clear()
        _shelves[workspace_id] = stamp, shelf
    return shelf
