from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from firebell.channels.enums import SourceState


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
