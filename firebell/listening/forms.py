from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firebell.listening.enums import QueryKind
from firebell.listening.models import Brand, Query


class QueryForm(forms.Form):
    """A saved query. The text is read by the core's parser, in `actions.save_query`."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Listens for"), choices=QueryKind.choices)
    brand = forms.ModelChoiceField(
        label=_("Brand"),
        queryset=Brand.objects.none(),
        required=False,
        empty_label=_("None (topics only)"),
    )
    new_brand = forms.CharField(
        label=_("Or a new brand"), max_length=120, required=False, help_text=_("Yours, or a rival.")
    )
    text = forms.CharField(
        label=_("Query"),
        max_length=10_000,
        strip=True,
        widget=forms.Textarea(
            attrs={"class": "code", "rows": 5, "spellcheck": "false", "autocapitalize": "off"}
        ),
    )

    def __init__(
        self, *args: Any, workspace_id: int, query: Query | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.workspace_id, self.query = workspace_id, query
        brands = Brand.objects.filter(workspace_id=workspace_id).order_by("name")
        self.fields["brand"].queryset = brands  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        same = Query.objects.filter(workspace_id=self.workspace_id, name=name)
        if same.exclude(pk=self.query.pk if self.query else None).exists():
            raise forms.ValidationError(_("There is a query with this name."))
        return name

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == QueryKind.TOPIC and data.get("new_brand"):
            self.add_error("new_brand", _("A topic belongs to all brands. Leave this empty."))
        return data
