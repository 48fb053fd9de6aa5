from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firebell.core.understanding.topics.taxonomy import LONGEST_DESCRIPTION
from firebell.listening.enums import QueryKind
from firebell.listening.models import Brand, Query

LONGEST_EXAMPLE = 1_000


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
        required=False,
        widget=forms.Textarea(
            attrs={"class": "code", "rows": 5, "spellcheck": "false", "autocapitalize": "off"}
        ),
    )
    description = forms.CharField(
        label=_("Or a plain description (topics only)"),
        max_length=LONGEST_DESCRIPTION,
        required=False,
        help_text=_("One or two sentences in any language: what people write when they mean it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    examples = forms.CharField(
        label=_("Examples (topics only)"),
        max_length=200_000,
        required=False,
        help_text=_("Words of customers that belong to the topic, one on each line."),
        widget=forms.Textarea(attrs={"rows": 4}),
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

    def clean_examples(self) -> list[str]:
        """One a line, each once."""
        lines = [line.strip() for line in self.cleaned_data["examples"].splitlines()]
        return list(dict.fromkeys(line[:LONGEST_EXAMPLE] for line in lines if line))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        told = data.get("description") or data.get("examples")
        if told and data.get("kind") and data["kind"] != QueryKind.TOPIC:
            self.add_error("description", _("Only a topic is described. Leave this empty."))
        if not told and "text" in data and not data["text"]:
            self.add_error("text", _("Write what to look for, or describe a topic."))
        if data.get("kind") == QueryKind.TOPIC and data.get("new_brand"):
            self.add_error("new_brand", _("A topic belongs to all brands. Leave this empty."))
        return data
