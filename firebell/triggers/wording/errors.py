"""Why a rule cannot be, said so that it can be put right."""

from __future__ import annotations

from django.utils.translation import gettext as _

from firebell.core.triggers.rules.fields import RuleError
from firebell.triggers.wording.labels import CONDITIONS, EFFECTS, field_label


def said_error(error: RuleError) -> str:
    """For example "At least so many: Number: give 1 or more."."""
    rule = CONDITIONS.get(error.rule) or EFFECTS.get(error.rule)
    parts = [str(rule)] if rule else []
    return ": ".join([*parts, field_label(error.field), _reason(error)])


def _reason(error: RuleError) -> str:
    limit = {"limit": error.limit}
    if error.reason == "least":
        return _("give %(limit)s or more.") % limit
    if error.reason == "most":
        return _("give %(limit)s or less.") % limit
    if error.reason == "long":
        return _("at most %(limit)s characters.") % limit
    if error.reason == "choice":
        return _("there is no “%(limit)s”.") % limit
    return {
        "unknown": _("this version does not know it."),
        "missing": _("choose at least one."),
        "number": _("give a number."),
        "comparison": _("write for example: priority = high"),
        "own": _("an alert cannot ring for alerts."),
        "mixed": _("what happened in the house cannot be mixed with what is heard."),
        "nothing": _("this is empty."),
    }[error.reason]
