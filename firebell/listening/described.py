"""Topics that are described: what the core judges by, made of the saved queries."""

from __future__ import annotations

from collections.abc import Iterable

from firebell.core.understanding.topics import Topic
from firebell.listening.enums import QueryKind
from firebell.listening.models import Query


def searches(queries: Iterable[Query]) -> dict[int, str]:
    """Query id -> boolean search, of those that have one."""
    return {query.pk: query.text for query in queries if query.text}


def described(queries: Iterable[Query]) -> tuple[Topic, ...]:
    """The topics that have a description or examples, in the order of their ids."""
    found = [
        Topic(query.pk, query.name, query.description, tuple(query.examples))
        for query in queries
        if query.kind == QueryKind.TOPIC and (query.description or query.examples)
    ]
    return tuple(sorted(found, key=lambda topic: topic.key))
