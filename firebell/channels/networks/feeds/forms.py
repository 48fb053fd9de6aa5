from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from firebell.channels.contract import ChannelError
from firebell.channels.networks.feeds.config import EVERYTHING, MATCHING, validate

MEDIA = (
    ("news", _("News")),
    ("blog", _("Blog")),
    ("forum", _("Forum")),
    ("review", _("Reviews")),
    ("podcast", _("Podcast")),
    ("comment", _("Comments")),
)


class FeedForm(forms.Form):
    """`config()` is what `actions.configure_source` takes."""

    address = forms.CharField(
        label=_("Address of the feed"),
        max_length=2000,
        help_text=_("RSS, Atom or JSON; it begins with https://"),
    )
    medium = forms.ChoiceField(label=_("What it is"), choices=MEDIA)
    keep = forms.ChoiceField(
        label=_("What to keep"),
        choices=((EVERYTHING, _("Everything")), (MATCHING, _("Only what a query matches"))),
    )
    minutes = forms.IntegerField(
        label=_("Ask every (minutes)"), min_value=1, max_value=1440, initial=5
    )

    def config(self) -> dict[str, Any]:
        """The validated config of the form's data."""
        try:
            return validate(self.cleaned_data)
        except ChannelError as error:
            raise ValidationError(str(error)) from error
