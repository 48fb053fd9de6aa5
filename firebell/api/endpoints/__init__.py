"""Everything that can be asked for, one file a resource. A new one is a file like these and a line
here; address, checks, document and tests follow from it."""

from __future__ import annotations

from collections.abc import Iterator

from firebell.api.endpoints import (
    answers,
    articles,
    bulk,
    cases,
    causes,
    complaints,
    drafts,
    family,
    goodwill,
    history,
    idea_asks,
    ideas,
    notes,
    offers,
    people,
    pool,
    promises,
    queues,
    replies,
    reviews,
    rules,
    search,
    searches,
    seats,
    suggestions,
    tags,
    texts,
    words,
)
from firebell.api.operations import Operation, Resource

RESOURCES: tuple[Resource, ...] = (
    cases.resource,
    words.resource,
    answers.resource,
    replies.resource,
    notes.resource,
    tags.resource,
    promises.resource,
    drafts.resource,
    history.resource,
    family.resource,
    bulk.resource,
    pool.resource,
    queues.resource,
    texts.resource,
    articles.resource,
    reviews.resource,
    suggestions.resource,
    complaints.resource,
    causes.resource,
    offers.resource,
    goodwill.resource,
    ideas.resource,
    idea_asks.resource,
    search.resource,
    searches.resource,
    people.resource,
    seats.resource,
    rules.resource,
)


def operations() -> Iterator[Operation]:
    for resource in RESOURCES:
        yield from resource.operations


def by_address() -> dict[str, dict[str, Operation]]:
    """Path -> method -> operation. ValueError where two say that they are the same."""
    found: dict[str, dict[str, Operation]] = {}
    for one in operations():
        here = found.setdefault(one.path, {})
        if one.method in here:
            raise ValueError(f"{one.method} {one.path} is there twice")
        here[one.method] = one
    return found
