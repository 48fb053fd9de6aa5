from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from firebell.accounts import actions, queries
from firebell.accounts.access import allow_signed_in
from firebell.accounts.forms import MeForm
from firebell.accounts.middleware import LANGUAGE_KEY


@allow_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: Any) -> HttpResponse:
    user = request.user
    form = MeForm(request.POST or None, initial=_now(user))
    if form.is_valid():
        actions.change_profile(user, **form.cleaned_data)
        return _speak(request, form.cleaned_data["language"])
    return _page(request, form, PasswordChangeForm(user))


def _now(user: Any) -> dict[str, str]:
    return {"name": user.name, "language": user.language, "theme": user.theme}


def _speak(request: Any, language: str) -> HttpResponse:
    """Go on in the language that was just chosen, the message included."""
    if language:
        request.session[LANGUAGE_KEY] = language
    else:
        request.session.pop(LANGUAGE_KEY, None)
    with override(language or None):
        messages.success(request, _("Saved."))
    return redirect("me")


@allow_signed_in
@sensitive_post_parameters()
@require_POST
def password(request: Any) -> HttpResponse:
    form = PasswordChangeForm(request.user, request.POST)
    if not form.is_valid():
        return _page(request, MeForm(initial=_now(request.user)), form, status=422)
    form.save()
    update_session_auth_hash(request, request.user)
    messages.success(request, _("Your password is changed. Other devices are signed out."))
    return redirect("me")


def _page(request: Any, form: MeForm, change: PasswordChangeForm, status: int = 200) -> Any:
    # Who comes here rarely comes for the password.
    change.fields["old_password"].widget.attrs.pop("autofocus", None)
    context = {
        "form": form,
        "change": change,
        "workspaces": list(queries.workspaces_of(request.user)[:200]),
    }
    return render(request, "accounts/me.html", context, status=status)
