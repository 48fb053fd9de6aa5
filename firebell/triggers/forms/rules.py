"""Rows of conditions and of effects in a form: drawn from what the core says of their fields.

Every row has a mark (`c0`, `c1`, ...) that prefixes its fields, and says mark and name in a hidden
field, so that rows can be added and taken away by plain buttons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from firebell.core.triggers.rules.family import Family
from firebell.core.triggers.rules.fields import MANY, Field, FieldType
from firebell.triggers.wording.labels import CHOICES, COMPARISONS, fact_label, field_label

Known = Mapping[str, Iterable[tuple[Any, Any]]]  # field -> what can be chosen there
SIGNS = {
    "=": "is", "==": "is", "!=": "is_not", "≠": "is_not",
    ">=": "at_least", "≥": "at_least", "<=": "at_most", "≤": "at_most",
}  # fmt: skip


class RuleForm(forms.Form):
    """One condition or effect. `kept` is its row as stored, where the form was not sent."""

    def __init__(
        self,
        family: Family[Any],
        name: str,
        mark: str,
        known: Known,
        data: QueryDict | None = None,
        kept: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, prefix=mark)
        self.mark, self.name = mark, name
        self._fields_of_rule = family.known(name).fields
        for field in self._fields_of_rule:
            value = (kept or {}).get(field.name, field.default)
            self.fields[field.name] = _drawn(name, field, value, known)
            self.initial[field.name] = _shown(field, value)

    def row(self) -> dict[str, Any]:
        """What the family reads. Raises RuleError there, not here, for what cannot be."""
        given = self.cleaned_data if self.is_bound else self.initial
        values = {
            field.name: _kept(field, given[field.name])
            for field in self._fields_of_rule
            if field.name in given
        }
        return {"name": self.name, **values}


def _drawn(rule: str, field: Field, value: Any, known: Known) -> forms.Field:
    label = field_label(field.name, rule)
    if field.type == FieldType.PERCENT:
        return forms.IntegerField(
            label=label, min_value=round(100 * field.least), max_value=round(100 * field.most)
        )
    if field.type == FieldType.WHOLE:
        return forms.IntegerField(
            label=label,
            min_value=int(field.least),
            max_value=int(field.most),
            required=field.least > 0,  # nothing stands for 0
        )
    if field.type == FieldType.NUMBER:
        return forms.FloatField(
            label=label, min_value=field.least, max_value=field.most,
            widget=forms.NumberInput(attrs={"step": "any"}),
        )  # fmt: skip
    if field.type == FieldType.TEXT:
        return forms.CharField(label=label, max_length=200, required=False)
    if field.type == FieldType.FILTERS:
        return forms.CharField(
            label=label, required=False, widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("One a line, for example: priority = high. Signs: = ≠ ≥ ≤"),
        )  # fmt: skip
    return _choice(field, label, value, known)


def _choice(field: Field, label: str, value: Any, known: Known) -> forms.Field:
    offered = dict(known.get(field.name, ()))
    offered |= {one: CHOICES.get(one, one) for one in field.choices}
    for one in value or ():
        # What was chosen once can be left as it is, also where it is heard no longer.
        offered.setdefault(one, fact_label(one) if field.type == FieldType.KINDS else one)
    many = forms.TypedMultipleChoiceField(
        label=label,
        choices=list(offered.items()),
        coerce=int if field.type == FieldType.TARGETS else str,
        widget=forms.CheckboxSelectMultiple,
        required=field.type != FieldType.TARGETS,
    )
    if field.type == FieldType.TARGETS:
        many.help_text = _("None chosen: everybody who wants to know.")
    elif not offered:
        many.help_text = _("Nothing to choose from has been heard yet.")
    return many


def _shown(field: Field, value: Any) -> Any:
    if field.type == FieldType.PERCENT:
        return round(100 * value)
    if field.type == FieldType.FILTERS:
        return "\n".join(f"{key} {COMPARISONS.get(how, how)} {what}" for key, how, what in value)
    if field.type == FieldType.WHOLE:
        return value or None
    if field.type in (FieldType.NUMBER, FieldType.TEXT):
        return value
    return list(value)


def _kept(field: Field, value: Any) -> Any:
    if field.type == FieldType.PERCENT:
        return value / 100
    if field.type == FieldType.WHOLE:
        return value or 0
    if field.type == FieldType.FILTERS:
        return [_filter(line) for line in str(value).splitlines()[:MANY] if line.strip()]
    return value


def _filter(line: str) -> tuple[str, str, str]:
    """Key, comparison, value; an unknown sign is left for the core to refuse."""
    words = [*line.split(None, 2), "", "", ""]
    return words[0], SIGNS.get(words[1], words[1]), words[2]


class Rules:
    """All rows of one family in a form, as stored or as sent."""

    def __init__(
        self,
        family: Family[Any],
        letter: str,
        known: Known,
        data: QueryDict | None,
        kept: Iterable[Mapping[str, Any]] = (),
    ) -> None:
        self._family, self._letter, self._known = family, letter, known
        if data is None:
            self.forms = [self._form(one["name"], n, kept=one) for n, one in enumerate(kept)]
        else:
            self.forms = self._sent(data)

    def _sent(self, data: QueryDict) -> list[RuleForm]:
        found = []
        for said in data.getlist(self._letter)[:MANY]:
            number, _colon, name = said.partition(":")
            if name not in self._family.names() or not number.isdecimal():
                continue
            if data.get("remove") != f"{self._letter}{number}":
                found.append(self._form(name, int(number), data=data))
        wanted = data.get(f"new_{self._letter}", "")
        if data.get("add") == self._letter and wanted in self._family.names():
            found.append(self._form(wanted, self._free(found)))
        return found

    def _form(self, name: str, number: int, **more: Any) -> RuleForm:
        return RuleForm(self._family, name, f"{self._letter}{number}", self._known, **more)

    def _free(self, found: list[RuleForm]) -> int:
        return 1 + max((int(one.mark[len(self._letter) :]) for one in found), default=-1)

    def is_valid(self) -> bool:
        """A row that was just added has not been sent and counts as it stands."""
        valid = [not one.is_bound or one.is_valid() for one in self.forms]
        return all(valid)

    def rows(self) -> list[dict[str, Any]]:
        return [one.row() for one in self.forms]
