from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from firebell.listening.enums import ChangeKind, InteractionKind, QueryKind


class Brand(models.Model):
    """A name that queries listen for: one of ours, or a competitor's."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, related_name="brands")
    name = models.CharField(_("Name"), max_length=120)
    own = models.BooleanField(_("Ours"), default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "name"], name="brand_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Query(models.Model):
    """A saved boolean search. A topic names what its matches are about, and may be defined by a
    plain description and examples instead of a search, or beside one."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, related_name="queries")
    brand = models.ForeignKey(Brand, models.CASCADE, null=True, blank=True, related_name="queries")
    name = models.CharField(_("Name"), max_length=120)
    kind = models.CharField(_("Kind"), max_length=20, choices=QueryKind.choices)
    text = models.TextField(_("Query"), max_length=10_000, blank=True)
    description = models.TextField(_("Description"), max_length=2_000, blank=True)
    examples = models.JSONField(default=list, blank=True)  # texts that belong to the topic
    active = models.BooleanField(_("Listening"), default=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "name"], name="query_once"),
            models.CheckConstraint(
                condition=models.Q(kind=QueryKind.TOPIC) | models.Q(brand__isnull=False),
                name="query_has_a_brand_or_is_a_topic",
            ),
            models.CheckConstraint(
                condition=~models.Q(text="") | models.Q(kind=QueryKind.TOPIC),
                name="query_has_words_or_is_a_topic",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Profile(models.Model):
    """One handle on one channel: a facet of a person."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE)
    channel = models.CharField(max_length=40)
    handle = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    followers = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "channel", "handle"], name="profile_once"),
        ]

    def __str__(self) -> str:
        return self.handle


class Interaction(models.Model):
    """Anything a person did towards the brand or about it. Append-only: edits and deletions are
    facts about it; only `hidden_at` is set when the network says that the text is gone."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE)
    source = models.ForeignKey("channels.Source", models.PROTECT)
    profile = models.ForeignKey(Profile, models.PROTECT)
    channel = models.CharField(max_length=40)
    external_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=InteractionKind.choices)
    outbound = models.BooleanField(default=False)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    text = models.TextField()
    url = models.CharField(max_length=2_000, blank=True)
    in_reply_to = models.CharField(max_length=200, blank=True)
    thread = models.CharField(
        max_length=200
    )  # the conversation; its own external id if it opens one
    rating = models.FloatField(null=True)
    reposts = models.IntegerField(null=True)
    followers = models.BigIntegerField(null=True)  # the author's, at that time
    media = models.SmallIntegerField(default=0)  # bits: 1 link, 2 image, 4 video
    hidden_at = models.DateTimeField(null=True)
    subject = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "channel", "external_id"], name="interaction_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace", "-at"], name="interaction_by_time"),
            models.Index(
                fields=["workspace", "channel", "thread", "at"], name="interaction_thread"
            ),
            models.Index(fields=["profile", "-at"], name="interaction_by_profile"),
            models.Index(
                fields=["hidden_at"],
                condition=models.Q(hidden_at__isnull=False),
                name="interaction_hidden",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel}:{self.external_id}"

    @property
    def versions(self) -> list[tuple[datetime, str]]:
        """(since, text) of what it said, as heard first and after each edit that changed it."""
        said = [(self.at, self.text)]
        for change in sorted(self.changes.all(), key=lambda change: change.at):
            if change.kind == ChangeKind.EDITED and change.text != said[-1][1]:
                said.append((change.at, change.text))
        return said

    @property
    def said_now(self) -> str:
        """What it says since its last edit."""
        return self.versions[-1][1]

    @property
    def said_before(self) -> list[tuple[datetime, str]]:
        """What it said before, the oldest first; empty for a word that was never edited."""
        return self.versions[:-1]


class InteractionChange(models.Model):
    """An edit or a deletion at the source: a fact about an interaction. Append-only."""

    interaction = models.ForeignKey(Interaction, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    at = models.DateTimeField()  # when it happened at the source
    recorded_at = models.DateTimeField()
    text = models.TextField(blank=True)  # the new text of an edit

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["interaction", "kind", "at"], name="change_once"),
        ]

    def __str__(self) -> str:
        return f"{self.interaction_id} {self.kind} {self.at:%F %R}"


class Picture(models.Model):
    """One picture of an interaction, by 64 bits of the name under which its network knows it (see
    `core.triggers.memes.marks.picture_fingerprints`): who else showed the same one?"""

    interaction = models.ForeignKey(
        Interaction, models.CASCADE, related_name="pictures", db_index=False
    )
    fingerprint = models.BigIntegerField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["interaction", "fingerprint"], name="picture_once"),
        ]

    def __str__(self) -> str:
        return f"{self.interaction_id} {self.fingerprint}"


class Attachment(models.Model):
    """A file that came with an interaction. Name and type are what its sender claims."""

    interaction = models.ForeignKey(Interaction, models.CASCADE, related_name="attachments")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    content = models.BinaryField(null=True)  # None: too large to keep, or purged
    # What it shows, by `core.understanding.memes.picture_hash`; None: no picture that is known.
    picture = models.BigIntegerField(null=True)
    looked_at = models.DateTimeField(null=True)  # since then it is known if it is a picture

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["interaction", "number"], name="attachment_once"),
        ]
        indexes: ClassVar = [  # only pictures, and what is to be looked at, pay for them
            models.Index(
                fields=["id"],
                condition=models.Q(looked_at__isnull=True),
                name="attachment_to_look_at",
            ),
            models.Index(
                fields=["interaction"],
                condition=models.Q(picture__isnull=False),
                name="attachment_pictures",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Mention(models.Model):
    """An Interaction that matches a Query; `at` is the interaction's, for reading in order. `p` is
    how likely it is about a topic that is described; None where a search found it."""

    query = models.ForeignKey(Query, models.CASCADE, related_name="mentions")
    interaction = models.ForeignKey(Interaction, models.CASCADE, related_name="mentions")
    at = models.DateTimeField()
    p = models.FloatField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["interaction", "query"], name="mention_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["query", "-at"], name="mention_by_time")]

    def __str__(self) -> str:
        return f"{self.query_id}:{self.interaction_id}"
