"""Coming in: the first run, sign-in and out, the way to one's workspace."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from firebell.accounts import actions, queries
from firebell.accounts.access import allow_anyone, allow_signed_in
from firebell.accounts.forms import FirstRunForm, SignInForm
from firebell.accounts.middleware import LANGUAGE_KEY

BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        if form.get_user().language:
            self.request.session[LANGUAGE_KEY] = form.get_user().language
        return response


sign_in = allow_anyone(SignIn.as_view())
sign_out = allow_anyone(LogoutView.as_view())


@allow_anyone
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def first_run(request: HttpRequest, token: str) -> HttpResponse:
    if not actions.setup_link_works(token):
        return render(request, "accounts/first_run_over.html", status=404)
    form = FirstRunForm(request.POST or None)
    if form.is_valid():
        try:
            user, workspace = actions.become_administrator(token, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            login(request, user, backend=BACKEND)
            return redirect("bell", workspace.slug)
    return render(request, "accounts/first_run.html", {"form": form})


@allow_signed_in
@require_safe
def home(request: Any) -> HttpResponse:
    """The bell of one's workspace, or the choice where there are several."""
    workspaces = list(queries.workspaces_of(request.user)[:200])
    if len(workspaces) == 1:
        return redirect("bell", workspaces[0].slug)
    return render(request, "accounts/choose.html", {"workspaces": workspaces})
