from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from firebell.channels.models import Source
from firebell.listening.models import Interaction, Profile
from tests.cast import Cast

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
