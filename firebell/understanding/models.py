from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from firebell.understanding.enums import (
    TAKEN_BACK,
    Complexity,
    Emotion,
    Intent,
    LayerState,
    Sentiment,
    SpreadKind,
    Stance,
    Why,
)
from firebell.understanding.fields import label_of


class ReaderVersion(models.Model):
    """A reader that has read something here. Old readings keep the version that made them.

    A version that was withdrawn (a layer that was rolled back) has its readings kept, and they
    are shown only where there is no other.
    """

    name = models.CharField(max_length=160, unique=True)
    first_used_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Reading(models.Model):
    """What a reader says of an interaction. The first tier's is final; later ones are added."""

    interaction = models.ForeignKey(
        "listening.Interaction", models.CASCADE, related_name="readings"
    )
    version = models.ForeignKey(ReaderVersion, models.PROTECT)
    language = models.CharField(max_length=8)
    language_p = models.FloatField()
    sentiment = models.CharField(max_length=8, choices=Sentiment.choices)
    negative = models.FloatField()
    neutral = models.FloatField()
    positive = models.FloatField()
    needs_answer = models.BooleanField()
    needs_answer_p = models.FloatField()
    toxicity = models.FloatField()
    toxic_spans = models.JSONField(default=list)
    because = models.CharField(max_length=300, blank=True)
    # Null in readings by readers that did not say it.
    emotion = models.CharField(max_length=8, choices=Emotion.choices, null=True, blank=True)
    irony = models.FloatField(null=True, blank=True)
    intent = models.CharField(max_length=14, choices=Intent.choices, null=True, blank=True)
    complaint = models.BooleanField(null=True, blank=True)
    complexity = models.CharField(max_length=8, choices=Complexity.choices, null=True, blank=True)
    stance = models.CharField(max_length=8, choices=Stance.choices, null=True, blank=True)
    fingerprint = models.BigIntegerField(null=True, blank=True)
    # JSON as `core.understanding.care.details` writes it; '' where there is nothing to tell.
    details = models.TextField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["interaction", "version"], name="reading_once"),
        ]

    def __str__(self) -> str:
        return f"{self.interaction_id}: {self.sentiment}"

    @property
    def known_language(self) -> str | None:
        """A hint for who reads the same text again; None where no language was found."""
        return self.language if self.language != "und" else None


class Correction(models.Model):
    """What a person says of one field of a reading, or (`says` empty) that they take it back.

    Only added to: the newest one of an interaction and field is the one that counts. Not held by
    a trigger of the database, because whoever is erased takes what was said of their words along.
    """

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, db_index=False)
    interaction = models.ForeignKey(
        "listening.Interaction", models.CASCADE, related_name="corrections", db_index=False
    )
    field = models.CharField(max_length=20)  # a Field, or one of later
    said = models.CharField(max_length=40)  # by the reader
    p = models.FloatField()  # how likely it found that
    version = models.ForeignKey(ReaderVersion, models.PROTECT, related_name="+", db_index=False)
    says = models.CharField(max_length=40, blank=True)  # the person
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["interaction", "field", "id"], name="correction_by_word"),
            models.Index(fields=["workspace", "field", "id"], name="correction_by_field"),
        ]

    def __str__(self) -> str:
        return f"{self.interaction_id}: {self.field} {self.says or '-'}"

    @property
    def changes(self) -> bool:
        """Does the person say other than the reader did?"""
        return self.says not in (TAKEN_BACK, self.said)

    @property
    def said_label(self) -> str:
        return label_of(self.field, self.said)

    @property
    def says_label(self) -> str:
        return label_of(self.field, self.says)


class Draw(models.Model):
    """That the sample of a week was drawn, from how many posts. `week`: its Monday."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, db_index=False)
    week = models.DateField()
    why = models.CharField(max_length=10, choices=Why.choices)
    at = models.DateTimeField()
    population = models.BigIntegerField()  # how many posts it stands for, as far as was looked
    drawn = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "why", "week"], name="draw_once"),
        ]

    def __str__(self) -> str:
        return f"{self.week} {self.why}: {self.drawn} of {self.population}"


class Asked(models.Model):
    """A post that people are asked to read, and why it. `week`: the Monday of the post's week."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, db_index=False)
    interaction = models.ForeignKey(
        "listening.Interaction", models.CASCADE, related_name="asked", db_index=False
    )
    why = models.CharField(max_length=10, choices=Why.choices)
    week = models.DateField()
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(  # null when done: it was known already
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    skipped = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["interaction", "why"], name="asked_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["workspace", "why", "id"],
                condition=models.Q(done_at__isnull=True),
                name="asked_open",
            ),
            models.Index(
                fields=["workspace", "done_by", "-done_at"],
                condition=models.Q(done_at__isnull=False),
                name="asked_done",
            ),
            models.Index(fields=["workspace", "why", "week"], name="asked_by_week"),
        ]

    def __str__(self) -> str:
        return f"{self.interaction_id}: {self.why}"


