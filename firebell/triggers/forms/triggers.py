"""A trigger's name, scope, budget, and when people are told."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from firebell.core.triggers.rules.trigger import (
    DAY,
    HOUR,
    LEAST_BUDGET,
    LEAST_HOLD,
    LONGEST_COOL_DOWN,
    LONGEST_FREQUENCY,
    MOST_BUDGET,
    MOST_HOLD,
)
from firebell.triggers.models import Trigger
from firebell.triggers.rows import quiet_of
from firebell.triggers.wording.labels import BRANDS

OTHER = ""
# Weeks between two false alerts -> how the choice is called.
EVERY = {
    1 / 7: _("a day"),
    1.0: _("a week"),
    2.0: _("two weeks"),
    4.0: _("four weeks"),
    13.0: _("three months"),
}
SPANS = [(HOUR, pgettext_lazy("at most n alerts in", "an hour")), (DAY, _("a day"))]


class TriggerForm(forms.Form):
    """All of a trigger but its conditions and effects. `row` is changed by `fill`, not saved."""

    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    active = forms.BooleanField(label=_("Active"), required=False)
    brands = forms.ChoiceField(label=_("Brands"), choices=list(BRANDS.items()))
    chosen = forms.TypedMultipleChoiceField(
        label=_("Chosen brands"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    channels = forms.MultipleChoiceField(
        label=_("Only these channels"), required=False, widget=forms.CheckboxSelectMultiple
    )
    topics = forms.MultipleChoiceField(
        label=_("Only these topics"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Only these languages"), required=False, widget=forms.CheckboxSelectMultiple
    )
    every = forms.ChoiceField(label=_("At most one false alert in"), required=False)
    weeks = forms.FloatField(
        label=_("or in so many weeks"),
        required=False,
        min_value=1 / MOST_BUDGET,
        max_value=1 / LEAST_BUDGET,
        widget=forms.NumberInput(attrs={"step": "any"}),
    )
    hold = forms.IntegerField(
        label=_("It lasts while this percentage of what rang is heard"),
        min_value=round(100 * LEAST_HOLD),
        max_value=round(100 * MOST_HOLD),
    )
    cool_down = forms.FloatField(
        label=_("What rings again within so many hours is the same alert"),
        min_value=0,
        max_value=LONGEST_COOL_DOWN / HOUR,
        widget=forms.NumberInput(attrs={"step": "any"}),
    )
    quiet_since = forms.TimeField(
        label=_("Quiet from"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    quiet_until = forms.TimeField(
        label=_("Quiet until"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    quiet_zone = forms.CharField(label=_("Time zone"), max_length=60, required=False)
    quiet_severity = forms.IntegerField(
        label=_("Never quiet from severity"), min_value=1, max_value=10
    )
    tell_most = forms.IntegerField(
        label=_("Tell each at most so many alerts"),
        required=False,
        min_value=1,
        max_value=LONGEST_FREQUENCY,
        help_text=_("Empty: every one. The rest comes in one line."),
    )
    tell_seconds = forms.TypedChoiceField(
        label=pgettext_lazy("so many alerts", "in"), coerce=int, choices=SPANS
    )

    def __init__(self, row: Trigger, known: Any, data: Any = None) -> None:
        self.row = row
        super().__init__(data, initial=_initial(row))
        self.fields["name"].widget.attrs["placeholder"] = row.get_kind_display()
        self.fields["chosen"].choices = known["brands"]
        for part in ("channels", "topics", "languages"):
            offered = dict(known[part])
            offered |= {one: one for one in row.scope.get(part, ()) if one not in offered}
            self.fields[part].choices = list(offered.items())
        self.fields["every"].choices = [
            *((f"{weeks:.4f}", said) for weeks, said in EVERY.items()),
            (OTHER, _("as written beside")),
        ]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not name and not self.row.shipped and "save" in self.data:
            raise forms.ValidationError(_("Give it a name."))
        same = Trigger.objects.filter(workspace_id=self.row.workspace_id, name=name)
        if name and same.exclude(pk=self.row.pk).exists():
            raise forms.ValidationError(_("There is a trigger with this name."))
        return name

    def clean_quiet_zone(self) -> str:
        zone: str = self.cleaned_data["quiet_zone"]
        if zone and zone not in available_timezones():
            raise forms.ValidationError(_("Unknown time zone: %s") % zone)
        return zone

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = given.get("quiet_since"), given.get("quiet_until")
        if (since is None) != (until is None):
            self.add_error("quiet_until", _("Quiet hours have a beginning and an end."))
        if given.get("every") == OTHER and not given.get("weeks") and "weeks" not in self.errors:
            self.add_error("weeks", _("Choose how often, or write it."))
        if given.get("brands") == "chosen" and not given.get("chosen"):
            self.add_error("chosen", _("Choose at least one brand."))
        return given

    def fill(self) -> Trigger:
        """The row as the form has it."""
        given, row = self.cleaned_data, self.row
        for name in _PLAIN:
            setattr(row, name, given[name])
        row.quiet_since, row.quiet_until = _minutes(given, "since"), _minutes(given, "until")
        parts = ("brands", "chosen", "channels", "topics", "languages")
        row.scope = {name: given[name] for name in parts if given[name]}
        row.budget = _budget(given)
        row.hold = given["hold"] / 100 if given["hold"] != round(100 * row.hold) else row.hold
        row.cool_down = round(given["cool_down"] * HOUR)
        row.quiet_zone = given["quiet_zone"] if given["quiet_since"] else ""
        return row


_PLAIN = ("name", "active", "quiet_severity", "tell_most", "tell_seconds")


def _minutes(given: dict[str, Any], name: str) -> int | None:
    at = given[f"quiet_{name}"]
    return None if at is None else at.hour * 60 + at.minute


def _initial(row: Trigger) -> dict[str, Any]:
    weeks, quiet = 1 / row.budget, quiet_of(row)
    every = next((one for one in EVERY if abs(one - weeks) < 1e-6), None)
    return {
        **{name: getattr(row, name) for name in _PLAIN},
        **{"brands": "all"}, **row.scope,
        "every": OTHER if every is None else f"{every:.4f}",
        "weeks": round(weeks, 3) if every is None else None,
        "hold": round(100 * row.hold),
        "cool_down": f"{row.cool_down / HOUR:g}",
        "quiet_since": quiet and quiet.since,
        "quiet_until": quiet and quiet.until,
        "quiet_zone": row.quiet_zone or row.workspace.time_zone,
    }  # fmt: skip


def _budget(given: dict[str, Any]) -> float:
    """A choice is a whole one, not the four digits by which it is sent."""
    if given["every"] == OTHER:
        return 1 / float(given["weeks"])
    weeks = min(EVERY, key=lambda one: abs(one - float(given["every"])))
    return 1 / weeks
