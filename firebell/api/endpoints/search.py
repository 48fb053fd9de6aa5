"""Search: everything that was heard and noted, a page at a time, and how much of it there is."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.paging import link, wrong_cursor
from firebell.api.problems import wrong_parameter
from firebell.api.shapes import CaseNumber, Id, In, Instant, Out, Paged
from firebell.core.query import QueryError
from firebell.desk.queries import searching
from firebell.desk.queries.searching import Count, Page, Wanted
from firebell.listening.full_text import Kind, minute_of, what_is_at

resource = Resource(
    "search",
    "Everything that was heard and noted in the workspace, back to the first day, in the query "
    "language of the screens.",
)
READ = Scope.SEARCH_READ
_PLACES_BELOW = 2**63

Text = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=searching.LONGEST,
        description="Words, or a query with conditions such as `state:open` or `after:7d`",
    ),
]
PageNumber = Annotated[
    int,
    Meta(ge=1, le=searching.LAST_PAGE, description="Page of this number, in place of a cursor"),
]


class Search(Paged, kw_only=True):
    """What is looked for, and which part of it. Pages are followed by `next`, or numbered."""

    q: Text
    page: PageNumber | None = None


class Searched(In):
    """What is looked for."""

    q: Text


class Mark(Out):
    """A part of a text that was looked for, in characters; the end is not within."""

    start: Annotated[int, Meta(examples=[12])]
    end: Annotated[int, Meta(examples=[15])]


class Hit(Out):
    """A word, or a colleague's note. `text` is the part of it in which something was found."""

    kind: Annotated[Literal["word", "note"], Meta(examples=["word"])]
    id: Id
    at: Instant
    who: Annotated[str, Meta(description="A handle, or a colleague's name", examples=["ann"])]
    channel: Annotated[str, Meta(description="Empty for a note", examples=["bluesky"])]
    text: Annotated[str, Meta(examples=["Where is my bag?"])]
    marks: list[Mark]
    case: Annotated[CaseNumber | None, Meta(description="Number of the case that it lies in")]
    sentiment: Annotated[str, Meta(examples=["negative"])]
    outbound: Annotated[bool, Meta(description="It is ours")]


class HitCount(Out):
    """How many there are: so many, or where `more` is true, more than that."""

    number: Annotated[int, Meta(examples=[1312])]
    more: bool
    at: Annotated[Instant | None, Meta(description="As of when it was counted; null: now")]


class SearchPage(Out):
    """Some of what is found, the newest first. Follow `next` until it is null: a page may hold
    little, or nothing, where much has to be looked at one by one."""

    items: list[Hit]
    next: Annotated[str | None, Meta(examples=[None])]
    hits: HitCount
    reached: Annotated[
        Instant | None, Meta(description="So far back was looked; `next` looks further")
    ]
    counting: Annotated[
        bool,
        Meta(
            description="The page of this number has to be counted first; `next` goes on counting"
        ),
    ]
    whole_word: Annotated[
        str, Meta(description="The last word, if it was taken whole as too many begin so")
    ]


@resource.get("search", READ)
def found(call: Call, query: Search) -> SearchPage:
    """What a search finds, the newest first. 422 names the place where a search cannot be read."""
    wanted = _understood(call, query.q)
    page = _page(wanted, query)
    if page is None:
        counted = searching.count_on(wanted, up_to=0)
        return _shown(wanted, Page([]), call.request.get_full_path(), counted, counting=True)
    following = link(call, str(page.older) if page.older is not None else "")
    return _shown(wanted, page, following, searching.count_of(wanted, page))


@resource.get("search/count", READ)
def count(call: Call, query: Searched) -> HitCount:
    """How many there are, exactly. Where that takes long it is counted in steps: ask again while
    `more` is true."""
    wanted = _understood(call, query.q)
    if searching.at_once(wanted):
        return _hits(searching.exact_count(wanted, None))
    return _hits(searching.count_on(wanted))


def _understood(call: Call, text: str) -> Wanted:
    try:
        return searching.understood(call.workspace.pk, text.rstrip(), call.user, call.now)
    except QueryError as error:
        raise wrong_parameter("q", str(error)) from error


def _page(wanted: Wanted, query: Search) -> Page | None:
    """None where the page of that number has to be counted first."""
    if query.page is None:
        return searching.older_page(wanted, _place(query.cursor), query.limit)
    if query.cursor:
        raise wrong_parameter("page", "send a cursor or the number of a page, not both")
    page = searching.numbered_page(wanted, query.page, query.limit)
    if page is None:
        searching.count_on(wanted, query.page * query.limit)
        page = searching.numbered_page(wanted, query.page, query.limit)
    return page


def _place(cursor: str) -> int | None:
    if not cursor:
        return None
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 20):
        raise wrong_cursor()
    if not 0 < int(cursor) < _PLACES_BELOW:
        raise wrong_cursor()
    return int(cursor)


def _shown(
    wanted: Wanted, page: Page, following: str | None, counted: Count, *, counting: bool = False
) -> SearchPage:
    rows = searching.found_at(wanted.workspace_id, page.places, wanted.terms)
    return SearchPage(
        items=[_one(row) for row in rows],
        next=following,
        hits=_hits(counted),
        reached=minute_of(page.reached) if page.reached is not None else None,
        counting=counting,
        whole_word=wanted.whole_word,
    )


def _one(row: searching.Found) -> Hit:
    kind, key = what_is_at(row.place)
    return Hit(
        kind="note" if kind is Kind.NOTE else "word",
        id=key,
        at=row.at,
        who=row.who,
        channel=row.channel,
        text=row.text,
        marks=[Mark(start=start, end=end) for start, end in row.marks],
        case=row.case.number if row.case is not None else None,
        sentiment=row.mood,
        outbound=row.ours,
    )


def _hits(counted: Count) -> HitCount:
    return HitCount(number=counted.hits, more=counted.more, at=counted.at)
