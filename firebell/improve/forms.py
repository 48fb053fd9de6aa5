from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from firebell.accounts.enums import ANSWERING, Role
from firebell.accounts.models import User
from firebell.common import clock
from firebell.improve import queries
from firebell.improve.actions import Told
from firebell.improve.actions.offers import Terms
from firebell.improve.enums import Category, Finding, Listed, OfferKind
from firebell.improve.models import Complaint, Idea, Offer, Register, RootCause

MOST_MONEY = 10**12  # nobody means more, and every store holds it
_CURRENCY = RegexValidator(r"^[A-Z]{3}\Z", _("Three letters, as in EUR."))


def today() -> date:
    """By the clock of the workspace."""
    return timezone.localdate(clock.now())


class Currency(forms.CharField):
    """An ISO 4217 code, in capitals whatever was written."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"size": 4, "autocapitalize": "characters"})
        super().__init__(
            label=_("Currency"), max_length=3, validators=[_CURRENCY], widget=widget, **kwargs
        )

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).strip().upper()


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget)


def _whole(label: Any, *, required: bool = False, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=required, min_value=least, max_value=MOST_MONEY)


def _people(workspace_id: int) -> Any:
    people = User.objects.filter(memberships__workspace_id=workspace_id, is_active=True)
    return people.order_by("name", "email")


class ComplaintForm(forms.Form):
    """All that people say of a complaint."""

    category = forms.ChoiceField(label=_("About"), choices=Category.choices)
    summary = forms.CharField(
        label=_("What the person complains of"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    cause = forms.ModelChoiceField(
        label=_("Root cause"),
        queryset=RootCause.objects.none(),
        required=False,
        empty_label=_("Not known yet"),
    )
    finding = forms.ChoiceField(
        label=_("What was found"),
        choices=[("", _("Not known yet")), *Finding.choices],
        required=False,
    )
    remedy = forms.CharField(
        label=_("Remedy"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was done for this person, and so that it does not happen again."),
    )
    cost_low = _whole(_("Cost, at least"))
    cost_high = _whole(_("Cost, at most"))
    currency = Currency(required=False)
    regulator = forms.CharField(label=_("Regulator or ombudsman"), max_length=120, required=False)
    deadline = _day(_("To be answered by"))
    owner = forms.ModelChoiceField(
        label=_("Owner"), queryset=User.objects.none(), required=False, empty_label=_("nobody")
    )

    def __init__(
        self, *args: Any, workspace_id: int, complaint: Complaint | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        causes = RootCause.objects.filter(workspace_id=workspace_id, retired_at__isnull=True)
        if complaint is not None and complaint.cause_id:
            causes |= RootCause.objects.filter(pk=complaint.cause_id)
        self.fields["cause"].queryset = causes.order_by("name")  # type: ignore[attr-defined]
        self.fields["owner"].queryset = _people(workspace_id)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        low, high = data.get("cost_low"), data.get("cost_high")
        if "cost_low" in data and "cost_high" in data:
            if (low is None) != (high is None):
                self.add_error("cost_high", _("Give both ends of the range, or neither."))
            elif low is not None and high is not None and high < low:
                self.add_error("cost_high", _("The upper end is below the lower one."))
            elif low is not None and not data.get("currency"):
                self.add_error("currency", _("Say in which currency."))
        return data

    def told(self) -> Told:
        return Told(**{name: self.cleaned_data[name] for name in Told.__slots__})


def initial(complaint: Complaint | None, register: Register) -> dict[str, Any]:
    if complaint is None:
        return {"currency": register.currency}
    kept = {name: getattr(complaint, name) for name in Told.__slots__}
    return kept | {"currency": complaint.currency or register.currency}


class RegisterForm(forms.ModelForm):
    """How the register is kept."""

    currency = Currency()

    class Meta:
        model = Register
        fields = ("recurrence_days", "warn_days", "currency")


class ListForm(forms.Form):
    """What narrows the register; anything that is not understood narrows nothing."""

    category = forms.ChoiceField(
        label=_("About"),
        choices=[("", pgettext_lazy("complaints", "About anything")), *Category.choices],
        required=False,
    )

    def category_wanted(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("category") or "")


def view_of(name: str) -> Listed:
    return Listed(name) if name in Listed.values else Listed.OPEN


class OfferForm(forms.Form):
    """An offer of the catalogue, with a limit for each role that answers people."""

    name = forms.CharField(label=pgettext_lazy("offer", "Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=OfferKind.choices)
    value = _whole(_("Usual value"), required=True, least=1)
    most = _whole(_("At most, whoever gives it"), required=True, least=1)
    currency = Currency()
    eligibility = forms.CharField(
        label=_("Who may get it, and when"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, workspace_id: int, offer: Offer | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.workspace_id, self.offer = workspace_id, offer
        for role in self.roles():
            self.fields[f"limit_{role}"] = _whole(role.label)

    @staticmethod
    def roles() -> list[Role]:
        return [role for role in Role if role in ANSWERING]

    @property
    def limits(self) -> list[Any]:
        """The fields of the limits, for the page."""
        return [self[f"limit_{role}"] for role in self.roles()]

    def clean_name(self) -> str:
        name: str = " ".join(self.cleaned_data["name"].split())
        same = Offer.objects.filter(workspace_id=self.workspace_id, name=name)
        if same.exclude(pk=self.offer.pk if self.offer else None).exists():
            raise forms.ValidationError(_("There is an offer of this name."))
        return name

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        value, most = data.get("value"), data.get("most")
        if value and most and most < value:
            self.add_error("most", _("The usual value is above this."))
        if most and most >= 2**31:
            self.add_error("most", _("That is more than anybody gives."))
        return data

    def terms(self) -> Terms:
        data = self.cleaned_data
        told = {name: data[name] for name in Terms.__slots__ if name != "limits"}
        limits = {str(role): data[f"limit_{role}"] for role in self.roles()}
        return Terms(**told, limits={role: limit for role, limit in limits.items() if limit})


def offer_initial(offer: Offer | None, register: Register) -> dict[str, Any]:
    if offer is None:
        return {"currency": register.currency}
    told = {name: getattr(offer, name) for name in Terms.__slots__ if name != "limits"}
    return told | {f"limit_{role}": limit for role, limit in offer.limits.items()}


class GoodwillForm(forms.Form):
    """One offer for the person of a case."""

    offer = forms.ModelChoiceField(
        label=_("Offer"), queryset=Offer.objects.none(), empty_label=None
    )
    value = forms.IntegerField(label=_("Value"), min_value=1, max_value=2**31 - 1)
    reason = forms.CharField(label=_("Why"), max_length=500)

    def __init__(self, *args: Any, workspace_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].queryset = queries.catalogue(workspace_id)  # type: ignore[attr-defined]


class IdeaForm(forms.Form):
    title = forms.CharField(label=_("Idea"), max_length=160)
    text = forms.CharField(
        label=_("What would be better"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class IdeaOwnerForm(IdeaForm):
    """An idea that is there: also who sees to it, and by when."""

    owner = forms.ModelChoiceField(
        label=_("Owner"), queryset=User.objects.none(), required=False, empty_label=_("nobody")
    )
    due = _day(_("To be done by"))

    def __init__(self, *args: Any, idea: Idea, **kwargs: Any) -> None:
        kept = {name: getattr(idea, name) for name in ("title", "text", "owner", "due")}
        super().__init__(*args, initial=kept, **kwargs)
        self.fields["owner"].queryset = _people(idea.workspace_id)  # type: ignore[attr-defined]


NUMBER = re.compile(r"[0-9]{1,9}")


def number_of(given: str) -> int | None:
    """A number of a case or an idea, as an address or a form names it."""
    return int(given) if NUMBER.fullmatch(given) else None
