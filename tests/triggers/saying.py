"""Posts in the store, as the corridor leaves them: said, read, and found by a brand's query."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from firebell.channels.models import Source
from firebell.listening.models import Brand, Interaction, Mention, Profile, Query
from firebell.triggers.models import Alert
from firebell.understanding.models import ReaderVersion, Reading

HEADLINE = {
    "kind": "negative", "observed": 42, "expected": 3, "seconds": 3600, "channel": "", "topic": "",
}  # fmt: skip


def say(brand: Brand, number: int, at: datetime, *, negative: float = 0.9, handle: str = "ann",
        **more: Any) -> Interaction:  # fmt: skip
    """A post about the brand."""
    workspace = brand.workspace
    source, _ = Source.objects.get_or_create(workspace=workspace, network="replay", name="file")
    version, _ = ReaderVersion.objects.get_or_create(name="test", defaults={"first_used_at": at})
    fields = {"channel": "bluesky", "kind": "post", "text": f"word {number}"} | more
    person, _ = Profile.objects.get_or_create(
        workspace=workspace, channel=fields["channel"], handle=handle
    )
    stored = Interaction.objects.create(
        workspace=workspace, source=source, profile=person, external_id=f"post-{number}",
        thread=f"post-{number}", at=at, received_at=at, **fields,
    )  # fmt: skip
    query, _ = Query.objects.get_or_create(
        workspace=workspace, brand=brand, name=brand.name,
        defaults={"kind": "brand", "text": brand.name},
    )  # fmt: skip
    Mention.objects.create(query=query, interaction=stored, at=at)
    label = "negative" if negative > 0.5 else "positive"
    Reading.objects.create(
        interaction=stored, version=version, language="en", language_p=1, sentiment=label,
        negative=negative, neutral=0, positive=1 - negative, needs_answer=False,
        needs_answer_p=0, toxicity=0,
    )  # fmt: skip
    return stored


def alert_of(brand: Brand, at: datetime, **more: Any) -> Alert:
    """An alert as if it had rung at `at`, for complaints since then."""
    fields = {
        "workspace": brand.workspace, "brand": brand, "kind": "negative", "onset": at, "at": at,
        "peak_at": at, "last_at": at, "observed": 42, "expected": 3, "window": 3600,
        "severity": 5, "headline": HEADLINE,
    }  # fmt: skip
    return Alert.objects.create(**fields | more)
