from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse

from firebell.accounts.access import allow_anyone


@allow_anyone
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while pages can be served from the database; says nothing else to strangers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
