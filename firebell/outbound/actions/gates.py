"""Opening a source for sending, and closing it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import User, Workspace
from firebell.channels.models import Source
from firebell.common import audit, clock, pulse
from firebell.outbound import gate as going_live
from firebell.outbound.actions.refusals import Refused
from firebell.outbound.models import LONGEST_GRACE, GoLiveGate, Manner


@transaction.atomic
def write_policy(source: Source, text: str, by: User) -> GoLiveGate:
    """Write down how this source is answered on."""
    if not text.strip():
        raise Refused(_("Write down how you answer here."))
    gate, _created = GoLiveGate.objects.get_or_create(source=source)
    gate.policy, gate.policy_by, gate.policy_at = text.strip(), by, clock.now()
    gate.save()
    _note(source, "gate_policy_written", by, {"length": len(gate.policy)})
    return gate


def look(source: Source, by: User) -> GoLiveGate:
    """Ask the network what is really on; sends nothing. Call it outside a transaction."""
    findings = list(going_live.looked(source))
    with transaction.atomic():
        gate, _created = GoLiveGate.objects.get_or_create(source=source)
        gate.findings, gate.looked_at = findings, clock.now()
        gate.save(update_fields=["findings", "looked_at"])
        fine = all(one["fine"] for one in findings)
        _note(source, "gate_network_asked", by, {"fine": fine})
    return gate


@transaction.atomic
def open_gate(source: Source, by: User) -> GoLiveGate:
    """Let this source send. Refused while anything that counts is missing."""
    fresh = Source.objects.select_for_update().get(pk=source.pk)
    gate, _created = GoLiveGate.objects.get_or_create(source=fresh)
    missing = going_live.unmet(going_live.requirements(fresh, gate))
    if missing:
        names = "; ".join(one.label for one in missing)
        raise Refused(_("Not yet. Still missing: %(names)s.") % {"names": names})
    gate.opened_at, gate.opened_by, gate.closed_at = clock.now(), by, None
    gate.save(update_fields=["opened_at", "opened_by", "closed_at"])
    Source.objects.filter(pk=fresh.pk).update(listen_only=False)
    _note(fresh, "gate_opened", by, {"policy_at": str(gate.policy_at)})
    return gate


@transaction.atomic
def close_gate(source: Source, by: User) -> GoLiveGate:
    """Let nothing more leave through this source, answers that wait to be sent included."""
    gate, _created = GoLiveGate.objects.get_or_create(source=source)
    gate.closed_at = clock.now()
    gate.save(update_fields=["closed_at"])
    Source.objects.filter(pk=source.pk).update(listen_only=True)
    _note(source, "gate_closed", by, {})
    return gate


@transaction.atomic
def change_grace(workspace: Workspace, seconds: int, by: User) -> None:
    """How long an answer can be cancelled, 0 to 120 seconds."""
    if not 0 <= seconds <= LONGEST_GRACE:
        raise Refused(_("Choose 0 to %(most)s seconds.") % {"most": LONGEST_GRACE})
    Manner.objects.update_or_create(workspace=workspace, defaults={"grace_seconds": seconds})
    data = {"seconds": seconds}
    audit.record("grace_changed", actor=by, workspace_id=workspace.pk, about=workspace, data=data)


def _note(source: Source, what: str, by: User, data: dict[str, object]) -> None:
    audit.record(what, actor=by, workspace_id=source.workspace_id, about=source, data=data)
    pulse.touch(source.workspace_id, "sources", "cases")
