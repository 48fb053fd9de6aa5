from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from firebell.channels.contract import ChannelError
from firebell.channels.networks.bluesky.config import APP_VIEW, SERVER, STREAM, validate


class BlueskyForm(forms.Form):
    """`config()` is what `actions.configure_source` takes."""

    seldom = frozenset({"server", "stream", "app_view"})

    handle = forms.CharField(
        label=_("Handle of your account"),
        max_length=253,
        required=False,
        help_text=_("Leave it empty to hear the public only."),
    )
    app_password = forms.CharField(
        label=_("App password"),
        max_length=100,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Made on Bluesky under Settings, Privacy and security, App passwords."),
    )
    server = forms.CharField(
        label=_("Server of the account"), max_length=500, required=False, initial=SERVER
    )
    stream = forms.CharField(
        label=_("Public stream (Jetstream)"), max_length=500, required=False, initial=STREAM
    )
    app_view = forms.CharField(
        label=_("Who is asked for names and followers"),
        max_length=500,
        required=False,
        initial=APP_VIEW,
    )

    def config(self) -> dict[str, Any]:
        """The validated config of the form's data."""
        try:
            return validate(self.cleaned_data)
        except ChannelError as error:
            raise ValidationError(str(error)) from error
