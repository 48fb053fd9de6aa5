from django.db import models
from django.utils.translation import gettext_lazy as _


class TriggerKind(models.TextChoices):
    """What a trigger is for, and what an alert is about: an alert of a competitor's, say, is about
    complaints or posts, and one that is about a change of mood has a trigger for negativity."""

    NEGATIVE = "negative", _("Spike in negativity")
    SHARE = "share", _("Mood has turned")
    VOLUME = "volume", _("Unprecedented buzz")
    SOURCE = "source", _("A source is not heard")
    COMPETITOR = "competitor", _("A competitor is talked about")
    SITE = "site", _("Buzz on one site")
    VIRAL = "viral", _("A post goes viral")
    SPREAD = "spread", _("A phrase or picture spreads")
    RECURRENCE = "recurrence", _("A root cause comes back")
    FACT = "fact", _("Something happened")
    OWN = "own", _("Our own")


# Triggers that wait for facts; the alerts that they open are of the kind FACT.
OVER_FACTS = (TriggerKind.FACT, TriggerKind.RECURRENCE)


class AlertState(models.TextChoices):
    OPEN = "open", _("Open")
    ACKNOWLEDGED = "acknowledged", _("Seen")
    CLOSED = "closed", _("Over")


class Feedback(models.TextChoices):
    USEFUL = "useful", _("Useful")
    NOT_USEFUL = "not_useful", _("Not useful")


class NotificationState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Given up")


class Carrier(models.TextChoices):
    """What kind of thing spreads; as `core.triggers.memes.marks.Carrier`."""

    TEXT = "text", _("Text")
    LINK = "link", _("Link")
    TAG = "tag", _("Hashtag")
    PICTURE = "picture", _("Picture")
