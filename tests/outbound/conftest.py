from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from firebell.channels.models import Source
from firebell.listening.models import Interaction, Profile
from firebell.outbound.models import Manner
from tests.cast import Cast
from tests.desk.posts import Posts
from tests.outbound.standin.here import Here, fresh

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def post(cast: Cast) -> Callable[..., Interaction]:
    """Store one post of a person named Petra Moron; `workspace` is the house by default."""

    def store(text: str = "Where is my bag?", workspace=None) -> Interaction:
        workspace = workspace or cast.house
        source, _ = Source.objects.get_or_create(workspace=workspace, network="replay", name="file")
        person, _ = Profile.objects.get_or_create(
            workspace=workspace, channel="twitter", handle="petra", name="Petra Moron"
        )
        number = f"p{Interaction.objects.count()}"
        return Interaction.objects.create(
            workspace=workspace,
            source=source,
            profile=person,
            channel="twitter",
            external_id=number,
            kind="post",
            at=AT,
            received_at=AT,
            text=text,
            thread=number,
        )

    return store


@pytest.fixture
def here() -> Here:
    """A network in this process, as it is at first."""
    return fresh()


@pytest.fixture
def mouth(cast: Cast, here: Here) -> Posts:
    """Words for the desk of the house, heard by a source that may send; no grace time."""
    Manner.objects.create(workspace=cast.house, grace_seconds=0)
    posts = Posts(cast.house.pk)
    posts.source.network, posts.source.listen_only = "here", False
    posts.source.save()
    return posts
