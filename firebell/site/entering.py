"""What somebody typed in travels the same way as everything else that is heard."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING
from firebell.accounts.models import User, Workspace
from firebell.channels import actions as channels
from firebell.channels.networks.manual_entry.forms import ManualEntryForm
from firebell.channels.networks.manual_entry.parse import Entry, entry_batch
from firebell.common import clock
from firebell.site.corridor import Corridor, Outcome

SOURCE = "Manual entry"


def take_in(workspace: Workspace, entry: Entry, by: User) -> Outcome:
    """Carry one typed entry through the corridor; the same entry twice is stored once."""
    source = channels.configure_source(workspace, "manual_entry", SOURCE, {}, by)
    # What other sources still expect must not be cut off by something typed in late.
    watermark = min(entry.at, clock.now())
    return Corridor(source).carry(entry_batch(entry), watermark=watermark, keep_cursor=True)


@allow(ANSWERING)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Any) -> HttpResponse:
    initial = {"at": timezone.localtime(clock.now()).strftime("%Y-%m-%dT%H:%M")}
    form = ManualEntryForm(request.POST or None, initial=initial)
    form.fields["at"].widget.input_type = "datetime-local"
    if form.is_valid():
        outcome = take_in(request.workspace, form.entry(), request.user)
        opened = outcome.cases_opened or outcome.needs_answer
        told = _("Taken in; a case waits in the inbox.") if opened else _("Taken in.")
        messages.success(request, told)
        return redirect("inbox" if opened else "enter", request.workspace.slug)
    status = 422 if request.method == "POST" else 200
    return render(request, "site/enter.html", {"form": form}, status=status)
