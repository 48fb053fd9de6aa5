"""What must be true before a source may send, looked at one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from firebell.accounts import queries as accounts
from firebell.accounts.enums import ANSWERING
from firebell.accounts.models import Membership
from firebell.channels.actions import opened_config
from firebell.channels.contract import ChannelError
from firebell.channels.models import Source
from firebell.channels.registry import network
from firebell.common import clock
from firebell.outbound import queries
from firebell.outbound.models import GoLiveGate

# A look at the network that is older says nothing about today.
FRESH = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One of them. `counts` is False for what cannot be asked for yet."""

    name: str
    label: str
    met: bool
    told: str
    counts: bool = True


def requirements(source: Source, gate: GoLiveGate) -> list[Requirement]:
    """All of them, in the order in which a person would see to them."""
    return [
        _sender(source),
        _doctor(source, gate),
        _policy(gate),
        _duty(source.workspace_id),
        _guard(),
        Requirement(
            "certified",
            _("Whoever answers is certified"),
            met=False,
            told=_("Counts once training is there."),
            counts=False,
        ),
        Requirement(
            "drill",
            _("One drill was passed"),
            met=False,
            told=_("Counts once training is there."),
            counts=False,
        ),
    ]


def unmet(found: list[Requirement]) -> list[Requirement]:
    return [one for one in found if one.counts and not one.met]


def can_send(source: Source) -> bool:
    """Is there a sender for this network at all?"""
    try:
        found = network(source.network)
    except ChannelError:
        return False
    return found.capabilities.can_send and found.sender is not None


def _sender(source: Source) -> Requirement:
    label = _("The network takes answers")
    if not can_send(source):
        told = _("Nothing can be sent on this network: answer there and record it here.")
        return Requirement("sender", label, met=False, told=told)
    try:
        import_string(network(source.network).sender or "")
    except ImportError as error:
        return Requirement("sender", label, met=False, told=str(error))
    return Requirement("sender", label, met=True, told="")


def _doctor(source: Source, gate: GoLiveGate) -> Requirement:
    label = _("The network was asked and everything is fine")
    if can_send(source) and network(source.network).doctor is None:
        told = _("This network has nothing that could be asked.")
        return Requirement("doctor", label, met=True, told=told)
    if gate.looked_at is None or clock.now() - gate.looked_at > FRESH:
        return Requirement("doctor", label, met=False, told=_("Ask it now; nothing is sent."))
    wrong = [one for one in gate.findings if not one["fine"]]
    told = " ".join(_finding(one) for one in wrong) or _when(gate.looked_at)
    return Requirement("doctor", label, met=not wrong, told=told)


def _finding(one: dict[str, str]) -> str:
    return f"{one['what']}: {one['said']} {one.get('remedy', '')}".strip()


def _policy(gate: GoLiveGate) -> Requirement:
    label = _("It is written down how we answer here")
    if not gate.policy.strip() or gate.policy_at is None:
        return Requirement("policy", label, met=False, told=_("Write it below."))
    told = _("By %(name)s, %(date)s.") % {"name": gate.policy_by, "date": _when(gate.policy_at)}
    return Requirement("policy", label, met=True, told=told)


def _duty(workspace_id: int) -> Requirement:
    label = _("Somebody who may answer is on duty")
    answering = Membership.objects.filter(workspace_id=workspace_id, role__in=ANSWERING)
    present = accounts.on_duty(workspace_id, clock.now()).filter(pk__in=answering.values("user_id"))
    names = [str(user) for user in present[:5]]
    told = ", ".join(names) or _("Nobody is on duty now.")
    return Requirement("duty", label, met=bool(names), told=told)


def _guard() -> Requirement:
    label = _("The guard reads every answer")
    names = [guard.name for guard in queries.guards()]
    met = "abuse" in names
    told = _("In English, Norwegian and Polish.") if met else _("The guard against abuse is off.")
    return Requirement("guard", label, met=met, told=told)


def _when(instant: datetime) -> str:
    return date_format(localtime(instant), "Y-m-d H:i")


def looked(source: Source) -> Iterator[dict[str, object]]:
    """Asks the network, as JSON-able findings; a network that cannot be asked is one of them."""
    path = network(source.network).doctor
    if path is None:
        return
    try:
        for one in import_string(path)(opened_config(source)):
            yield {"what": one.what, "fine": one.fine, "said": one.said, "remedy": one.remedy}
    except ChannelError as error:
        yield {"what": source.network, "fine": False, "said": str(error), "remedy": ""}
