from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    AGENT = "agent", _("Agent")
    LEAD = "lead", _("Team lead")
    COMMUNICATIONS = "communications", _("Communications")
    ANALYST = "analyst", _("Analyst")
    VOLUNTEER = "volunteer", _("Volunteer")
    ADMINISTRATOR = "administrator", _("Administrator")


EVERYONE = frozenset(Role)
ANSWERING = frozenset(
    {Role.AGENT, Role.LEAD, Role.COMMUNICATIONS, Role.VOLUNTEER, Role.ADMINISTRATOR}
)
LEADING = frozenset({Role.LEAD, Role.ADMINISTRATOR})
LISTENING = frozenset({Role.LEAD, Role.COMMUNICATIONS, Role.ANALYST, Role.ADMINISTRATOR})
ADMINISTERING = frozenset({Role.ADMINISTRATOR})


class Theme(models.TextChoices):
    AUTO = "auto", _("As my device says")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")
