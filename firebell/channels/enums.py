from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceState(models.TextChoices):
    LISTENING = "listening", _("Listening")
    PAUSED = "paused", _("Paused")
    FINISHED = "finished", _("Finished")
    FAILED = "failed", _("Failed")
