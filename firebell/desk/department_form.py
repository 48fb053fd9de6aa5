"""The form in which a lead says which cases come to a department."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firebell.core.desk.triage import Team
from firebell.desk.house_forms import listed
from firebell.desk.models import Queue
from firebell.understanding.enums import Sensitive


class DepartmentForm(forms.Form):
    """What a department is called, and which cases come to it."""

    name = forms.CharField(label=_("Name"), max_length=120)
    matters = forms.MultipleChoiceField(
        label=_("Sensitive matters"),
        choices=Sensitive.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.CharField(
        label=_("Languages"),
        max_length=200,
        required=False,
        help_text=_("Codes with commas between, as nb, en. Empty means all."),
    )

    def __init__(
        self,
        *args: Any,
        queue: Queue | None,
        team: Team | None,
        topics: Sequence[str],
        **kwargs: Any,
    ) -> None:
        self.queue = queue
        skills = team.skills if team is not None else frozenset()
        kwargs["initial"] = {
            "name": str(queue) if queue is not None else "",
            "matters": sorted(skills & set(Sensitive.values)),
            "topics": sorted(skills - set(Sensitive.values)),
            "languages": ", ".join(sorted(team.languages)) if team is not None else "",
        }
        super().__init__(*args, **kwargs)
        self._offer(topics, kwargs["initial"]["topics"])

    def _offer(self, topics: Sequence[str], chosen: Sequence[str]) -> None:
        """The house's own topics, and skills that programs set which are none."""
        same = {one.casefold(): one for one in topics}
        offered = dict.fromkeys([*topics, *(one for one in chosen if one.casefold() not in same)])
        self.initial["topics"] = [same.get(one.casefold(), one) for one in chosen]
        self.fields["topics"].choices = [(one, one) for one in offered]  # type: ignore[attr-defined]
        if not offered:
            self.fields["topics"].help_text = _("There is none yet. Topics are kept under Queries.")

    def clean_name(self) -> str:
        """As it is stored: the first queue has its name in the reader's language."""
        typed = " ".join(self.cleaned_data["name"].split())
        shown = self.queue is not None and typed == str(self.queue)
        return self.queue.name if shown and self.queue is not None else typed

    def clean_languages(self) -> list[str]:
        return listed(self.cleaned_data["languages"])

    @property
    def skills(self) -> list[str]:
        return [*self.cleaned_data["matters"], *self.cleaned_data["topics"]]
