from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation

from firebell.accounts import queries
from firebell.accounts.access import rule_of
from firebell.accounts.enums import Role

GetResponse = Callable[[HttpRequest], HttpResponseBase]
LANGUAGE_KEY = "language"


class LanguageMiddleware:
    """The language that a person chose, else the browser's, else English."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.session.get(LANGUAGE_KEY)
        known = dict(settings.LANGUAGES)
        language = chosen if chosen in known else translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            # Templates render late in streams and template responses: finish them in the language.
            if getattr(response, "is_rendered", True) is False:
                response.render()  # type: ignore[attr-defined]
        response.headers["Content-Language"] = language
        return response


class AccessMiddleware:
    """Holds the door that `access` describes; see there."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with timezone.override(None):  # until a workspace's own is known
            return self.get_response(request)

    def process_view(
        self, request: Any, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        rule = rule_of(view)
        if rule is None:
            raise PermissionDenied("this address says of nobody that they may open it")
        if rule.anonymous or rule.token:
            return None
        if not request.user.is_authenticated:
            return self._send_to_sign_in(request)
        if rule.signed_in:
            return None
        membership = queries.membership(request.user, kwargs.pop("workspace", ""))
        if membership is None:
            raise Http404
        request.workspace, request.role = membership.workspace, Role(membership.role)
        if request.role not in rule.roles:
            raise PermissionDenied
        timezone.activate(ZoneInfo(request.workspace.time_zone))
        return None

    def _send_to_sign_in(self, request: Any) -> HttpResponseBase:
        if not request.htmx:
            return redirect_to_login(request.get_full_path())
        # A fragment must not be replaced by the sign-in page: let the whole page go there.
        response = HttpResponse(status=204)
        response.headers["HX-Redirect"] = (
            settings.LOGIN_URL
            and redirect_to_login(request.htmx.current_url_abs_path or "/").headers["Location"]
        )
        return response
