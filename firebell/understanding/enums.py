from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Sentiment(models.TextChoices):
    NEGATIVE = "negative", _("Negative")
    NEUTRAL = "neutral", _("Neutral")
    POSITIVE = "positive", _("Positive")


class Emotion(models.TextChoices):
    ANGER = "anger", _("anger")
    FEAR = "fear", _("fear")
    SADNESS = "sadness", _("sadness")
    JOY = "joy", _("joy")
    HOPE = "hope", _("hope")
    NONE = "none", _("no strong feeling")


class Intent(models.TextChoices):
    COMPLAINT = "complaint", _("complaint")
    QUESTION = "question", _("question")
    PRAISE = "praise", _("praise")
    SUGGESTION = "suggestion", _("suggestion")
    CANCELLATION = "cancellation", _("wants to leave")
    LEGAL_THREAT = "legal_threat", _("threatens with law")
    PRESS_THREAT = "press_threat", _("threatens with the press")
    COMPENSATION = "compensation", _("demands compensation")
    NOISE = "noise", _("noise")
    OTHER = "other", _("something else")


class Complexity(models.TextChoices):
    LOW = "low", _("simple")
    MODERATE = "moderate", _("takes some work")
    HIGH = "high", _("complex")


class Stance(models.TextChoices):
    HELP = "help", _("wants to help")
    ATTACK = "attack", _("attacks")
    NEITHER = "neither", _("neither helps nor attacks")


class Sensitive(models.TextChoices):
    SAFETY = "safety", _("safety")
    INJURY = "injury", _("injury")
    DISCRIMINATION = "discrimination", _("discrimination")
    MINORS = "minors", _("minors")
    SELF_HARM = "self_harm", _("self-harm")
    LAW = "law", _("law")
    DATA_BREACH = "data_breach", _("data breach")


class PersonalData(models.TextChoices):
    """What a text gives away; the value is the kind of `core.text.personal`."""

    EMAIL = "email", _("a mail address")
    PHONE = "phone", _("a phone number")
    IBAN = "iban", _("a bank account number")
    CARD = "card", _("a card number")
    FODSELSNUMMER = "fodselsnummer", _("a Norwegian national identity number")
    PESEL = "pesel", _("a Polish PESEL number")
    ADDRESS = "address", _("an address")
    REFERENCE = "reference", _("a booking or customer number")
    BIRTH_DATE = "birth_date", _("a date of birth")


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


class SpreadKind(models.TextChoices):
    TEXT = "text", pgettext_lazy("what is passed on", "Text")
    PICTURE = "picture", pgettext_lazy("what is passed on", "Picture")
