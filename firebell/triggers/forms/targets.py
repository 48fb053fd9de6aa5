from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from firebell.triggers.models import NotificationTarget
from firebell.triggers.notify import understands, why_not


class TargetForm(forms.ModelForm):
    """Whom to tell. The address may hold a password: it is sealed, and never shown again."""

    url = forms.CharField(
        label=_("Address"),
        max_length=1_000,
        help_text=_("An Apprise address, for example mailto://, slack:// or json://"),
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    min_severity = forms.IntegerField(
        label=_("From severity"), min_value=1, max_value=10, initial=4, help_text=_("1 to 10")
    )

    class Meta:
        model = NotificationTarget
        fields = ("name", "min_severity", "language", "active")

    def __init__(self, *args: Any, workspace_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.workspace_id = workspace_id
        self.order_fields(["name", "url"])
        if self.instance.pk:
            self.fields["url"].required = False
            self.fields["url"].help_text = _("Saved; leave empty to keep it.")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        same = NotificationTarget.objects.filter(workspace_id=self.instance.workspace_id, name=name)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a target with this name."))
        return name

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if not url:
            return ""
        if not understands(url):
            raise forms.ValidationError(_("Apprise does not understand this address."))
        refused = why_not(url)
        if refused:
            raise forms.ValidationError(refused)
        return url

    def save(self, commit: bool = True) -> NotificationTarget:
        if self.cleaned_data["url"]:
            self.instance.url = self.cleaned_data["url"]
        saved: NotificationTarget = super().save(commit)
        return saved
