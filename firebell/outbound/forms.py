from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from firebell.outbound.models import LONGEST_GRACE


class PolicyForm(forms.Form):
    policy = forms.CharField(
        label=_("How we answer here"),
        help_text=_("Tone, what is never promised in public, who decides when in doubt."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class GraceForm(forms.Form):
    grace_seconds = forms.IntegerField(
        label=_("Seconds in which an answer can be cancelled"),
        help_text=_("After “Send”, an answer waits this long before it leaves. 0 to 120."),
        min_value=0,
        max_value=LONGEST_GRACE,
    )
