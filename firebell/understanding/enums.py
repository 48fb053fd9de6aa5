from django.db import models
from django.utils.translation import gettext_lazy as _


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