class LayerVersion(models.Model):
    """A layer that a workspace's corrections taught, and what became of it.

    `name` is the workspace's and the layer's own ("w7-ab12cd34"); `base` the version of the reader
    that it was learnt on, and the only one that it may be laid on.
    """

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, db_index=False)
    name = models.CharField(max_length=40)
    base = models.CharField(max_length=80)
    data = models.BinaryField()  # an .npz, read without pickle
    state = models.CharField(max_length=10, choices=LayerState.choices)
    figures = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    before = models.ForeignKey(  # what was live when this one went live
        "self", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    rolled_back = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "base", "name"], name="layer_once"),
            models.UniqueConstraint(
                fields=["workspace"],
                condition=models.Q(state=LayerState.LIVE),
                name="layer_one_is_live",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["workspace", "-id"], name="layer_by_age")]

    def __str__(self) -> str:
        return self.name

    @property
    def version(self) -> str:
        """The name of the reader that this layer makes of its base."""
        return f"{self.base}+{self.name}"


class Rereading(models.Model):
    """How far stored words were read again by a version: all up to `cursor`, since then."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, db_index=False)
    version = models.ForeignKey(ReaderVersion, models.PROTECT, related_name="+", db_index=False)
    since = models.DateTimeField(null=True)
    cursor = models.BigIntegerField(default=0)  # the id of the last word that was read
    last = models.BigIntegerField()  # of the words that were there when it began
    read = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "version"], name="rereading_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.read}"


class SecondLooks(models.Model):
    """How far a workspace's readings were looked through for what to read on the second floor:
    all up to `cursor`. `claimed_by`: the worker that is at it, until then."""

    workspace = models.OneToOneField("accounts.Workspace", models.CASCADE, primary_key=True)
    cursor = models.BigIntegerField()  # the id of a Reading
    claimed_by = models.CharField(max_length=80, blank=True)
    claimed_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.workspace_id}: {self.cursor}"


class SecondShare(models.Model):
    """Of the words looked through on a day of UTC, how many were read on the second floor."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, db_index=False)
    day = models.DateField()
    seen = models.BigIntegerField(default=0)
    read = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "day"], name="second_share_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.read} of {self.seen}"


class Look(models.Model):
    """What a workspace's posts of the last days have in common, as it was looked for last.

    One a workspace: a new look takes the place of the one before. `at` is null until the first.
    Holds no text: themes and spreading texts name posts by their ids.
    """

    workspace = models.OneToOneField("accounts.Workspace", models.CASCADE)
    wanted_at = models.DateTimeField(null=True)  # somebody asked for one
    begun_at = models.DateTimeField(null=True)  # by this machine's time, while somebody looks
    ended_at = models.DateTimeField(null=True)  # by this machine's time
    seconds = models.FloatField(default=0.0)  # that it took
    at = models.DateTimeField(null=True)
    since = models.DateTimeField(null=True)  # the window: after this instant
    until = models.DateTimeField(null=True)  # and up to this one, the newest post's
    posts = models.BigIntegerField(default=0)  # in the window, as far as is known
    read = models.PositiveIntegerField(default=0)  # of them, drawn evenly, for themes
    posts_before = models.BigIntegerField(default=0)  # in the window before
    read_before = models.PositiveIntegerField(default=0)
    compared = models.PositiveIntegerField(default=0)  # the newest, for copies
    # `core.understanding.memes.Prints`: the shelves that copies are looked up on.
    texts = models.BinaryField(default=b"")
    pictures = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return f"{self.workspace_id}: {self.until}"


class Theme(models.Model):
    """What many posts of a look are about, though nobody defined it."""

    look = models.ForeignKey(Look, models.CASCADE, related_name="themes", db_index=False)
    place = models.PositiveSmallIntegerField()  # 0: has surely grown most
    words = models.JSONField()  # that name it
    posts = models.PositiveIntegerField()  # of those that were read
    before = models.PositiveIntegerField()  # of those that were read of the window before
    # How many times the share of all posts that it had in the window before; bounds of 90 %.
    growth = models.FloatField()
    at_least = models.FloatField()
    at_most = models.FloatField()
    negative = models.FloatField()  # share, from 0 to 1
    examples = models.JSONField()  # interaction ids, the most typical first

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["look", "place"], name="theme_once"),
        ]

    def __str__(self) -> str:
        return ", ".join(self.words)


class Spread(models.Model):
    """A text or picture that several people posted in the window of a look."""

    look = models.ForeignKey(Look, models.CASCADE, related_name="spreads", db_index=False)
    place = models.PositiveSmallIntegerField()  # 0: the most people
    kind = models.CharField(max_length=8, choices=SpreadKind.choices)
    posts = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    negative = models.FloatField(null=True)  # share, from 0 to 1; null where none was read
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    examples = models.JSONField()  # interaction ids, the oldest first

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["look", "place"], name="spread_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.people}"
