from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from firebell.channels.contract import ChannelError
from firebell.channels.networks.email.config import (
    ENVELOPE,
    NONE,
    SERVER,
    STARTTLS,
    TLS,
    validate,
)

SECURITY = [(TLS, _("TLS from the beginning")), (STARTTLS, _("STARTTLS"))]
COPIES = [
    (ENVELOPE, _("Send each answer to this mailbox too")),
    (SERVER, _("The server keeps one by itself (Gmail, Microsoft 365)")),
    (NONE, _("There is none: what is uncertain stays so")),
]


def _secret() -> forms.PasswordInput:
    return forms.PasswordInput(attrs={"autocomplete": "off"})


class EmailForm(forms.Form):
    """`config()` is what `actions.configure_source` takes."""

    seldom = frozenset(
        {
            "addresses", "username", "token", "token_expires_at", "imap_port", "imap_security",
            "folders", "sent_folder", "junk_folder", "history_days", "smtp_port", "smtp_security",
            "smtp_username", "smtp_password", "copy", "plus_addressing", "forwarders",
            "trusted_server",
        }
    )  # fmt: skip

    address = forms.EmailField(label=_("Address of the mailbox"), max_length=200)
    name = forms.CharField(
        label=_("Name that people see"),
        max_length=100,
        required=False,
        help_text=_("Such as: Kari from Example Shop."),
    )
    addresses = forms.CharField(
        label=_("Other addresses of this mailbox"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line."),
    )
    username = forms.CharField(
        label=_("Name to sign in with"),
        max_length=200,
        required=False,
        help_text=_("Leave it empty if it is the address."),
    )
    password = forms.CharField(
        label=_("Password"), max_length=500, required=False, widget=_secret()
    )
    token = forms.CharField(
        label=_("OAuth2 access token, instead of a password"),
        max_length=8_000,
        required=False,
        widget=_secret(),
    )
    token_expires_at = forms.CharField(
        label=_("When the token runs out"),
        max_length=40,
        required=False,
        help_text=_("Such as 2026-01-31T12:00Z."),
    )
    imap_host = forms.CharField(label=_("Server for reading (IMAP)"), max_length=253)
    imap_port = forms.IntegerField(
        label=_("Port for reading"), min_value=1, max_value=65535, initial=993
    )
    imap_security = forms.ChoiceField(label=_("Security for reading"), choices=SECURITY)
    folders = forms.CharField(
        label=_("Folders to read"),
        max_length=2_000,
        initial="INBOX",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line, as the server names them."),
    )
    sent_folder = forms.CharField(
        label=_("Folder of sent mail"),
        max_length=200,
        required=False,
        help_text=_("Leave it empty if the server says which it is."),
    )
    junk_folder = forms.CharField(
        label=_("Folder of spam to look into"),
        max_length=200,
        required=False,
        help_text=_("Only answers to your own mails open a case from there."),
    )
    history_days = forms.IntegerField(
        label=_("Days of earlier mail to read"), min_value=0, max_value=3650, initial=30
    )
    smtp_host = forms.CharField(
        label=_("Server for sending (SMTP)"),
        max_length=253,
        required=False,
        help_text=_("Leave it empty to listen only."),
    )
    smtp_port = forms.IntegerField(
        label=_("Port for sending"), min_value=1, max_value=65535, initial=465
    )
    smtp_security = forms.ChoiceField(label=_("Security for sending"), choices=SECURITY)
    smtp_username = forms.CharField(
        label=_("Name to sign in with there, if another"), max_length=200, required=False
    )
    smtp_password = forms.CharField(
        label=_("Password there, if another"), max_length=500, required=False, widget=_secret()
    )
    copy = forms.ChoiceField(label=_("Copy of each answer"), choices=COPIES)
    plus_addressing = forms.BooleanField(
        label=_("The mailbox takes mail to help+anything@"), required=False
    )
    forwarders = forms.CharField(
        label=_("Colleagues who forward customers' mail"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Addresses or domains, one a line. The author inside is heard instead."),
    )
    trusted_server = forms.CharField(
        label=_("Server whose checks of senders are believed"),
        max_length=253,
        required=False,
        help_text=_("The name at the beginning of Authentication-Results."),
    )

    def config(self) -> dict[str, Any]:
        """The validated config of the form's data."""
        try:
            return validate(self.cleaned_data)
        except ChannelError as error:
            raise ValidationError(str(error)) from error
