"""What is asked and answered without an article: where one would help most."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from firebell.desk.enums import CaseState
from firebell.desk.models import Case
from firebell.knowledge import queries as knowledge
from firebell.listening.enums import QueryKind
from firebell.listening.models import Mention

MOST = 5_000  # of the newest answered cases
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Gap:
    """Answered cases about a topic (empty: about none), how many of them had no article, and the
    newest of those by their numbers."""

    topic: str
    answered: int
    without: int
    cases: tuple[int, ...]

    @property
    def share(self) -> float:
        return self.without / self.answered


def gaps(workspace_id: int, since: datetime) -> list[Gap]:
    """By topic, most cases without an article first; a case of two topics counts in both."""
    answered = Case.objects.filter(
        workspace_id=workspace_id, state=CaseState.ANSWERED, closed_at__gte=since
    ).order_by("-closed_at", "-id")[:MOST]
    numbers = dict(answered.values_list("pk", "number"))
    with_article = set(knowledge.cases_with_articles(workspace_id))
    by_topic: dict[str, list[int]] = defaultdict(list)
    topics = _topics(workspace_id, answered)
    for case, number in numbers.items():
        for topic in topics.get(case) or ("",):
            by_topic[topic].append(number)
    found = [_gap(topic, cases, with_article) for topic, cases in by_topic.items()]
    return sorted((one for one in found if one.without), key=lambda one: (-one.without, one.topic))


def _gap(topic: str, numbers: list[int], with_article: set[int]) -> Gap:
    without = [number for number in numbers if number not in with_article]
    return Gap(topic, len(numbers), len(without), tuple(without[:EXAMPLES]))


def _topics(workspace_id: int, cases: QuerySet[Case]) -> dict[int, set[str]]:
    """Case id -> the topics that its words are about."""
    rows = Mention.objects.filter(
        query__workspace_id=workspace_id,
        query__kind=QueryKind.TOPIC,
        interaction__case_item__case__in=cases,
    ).values_list("interaction__case_item__case_id", "query__name")
    found: dict[int, set[str]] = defaultdict(set)
    for case, topic in rows.distinct():
        found[case].add(topic)
    return found
