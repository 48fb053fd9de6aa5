from __future__ import annotations

from typing import ClassVar

from django.db import models

from firebell.understanding.enums import Complexity, Emotion, Intent, Sentiment, Stance


class ReaderVersion(models.Model):
    """A reader that has read something here. Old readings keep the version that made them."""

    name = models.CharField(max_length=80, unique=True)
    first_used_at = models.DateTimeField()

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
