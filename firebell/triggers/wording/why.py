"""Why an alert rang: how rare it is, since when, and what held of it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from firebell.common.templatetags.firebell import written
from firebell.core.triggers.rules.conditions import CONDITIONS
from firebell.core.triggers.rules.fields import RuleError
from firebell.triggers.models import Alert
from firebell.triggers.wording.rules import said_condition
from firebell.triggers.wording.spans import how_rare


def why(alert: Alert) -> list[str]:
    """Sentences, the most telling first; none for an alert from before there were triggers."""
    said = []
    if alert.return_weeks is not None:
        said.append(how_rare(alert.return_weeks))
    held = _held(alert)
    if held and alert.brand_id is not None:
        since = written(alert.onset)
        said.append(_("It began about %(since)s.") % {"since": since})
    said += [one[:1].upper() + one[1:] + "." for one in held]
    if alert.lowered:
        lowered = _("Its severity is lowered by %(n)s, since the whole sector has it.")
        said.append(lowered % {"n": alert.lowered})
    return said


def _held(alert: Alert) -> list[str]:
    """The conditions as they were when it rang; one that this version does not know is left out."""
    said = []
    for row in alert.conditions:
        try:
            said.append(said_condition(CONDITIONS.read(row)))
        except RuleError:
            continue
    return said
