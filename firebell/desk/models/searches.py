from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedSearch(models.Model):
    """A search that somebody keeps, for themselves or (`shared`) for the whole team.

    A pinned one stands among the views of the inbox: of its maker, or of everybody.
    """

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, related_name="searches")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="searches")
    name = models.CharField(_("Name"), max_length=60)
    text = models.TextField(_("Search"), max_length=2_000)
    shared = models.BooleanField(_("For the whole team"), default=False)
    pinned = models.BooleanField(_("Pin it in the inbox"), default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "by", "name"], name="search_once"),
        ]

    def __str__(self) -> str:
        return self.name
