from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from firebell.common import clock
from firebell.knowledge import queries
from firebell.knowledge.actions import Text
from firebell.knowledge.enums import ArticleKind, Shown
from firebell.knowledge.models import ArticleVersion
from firebell.knowledge.queries import Filters

HOLDS_FOR = timedelta(days=180)  # what is offered as the next day of review
FIRST = ("en", "nb", "pl")


def languages() -> list[tuple[str, str]]:
    """Code -> the language by its own name; those of the screens first."""
    named = {code: told["name_local"] for code, told in LANG_INFO.items() if len(code) == 2}
    named.pop("no", None)  # written as nb
    rest = sorted((name.capitalize(), code) for code, name in named.items() if code not in FIRST)
    first = [(code, named[code].capitalize()) for code in FIRST]
    return [*first, *((code, name) for name, code in rest)]


class ArticleForm(forms.Form):
    """A version of an article. `after`: the number of the version that it was written from."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=ArticleKind.choices,
        help_text=_("An article may go to people; a policy is for colleagues alone."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=languages)
    title = forms.CharField(
        label=_("Title"), max_length=160, help_text=_("What people ask, in their own words.")
    )
    body = forms.CharField(
        label=_("Text"),
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_(
            "“# ” begins a heading, “- ” an item, “1. ” a step; an empty line a paragraph."
        ),
    )
    address = forms.URLField(
        label=_("Public address"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Where people can read it, if it is published on a site of yours."),
    )
    change = forms.CharField(label=_("What changed, and why"), max_length=300, required=False)
    after = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def text(self) -> Text:
        data = {name: self.cleaned_data[name] for name in Text.__slots__}
        return Text(**data)

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if address and not address.startswith(("http://", "https://")):
            raise forms.ValidationError(_("Give an address that begins with https."))
        return address


def initial(version: ArticleVersion) -> dict[str, Any]:
    kept = {name: getattr(version, name) for name in Text.__slots__ if name != "change"}
    return kept | {"after": version.number}


class ReviewForm(forms.Form):
    """Until when what was read holds."""

    review_by = forms.DateField(
        label=_("Holds until"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    @classmethod
    def offered(cls) -> ReviewForm:
        return cls(initial={"review_by": today() + HOLDS_FOR})


def today() -> date:
    """By the clock of the workspace."""
    return timezone.localdate(clock.now())


class FilterForm(forms.Form):
    """What narrows the list; anything that is not understood narrows nothing."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("Any kind")), *ArticleKind.choices], required=False
    )
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, workspace_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = dict(languages())
        there = [(code, named.get(code, code)) for code in queries.languages(workspace_id)]
        self.fields["language"].choices = [("", _("Any language")), *there]  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        self.is_valid()
        data = self.cleaned_data
        return Filters(data.get("kind") or "", data.get("language") or "")


def shown_of(name: str) -> Shown:
    return Shown(name) if name in Shown.values else Shown.PUBLISHED
