from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceState(models.TextChoices):
    LISTENING = "listening", _("Listening")
    PAUSED = "paused", _("Paused")
    FINISHED = "finished", _("Finished")
    FAILED = "failed", _("Failed")


class SourceHealth(models.TextChoices):
    """What observed arrivals say, beside what the connection says of itself."""

    UNKNOWN = "unknown", _("Not known yet")
    FINE = "fine", _("Hearing")
    SILENT = "silent", _("Silent against its habit")
    LAGGING = "lagging", _("Late")
    DEAF = "deaf", _("Cannot hear")
    EXPIRING = "expiring", _("Sign-in runs out")
    SCOPES = "scopes", _("A permission is missing")
    MISSING = "missing", _("Words are missing")
