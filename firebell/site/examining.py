"""The button that asks what is really on with a source."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from firebell.accounts.access import allow
from firebell.accounts.enums import LEADING
from firebell.channels import queries
from firebell.channels.contract import ChannelError, Finding
from firebell.site import doctoring


@allow(LEADING)
@require_POST
def examine(request: Any, source: int) -> HttpResponse:
    """Asks the network, which may take some seconds; stores a reconciliation and nothing else."""
    found = queries.source(request.workspace, source)
    if found is None:
        raise Http404
    try:
        findings = list(doctoring.examine(found))
    except ChannelError as error:
        findings = [Finding(found.network, False, str(error), "see the message")]
    wrong = sum(not one.fine for one in findings)
    context = {"source": found, "findings": findings, "wrong": wrong}
    return render(request, "site/doctor.html", context)
