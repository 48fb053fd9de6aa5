"""On which history a trigger is tried, and by which promise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from firebell.core.triggers.backtest import LADDER
from firebell.triggers.wording import in_weeks

AS_IT_IS = ""
PERIODS = (1, 2, 4, 8)  # weeks: more would have people wait
USUAL_PERIOD = 4


class HistoryForm(forms.Form):
    """Every value has a default: a page that is asked for without any shows something."""

    brand = forms.ChoiceField(label=_("Brand"), required=False)
    period = forms.TypedChoiceField(
        label=_("How far back"), coerce=int, required=False, empty_value=USUAL_PERIOD
    )
    weeks_tried = forms.ChoiceField(
        label=_("At most one false alert in"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, brands: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["brand"].choices = [("", _("all that it listens to")), *brands]
        self.fields["period"].choices = [
            (weeks, ngettext("%(n)s week", "%(n)s weeks", weeks) % {"n": weeks})
            for weeks in PERIODS
        ]
        self.fields["weeks_tried"].choices = [
            (AS_IT_IS, _("as it is now")),
            *((f"{weeks:.4f}", in_weeks(weeks)) for weeks in LADDER),
        ]

    @property
    def chosen_brand(self) -> int | None:
        said = self.cleaned_data.get("brand")
        return int(said) if said else None

    @property
    def chosen_period(self) -> int:
        return int(self.cleaned_data.get("period") or USUAL_PERIOD)

    @property
    def chosen_weeks(self) -> float | None:
        """None: as the trigger has it."""
        said = self.cleaned_data.get("weeks_tried")
        return min(LADDER, key=lambda weeks: abs(weeks - float(said))) if said else None
