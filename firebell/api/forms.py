from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import User
from firebell.api.enums import Scope, Told
from firebell.api.models import Hook
from firebell.common import clock, outgoing, signing


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


class TokenForm(forms.Form):
    """A new token: whose, what for, what it may do and for how long."""

    ENDS = (
        ("30", _("After 30 days")),
        ("90", _("After 90 days")),
        ("365", _("After a year")),
        ("", _("When it is revoked")),
    )
    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("The program that will have it.")
    )
    person = forms.ModelChoiceField(
        label=_("Acts as"),
        queryset=User.objects.none(),
        help_text=_("It may never do more than this person’s role allows."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    ends = forms.ChoiceField(label=_("It ends"), choices=ENDS, required=False, initial="90")

    def __init__(self, *args: Any, workspace_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(memberships__workspace_id=workspace_id, is_active=True)
        self.fields["person"].queryset = people.order_by("name", "email")  # type: ignore[attr-defined]

    def expires_at(self) -> datetime | None:
        days = self.cleaned_data["ends"]
        return clock.wall() + timedelta(days=int(days)) if days else None
