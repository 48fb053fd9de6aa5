"""Set up what a map or a scenario listens for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from firebell.accounts.models import Workspace
from firebell.listening import actions as listening
from firebell.listening.enums import QueryKind
from firebell.listening.models import Query


class TopicLike(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def query(self) -> str: ...


class BrandLike(TopicLike, Protocol):
    @property
    def own(self) -> bool: ...


def listen_for(
    workspace: Workspace, brands: Iterable[BrandLike], topics: Iterable[TopicLike]
) -> None:
    """Make the brands and queries that are not there yet; others are left as somebody set them."""
    known = set(Query.objects.filter(workspace=workspace).values_list("name", flat=True))
    for spec in brands:
        if spec.name in known:
            continue
        listening.save_query(
            workspace,
            name=spec.name,
            kind=QueryKind.BRAND if spec.own else QueryKind.COMPETITOR,
            text=spec.query,
            brand=listening.ensure_brand(workspace.pk, spec.name, own=spec.own),
            by=None,
        )
    for topic in topics:
        if topic.name not in known:
            listening.save_query(
                workspace,
                name=topic.name,
                kind=QueryKind.TOPIC,
                text=topic.query,
                brand=None,
                by=None,
            )
