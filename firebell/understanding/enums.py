from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Sentiment(models.TextChoices):
    NEGATIVE = "negative", _("Negative")
    NEUTRAL = "neutral", _("Neutral")
    POSITIVE = "positive", _("Positive")


class YesNo(models.TextChoices):
    YES = "yes", pgettext_lazy("answer to a question", "Yes")
    NO = "no", pgettext_lazy("answer to a question", "No")


class Field(models.TextChoices):
    """What of a reading people may correct. A new one is a line here and one in
    `fields.FIELDS`."""

    SENTIMENT = "sentiment", _("Sentiment")
    NEEDS_ANSWER = "needs_answer", _("Needs an answer")
    TOXICITY = "toxicity", _("Insults or curses")


# What stands in the place of a value when somebody takes back what they said.
TAKEN_BACK = ""


class Why(models.TextChoices):
    """Why a person is asked to read a post."""

    RANDOM = "random", _("At random")  # of all: says how good readings are
    MISSED = "missed", _("At random among those read as needing no answer")
    UNSURE = "unsure", _("The reader is unsure")
    DISPUTED = "disputed", _("Two readers disagree")


# Drawn by chance, so that what people say of them holds for all.
BY_CHANCE = (Why.RANDOM, Why.MISSED)


class LayerState(models.TextChoices):
    CANDIDATE = "candidate", _("Candidate")
    LIVE = "live", pgettext_lazy("a layer", "Live")
    RETIRED = "retired", pgettext_lazy("a layer", "Retired")
    REJECTED = "rejected", pgettext_lazy("a layer", "Not better")
