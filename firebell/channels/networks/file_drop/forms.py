from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from firebell.channels.contract import ChannelError
from firebell.channels.files.maps import known_maps
from firebell.channels.networks.file_drop.config import validate
from firebell.common.home import home

ROOTS = "FIREBELL_DROP_ROOTS"


def roots() -> list[Path]:
    """Folders under which a drop may be set up on a screen: FIREBELL_DROP_ROOTS (separated like
    PATH), else the folder `drop` in FIREBELL_HOME. Without such a bound an administrator of one
    workspace could read any file of the machine."""
    named = [Path(part) for part in os.environ.get(ROOTS, "").split(os.pathsep) if part]
    return [root.resolve() for root in named or [home() / "drop"]]


class FileDropForm(forms.Form):
    """`config()` is what `actions.configure_source` takes."""

    folder = forms.CharField(label=_("Folder"), max_length=1000)
    map = forms.ChoiceField(label=_("Columns"), required=False)
    settle_seconds = forms.IntegerField(
        label=_("Complete after (seconds without change)"), min_value=0, max_value=3600, initial=5
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(plan.name, plan.title) for plan in known_maps()]
        field = self.fields["map"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Recognise them by the header")), *found]

    def clean_folder(self) -> str:
        folder = Path(self.cleaned_data["folder"])
        resolved = (folder if folder.is_absolute() else roots()[0] / folder).resolve()
        if not any(resolved.is_relative_to(root) for root in roots()):
            places = ", ".join(map(str, roots()))
            raise ValidationError(
                _("The folder must be inside %(places)s."), params={"places": places}
            )
        if not resolved.is_dir():
            raise ValidationError(_("There is no such folder. Make it first."))
        return str(resolved)

    def config(self) -> dict[str, Any]:
        """The validated config of the form's data."""
        data = self.cleaned_data
        try:
            return validate(
                {
                    "folder": data["folder"],
                    "map": data["map"] or None,
                    "settle_seconds": data["settle_seconds"],
                }
            )
        except ChannelError as error:
            raise ValidationError(str(error)) from error
