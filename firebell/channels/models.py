from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from firebell.channels.enums import SourceHealth, SourceState


class Source(models.Model):
    """One configured ear on a network. `cursor` moves in the transaction that stores the batch."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, related_name="sources")
    network = models.CharField(_("Network"), max_length=40)
    name = models.CharField(_("Name"), max_length=120)
    config = models.JSONField(default=dict)
    state = models.CharField(
        max_length=12, choices=SourceState.choices, default=SourceState.LISTENING
    )
    cursor = models.JSONField(default=dict)
    # Nothing is ever sent through an ear unless a person opened it for that.
    listen_only = models.BooleanField(_("Listen only"), default=True)
    muted_before = models.DateTimeField(null=True, blank=True)  # history: heard, opens no case
    last_polled_at = models.DateTimeField(null=True)
    last_heard_at = models.DateTimeField(null=True)  # when something last arrived
    last_event_at = models.DateTimeField(null=True)  # the time stamp of the newest of it
    last_error = models.TextField(blank=True)
    failing_since = models.DateTimeField(null=True)  # no attempt has succeeded since
    # What must not be read by whoever holds a copy of the database (see common.sealing).
    sealed = models.TextField(blank=True)
    # Of several workers one hears a source at a time, until then.
    claimed_by = models.CharField(max_length=64, blank=True)
    claimed_until = models.DateTimeField(null=True)
    behind = models.BooleanField(default=False)  # still telling the past
    health = models.CharField(
        max_length=12, choices=SourceHealth.choices, default=SourceHealth.UNKNOWN
    )
    health_since = models.DateTimeField(null=True)
    health_data = models.JSONField(default=dict)  # what `health` was judged by
    standing = models.JSONField(default=dict)  # budgets, scopes and expiry, as the network said
    inserted = models.BigIntegerField(default=0)
    duplicates = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "name"], name="source_once"),
        ]

    def __str__(self) -> str:
        return self.name


class RejectedRow(models.Model):
    """A row that could not be taken in: where it stood, why, and its bytes, to be replayed."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="rejected_rows")
    place = models.CharField(max_length=400)  # file and row
    reason = models.TextField()
    raw = models.BinaryField()  # at most 64 KiB; `raw_size` says how much there was
    raw_size = models.BigIntegerField()
    context = models.JSONField(default=dict)  # what a parser needs to read `raw` again
    at = models.DateTimeField()
    replayed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "place"], name="rejected_once"),
        ]

    def __str__(self) -> str:
        return self.place


class Arrivals(models.Model):
    """How many interactions a source brought in one hour: its habit.

    0 is an hour that was listened to in vain; an hour without a row was not listened to.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="arrivals")
    hour = models.DateTimeField()  # its beginning, by the time of arrival
    number = models.PositiveIntegerField()
    # Seconds between being said and being heard, of the freshest word of the hour.
    freshest = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "hour"], name="arrivals_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.hour:%F %H}: {self.number}"


class Reconciliation(models.Model):
    """What a source had between two instants, counted against what we have."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="reconciliations")
    at = models.DateTimeField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    there = models.PositiveIntegerField()
    here = models.PositiveIntegerField()  # of those that are there
    missing = models.JSONField(default=list)  # external ids, at most a hundred
    whole = models.BooleanField()  # False: the network shows only a part
    settled = models.BooleanField(default=False)  # what was missing has been asked for again

    class Meta:
        indexes: ClassVar = [models.Index(fields=["source", "-at"], name="reconciliation_by_time")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.at:%F %R}: {self.here} of {self.there}"


class PushedCall(models.Model):
    """A call from outside, stored before it was acknowledged; taken in by the worker."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="pushed_calls")
    call_id = models.CharField(max_length=200)  # the sender's own; a repeat is acknowledged only
    body = models.BinaryField()
    headers = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "call_id"], name="pushed_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["source", "id"],
                condition=models.Q(taken_at__isnull=True),
                name="pushed_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id}: {self.call_id}"
