"""Articles beside the answer that somebody writes: which fit, which went into it, did they help."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from firebell.accounts.models import User
from firebell.core.knowledge.blocks import Block, blocks, plain
from firebell.core.knowledge.outcome import PROVEN, Outcome, Turn, outcome
from firebell.desk.enums import CLOSED_STATES, EventKind
from firebell.desk.models import Case, CaseEvent
from firebell.desk.queries import CasePage, open_text
from firebell.knowledge import actions, queries
from firebell.knowledge.enums import ArticleKind
from firebell.knowledge.models import Article, ArticleUse, ArticleVersion
from firebell.knowledge.suggesting import suggest
from firebell.outbound.models import Reply

SHOWN = 3
_SENT_AT_ONCE = 20  # articles that a form may name
_SETTLING = (EventKind.ANSWERED, EventKind.DISMISSED, EventKind.CLOSED)


@dataclass(frozen=True, slots=True)
class Beside:
    """An article that may help. `text`: as it is put into an answer; empty for a policy, which is
    for colleagues alone. `words`: those that the matter shares with it."""

    article: Article
    version: ArticleVersion
    words: tuple[str, ...]
    blocks: list[Block] = field(default_factory=list)
    text: str = ""
    address: str = ""
    used: bool = False


def beside(page: CasePage, today: date, used: Collection[int] = ()) -> list[Beside]:
    """Articles for the open words of a case, those in its language first."""
    said = _open_words(page)
    found = suggest(page.case.workspace_id, said, page.case.language, today, SHOWN)
    return [_beside(one.article, one.words, one.article.pk in used) for one in found]


def _beside(article: Article, words: tuple[str, ...], used: bool) -> Beside:
    version = article.published
    assert version is not None  # only those are suggested
    public = version.kind == ArticleKind.ARTICLE
    return Beside(
        article,
        version,
        words,
        blocks(version.body),
        text=plain(version.body) if public else "",
        address=version.address if public else "",
        used=used,
    )


def _open_words(page: CasePage) -> str:
    pending = set(page.pending)
    return open_text(word for word in reversed(page.words) if word.pk in pending)


def put_in(text: str, article: Article, what: str) -> str:
    """The answer with an article's text, or the address where people can read it, behind it."""
    one = _beside(article, (), used=True)
    added = one.address if what == "address" else one.text
    return f"{text.rstrip()}\n\n{added}" if text.strip() else added


def named(values: Iterable[str]) -> set[int]:
    """Ids of articles as a form names them; what is none is left out."""
    found = [one for one in values if one.isascii() and one.isdecimal() and len(one) < 10]
    return {int(one) for one in found[:_SENT_AT_ONCE]}


def keep(
    case: Case, reply: Reply, by: User, *, shown: Collection[int], used: Collection[int]
) -> None:
    """Remember which articles stood beside an answer and which went into it, by their ids; those
    that are not published here are left out."""
    articles = queries.by_ids(case.workspace_id, {*shown, *used})
    if articles:
        actions.note_uses(
            case.workspace_id,
            list(articles.values()),
            used,
            by,
            case_number=case.number,
            reply_id=reply.pk,
        )


def note_used(replies: Iterable[Reply]) -> None:
    """Give each reply `articles`: the uses of those that went into it."""
    found = list(replies)
    used = queries.used_in([reply.pk for reply in found])
    for reply in found:
        reply.articles = used.get(reply.pk, [])  # type: ignore[attr-defined]


def judge(workspace_id: int, now: datetime) -> int:
    """Find out which uses solved their matter; how many are known now that were not before."""
    waiting = queries.to_judge(workspace_id, until=now - PROVEN)
    told: dict[int, str] = {}
    for some in _pieces(list(waiting), 500):
        turns = _turns(workspace_id, {use.case_number for use in some})
        for use in some:
            if found := outcome(use.at, turns.get(use.case_number, ()), now):
                told[use.pk] = found
    actions.judge(told)
    return len([one for one in told.values() if one != Outcome.UNKNOWN])


def _pieces(uses: list[ArticleUse], size: int) -> Iterator[list[ArticleUse]]:
    for start in range(0, len(uses), size):
        yield uses[start : start + size]


def _turns(workspace_id: int, numbers: Collection[int]) -> dict[int, list[Turn]]:
    """Case number -> when it was closed and opened again."""
    cases = Case.objects.filter(workspace_id=workspace_id, number__in=numbers)
    turns: dict[int, list[Turn]] = {case.number: [] for case in cases}
    settled: dict[int, datetime] = {}
    events = CaseEvent.objects.filter(case__in=cases, kind__in=(*_SETTLING, EventKind.REOPENED))
    for number, kind, at, data in events.order_by("id").values_list(
        "case__number", "kind", "at", "data"
    ):
        if kind in _SETTLING:
            settled[number] = at
        elif data.get("from") in CLOSED_STATES and number in settled:
            turns[number] += [Turn(settled[number], True), Turn(at, False)]
    for case in cases:
        if case.closed_at is not None:
            turns[case.number].append(Turn(case.closed_at, True))
    return turns
