from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from firebell.channels.contract import ChannelError
from firebell.channels.networks.mastodon.config import VISIBILITIES, validate


class MastodonForm(forms.Form):
    """`config()` is what `actions.configure_source` takes."""

    server = forms.CharField(
        label=_("Server"), max_length=300, help_text=_("For example https://mastodon.social")
    )
    public = forms.BooleanField(
        label=_("Follow all that is public there, and keep what a query matches"), required=False
    )
    hashtags = forms.CharField(
        label=_("Hashtags"),
        max_length=1_000,
        required=False,
        help_text=_("Separated by spaces. Everything under them is kept."),
    )
    handle = forms.CharField(label=_("Name of your account there"), max_length=120, required=False)
    access_token = forms.CharField(
        label=_("Access token"),
        max_length=300,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Made there under Preferences, Development, New application."),
    )
    visibility = forms.ChoiceField(
        label=_("How answers are shown"),
        choices=[
            (VISIBILITIES[0], _("Quietly: in the thread, not in public timelines")),
            (VISIBILITIES[1], _("In public timelines too")),
        ],
        required=False,
    )

    def config(self) -> dict[str, Any]:
        """The validated config of the form's data."""
        try:
            return validate(self.cleaned_data)
        except ChannelError as error:
            raise ValidationError(str(error)) from error
