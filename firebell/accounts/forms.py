from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from firebell.accounts import public_holidays
from firebell.accounts.enums import Role, Theme
from firebell.accounts.models import Membership, User


def time_zones() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones())]


def new_password(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class SignInForm(AuthenticationForm):
    username = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )


class FirstRunForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("You sign in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = new_password(_("Password"), _("At least ten characters; a sentence is best."))
    workspace_name = forms.CharField(
        label=_("Name of your firm or brand"),
        max_length=120,
        help_text=_("It becomes the first workspace."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        _check_password(self, data)
        return data


def _check_password(form: forms.Form, data: dict[str, Any]) -> None:
    person = User(name=data.get("name", ""), email=data.get("email", ""))
    if data.get("password"):
        try:
            validate_password(data["password"], person)
        except forms.ValidationError as error:
            form.add_error("password", error)


class PersonForm(forms.Form):
    """A new colleague; for somebody who has an account already the password is not used."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    password = new_password(
        _("First password"),
        _("Tell it to them in person; they can change it. Leave it out for an existing account."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        known = User.objects.filter(email__iexact=data.get("email", "")).exists()
        if not known and not data.get("password") and "password" not in self.errors:
            self.add_error("password", _("A new account needs a first password."))
        _check_password(self, data)
        return data


class RoleForm(forms.ModelForm):
    class Meta:
        model = Membership
        fields = ("role",)


class WorkspaceForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zones,
        help_text=_("All times on the screens are shown in it."),
    )


def countries() -> list[tuple[str, Any]]:
    return [("", _("No country")), *public_holidays.countries(get_language() or "en")]


class CountryForm(forms.Form):
    country = forms.ChoiceField(
        label=_("Country"),
        choices=countries,
        required=False,
        help_text=_("Those of the whole country; add what only your part of it keeps."),
    )


class HolidayForm(forms.Form):
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    name = forms.CharField(label=pgettext_lazy("day", "Name"), max_length=120)


class MeForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), required=False)
    theme = forms.ChoiceField(label=_("Appearance"), choices=Theme.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            ("", _("As my browser says")),
            *settings.LANGUAGES,
        ]


class PlanForm(forms.Form):
    """A span in the roster, typed in the workspace's time zone."""

    person = forms.ModelChoiceField(label=_("Who"), queryset=User.objects.none())
    starts_at = forms.DateTimeField(
        label=_("From"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    ends_at = forms.DateTimeField(
        label=_("Until"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )

    def __init__(self, *args: Any, workspace_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(memberships__workspace_id=workspace_id, is_active=True)
        self.fields["person"].queryset = people.order_by("name")  # type: ignore[attr-defined]
