from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firebell.api.enums import Told
from firebell.api.models import Hook
from firebell.common import outgoing, signing


class HookForm(forms.ModelForm):
    """A hook and its secret; an empty secret keeps the one that is saved."""

    kinds = forms.MultipleChoiceField(
        label=_("What it is told"),
        choices=Told.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[Told.ALERT_RANG, Told.ALERT_ENDED, Told.CASE_OVERDUE, Told.REPLY_FAILED],
    )
    secret = forms.CharField(label=_("Secret"), max_length=200, required=False)

    class Meta:
        model = Hook
        fields = ("name", "url", "kinds", "active")

    field_order = ("name", "url", "secret", "kinds", "active")

    def __init__(self, *args: Any, workspace_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.workspace_id = workspace_id
        field = self.fields["secret"]
        if self.instance.pk:
            field.help_text = _("A secret is saved. Leave this empty to keep it.")
        else:
            field.required = True
            field.initial = signing.new_secret
            field.help_text = _("Copy it into the other program now: it is not shown again.")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        same = Hook.objects.filter(workspace_id=self.instance.workspace_id, name=name)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a web hook with this name."))
        return name

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            outgoing.vetted_url(url, ask=True)
        except outgoing.RefusedAddressError as error:
            raise forms.ValidationError(str(error)) from error
        return url

    def clean_secret(self) -> str:
        secret: str = self.cleaned_data["secret"]
        if secret:
            try:
                signing.key_of(secret)
            except ValueError as error:
                raise forms.ValidationError(str(error)) from error
        return secret
