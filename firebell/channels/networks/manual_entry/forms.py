from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from firebell.channels.networks.manual_entry.parse import Entry
from firebell.common import clock

MOST_CHARACTERS = 20_000
PLACES = [
    ("phone", _("On the phone")),
    ("front_desk", _("At the desk")),
    ("letter", _("In a letter")),
    ("elsewhere", _("Somewhere else")),
]


def new_token() -> str:
    return uuid4().hex


class ManualEntryForm(forms.Form):
    """What was heard, from whom, when and where. `entry()` gives it to `entry_batch`."""

    token = forms.CharField(
        widget=forms.HiddenInput,
        initial=new_token,
        validators=[RegexValidator(r"^[0-9a-f]{32}\Z")],
    )
    channel = forms.ChoiceField(label=_("Heard"), choices=PLACES)
    author_name = forms.CharField(
        label=pgettext_lazy("person", "Name"), max_length=200, required=False
    )
    author = forms.CharField(
        label=_("Phone number, e-mail address or handle"), max_length=200, required=False
    )
    at = forms.DateTimeField(label=_("When"))
    text = forms.CharField(
        label=_("What they said"), max_length=MOST_CHARACTERS, widget=forms.Textarea
    )

    def clean_at(self) -> Any:
        at = self.cleaned_data["at"]
        if at > clock.now() + timedelta(minutes=5):
            raise ValidationError(_("That is in the future."))
        return at

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, value in list(data.items()):
            if isinstance(value, str) and any("\ud800" <= sign <= "\udfff" for sign in value):
                self.add_error(name, _("This text holds half a character. Type it again."))
        return data

    def entry(self) -> Entry:
        """The entry of a valid form."""
        data = self.cleaned_data
        return Entry(
            token=data["token"],
            channel=data["channel"],
            author=data["author"].strip().removeprefix("@"),
            author_name=data["author_name"].strip(),
            text=data["text"],
            at=data["at"],
        )
