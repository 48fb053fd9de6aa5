from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from firebell.channels.files.maps import known_maps
from firebell.channels.networks.webhook.config import OWN_FORMAT
from firebell.common import signing


class WebhookForm(forms.Form):
    """`config()` is what `actions.configure_source` takes."""

    secret = forms.CharField(
        label=_("Secret"),
        max_length=300,
        help_text=_("Copy it into the other program now: it is not shown again."),
        initial=signing.new_secret,
    )
    map = forms.ChoiceField(label=_("How rows are written"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["map"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(plan.name, plan.title) for plan in known_maps()]
        field.initial = OWN_FORMAT

    def clean_secret(self) -> str:
        for secret in self.cleaned_data["secret"].split():
            try:
                signing.key_of(secret)
            except ValueError as error:
                raise ValidationError(str(error)) from error
        return str(self.cleaned_data["secret"])

    def config(self) -> dict[str, Any]:
        """The config of the form's data; the network validates it."""
        data = self.cleaned_data
        return {"secret": data["secret"], "map": data["map"] or OWN_FORMAT}
