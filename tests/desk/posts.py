"""Words for the desk: stored as the corridor stores them, in its order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from firebell.channels.models import Source
from firebell.desk import actions
from firebell.desk.models import Case
from firebell.listening.models import Interaction, Profile
from firebell.understanding.models import ReaderVersion, Reading

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Posts:
    """`say` stores one word and takes it to the desk; `hear` only stores it."""

    def __init__(self, workspace_id: int, muted_before: datetime | None = None) -> None:
        self.workspace_id = workspace_id
        self.source = Source.objects.create(
            workspace_id=workspace_id,
            network="replay",
            name=f"file {Source.objects.count()}",
            muted_before=muted_before,
        )
        self.version, _ = ReaderVersion.objects.get_or_create(
            name="test", defaults={"first_used_at": START}
        )

    def person(self, handle: str) -> Profile:
        profile, _ = Profile.objects.get_or_create(
            workspace_id=self.workspace_id, channel="twitter", handle=handle
        )
        return profile

    def hear(
        self, handle: str, text: str = "Where is my bag?", *, minute: int = 0, **more
    ) -> actions.Heard:
        """One stored interaction, as `Heard`; `more` replaces fields of either."""
        number = Interaction.objects.count() + 1
        at = START + timedelta(minutes=minute)
        external_id = more.get("external_id", f"w{number}")
        stored = Interaction.objects.create(
            workspace_id=self.workspace_id,
            source=self.source,
            profile=self.person(handle),
            channel="twitter",
            external_id=external_id,
            kind="post",
            outbound=more.get("outbound", False),
            at=at,
            received_at=at,
            text=text,
            thread=more.get("thread", external_id),
        )
        heard = actions.Heard(
            interaction_id=stored.pk,
            profile_id=stored.profile_id,
            channel="twitter",
            thread=stored.thread,
            brand_id=None,
            at=at,
            text=text,
            language="en",
            needs_answer=True,
            negative=0.5,
            toxicity=0.0,
            followers=None,
            outbound=stored.outbound,
            intent="complaint",
        )
        fields = {name: value for name, value in more.items() if name in heard.__slots__}
        return replace(heard, **fields)

    def take(self, *heard: actions.Heard) -> int:
        """To the desk, and then the readings, as the corridor does it."""
        opened = actions.open_cases(self.workspace_id, heard, START)
        for one in heard:
            self.read(one)
        return opened

    def read(self, heard: actions.Heard) -> Reading:
        return Reading.objects.create(
            interaction_id=heard.interaction_id,
            version=self.version,
            language="en",
            language_p=1.0,
            sentiment="neutral",
            negative=heard.negative,
            neutral=0.0,
            positive=0.0,
            needs_answer=heard.needs_answer,
            needs_answer_p=0.5,
            toxicity=0.0,
        )

    def say(self, handle: str, text: str = "Where is my bag?", **more) -> Case | None:
        """Stored, taken to the desk and read; the case that it lies in."""
        heard = self.hear(handle, text, **more)
        self.take(heard)
        return Case.objects.filter(items=heard.interaction_id).first()
