from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from firebell.accounts.access import allow_anyone
from firebell.api.openapi import document_bytes


@allow_anyone
@require_safe
@cache_control(public=True, max_age=300)
def openapi(request: HttpRequest) -> HttpResponse:
    """What the API can do; the same for everybody, and nothing of any workspace in it."""
    return HttpResponse(document_bytes(), "application/json")
