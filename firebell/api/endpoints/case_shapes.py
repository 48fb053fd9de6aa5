"""A case as programs see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from django.urls import reverse
from msgspec import Meta

from firebell.accounts.models import User
from firebell.api.operations import Call
from firebell.api.shapes import CaseNumber, Instant, Named, Out, Person
from firebell.desk import models, queries
from firebell.desk.queries.faces import Face, faces
from firebell.listening.models import Profile

CaseState = Literal[
    "new", "claimed", "snoozed", "reopened", "waiting", "answered", "dismissed", "merged"
]


class Author(Out):
    """Whoever wrote: one handle on one channel."""

    handle: Annotated[str, Meta(examples=["ann"])]
    name: Annotated[str, Meta(examples=["Ann Lee"])]
    followers: Annotated[int | None, Meta(examples=[120])]


class NewestWord(Out):
    """The newest word that asked for something. Its text is empty once its author took it back."""

    text: Annotated[str, Meta(description="Its beginning", examples=["Where is my bag?"])]
    sentiment: Annotated[str, Meta(examples=["negative"])]
    hidden: bool


class Case(Out):
    """One person's matter."""

    number: CaseNumber
    state: Annotated[CaseState, Meta(examples=["claimed"])]
    title: Annotated[str, Meta(examples=["Where is my bag?"])]
    priority: Annotated[int, Meta(ge=1, le=5, description="1 is the most urgent", examples=[2])]
    channel: Annotated[str, Meta(examples=["bluesky"])]
    language: Annotated[str, Meta(examples=["en"])]
    author: Author | None
    newest_word: NewestWord | None
    brand: Named | None
    queue: Named
    owner: Person | None
    tags: Annotated[list[str], Meta(examples=[["luggage"]])]
    opened_at: Instant
    due_at: Instant | None
    waiting_since: Annotated[
        Instant | None,
        Meta(description="Time of the oldest word that still needs an answer"),
    ]
    last_word_at: Instant
    snoozed_until: Instant | None
    first_answer_at: Instant | None
    closed_at: Instant | None
    reopened: Annotated[int, Meta(description="How often", examples=[0])]
    part_of: Annotated[int | None, Meta(description="Number of the case of the cause")]
    merged_into: Annotated[int | None, Meta(description="Number of the case with its words")]
    page: Annotated[str, Meta(description="Where people see it", examples=["/w/acme/cases/12/"])]


def cases_shown(call: Call, cases: Sequence[models.Case]) -> list[Case]:
    """In a fixed number of queries, if each comes with its profile, brand, owner and queue."""
    known, tags = faces(cases), queries.tags_of(cases)
    numbers = queries.numbers_of(
        {key for case in cases for key in (case.parent_id, case.merged_into_id) if key}
    )
    return [
        Case(
            number=case.number,
            state=case.state,  # type: ignore[arg-type]
            title="" if _hidden(known.get(case.pk)) else case.title,
            priority=case.priority,
            channel=case.channel,
            language=case.language,
            author=author_shown(case.profile),
            newest_word=_newest(known.get(case.pk)),
            brand=Named(id=case.brand.pk, name=case.brand.name) if case.brand else None,
            queue=Named(id=case.queue.pk, name=str(case.queue)),
            owner=person_shown(case.owner),
            tags=tags.get(case.pk, []),
            opened_at=case.opened_at,
            due_at=case.due_at,
            waiting_since=case.waiting_since,
            last_word_at=case.last_word_at,
            snoozed_until=case.snoozed_until,
            first_answer_at=case.first_answer_at,
            closed_at=case.closed_at,
            reopened=case.reopened,
            part_of=numbers.get(case.parent_id or 0),
            merged_into=numbers.get(case.merged_into_id or 0),
            page=reverse("case", args=[call.workspace.slug, case.number]),
        )
        for case in cases
    ]


def case_shown(call: Call, case: models.Case) -> Case:
    """As it stands now: what a verb answers with."""
    fresh = models.Case.objects.select_related("profile", "brand", "owner", "queue")
    return cases_shown(call, [fresh.get(pk=case.pk)])[0]


def author_shown(profile: Profile | None) -> Author | None:
    if profile is None:
        return None
    return Author(handle=profile.handle, name=profile.name, followers=profile.followers)


def person_shown(user: User | None) -> Person | None:
    return Person(id=user.pk, name=str(user)) if user is not None else None


def _hidden(face: Face | None) -> bool:
    return face is not None and face.hidden


def _newest(face: Face | None) -> NewestWord | None:
    if face is None:
        return None
    return NewestWord(text=face.text, sentiment=face.sentiment, hidden=face.hidden)
