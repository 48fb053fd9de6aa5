from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from firebell.triggers.models import NotificationTarget
from firebell.triggers.notify import understands, why_not


class TargetForm(forms.ModelForm):
    """Whom to tell. The address may hold a password: it is shown to administrators only."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    min_severity = forms.IntegerField(
        label=_("From severity"), min_value=1, max_value=10, initial=4, help_text=_("1 to 10")
    )

    class Meta:
        model = NotificationTarget
        fields = ("name", "url", "min_severity", "language", "active")
        help_texts = {
            "url": _("An Apprise address, for example mailto://, slack:// or json://"),
        }

    def __init__(self, *args: Any, workspace_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.workspace_id = workspace_id

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        same = NotificationTarget.objects.filter(workspace_id=self.instance.workspace_id, name=name)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a target with this name."))
        return name

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if not understands(url):
            raise forms.ValidationError(_("Apprise does not understand this address."))
        refused = why_not(url)
        if refused:
            raise forms.ValidationError(refused)
        return url
