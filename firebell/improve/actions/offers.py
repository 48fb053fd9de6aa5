"""Goodwill: the catalogue, and giving from it within one's authority."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firebell.accounts.enums import Role
from firebell.accounts.models import User, Workspace
from firebell.common import clock, ledger, turns
from firebell.core.improve.authority import Ruling, may_grant, ruling
from firebell.desk.models import Case
from firebell.improve.actions.steps import Refused, record, take
from firebell.improve.enums import GoodwillState
from firebell.improve.models import Goodwill, Offer


@dataclass(frozen=True, slots=True)
class Terms:
    """What an offer of the catalogue says."""

    name: str
    kind: str
    value: int
    most: int
    currency: str
    eligibility: str = ""
    limits: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def save_offer(
    workspace: Workspace, terms: Terms, by: User, *, offer: Offer | None = None
) -> Offer:
    """A new offer, or other terms for one from now on; what was given keeps what it was. Refused
    where another one has the name."""
    turns.one_at_a_time(workspace.pk)
    saved = Offer.objects.get(pk=offer.pk) if offer else Offer(workspace=workspace)
    same = Offer.objects.filter(workspace=workspace, name=terms.name)
    if same.exclude(pk=saved.pk).exists():
        raise Refused(_("There is an offer of this name."))
    before = {name: getattr(saved, name) for name in asdict(terms)} if offer else {}
    for name, value in asdict(terms).items():
        setattr(saved, name, value)
    saved.save()
    record("offer_saved", saved, by, {"before": before, "after": asdict(terms)})
    return saved


@transaction.atomic
def retire_offer(offer: Offer, by: User) -> Offer:
    """Out of the catalogue."""
    fresh = take(offer)
    if fresh.retired_at is None:
        fresh.retired_at = clock.now()
        fresh.save(update_fields=["retired_at"])
        record("offer_retired", fresh, by)
    return fresh


@transaction.atomic
def revive_offer(offer: Offer, by: User) -> Offer:
    """Back into the catalogue."""
    fresh = take(offer)
    if fresh.retired_at is not None:
        fresh.retired_at = None
        fresh.save(update_fields=["retired_at"])
        record("offer_revived", fresh, by)
    return fresh


@transaction.atomic
def offer_goodwill(
    case: Case, offer: Offer, value: int, reason: str, by: User, role: Role
) -> Goodwill:
    """Give it, where the role may alone; else ask somebody who may. Raises Refused above what
    anybody may give."""
    turns.one_at_a_time(case.workspace_id)
    fresh = Offer.objects.get(pk=offer.pk)
    if fresh.retired_at is not None:
        raise Refused(_("This is not in the catalogue any more."))
    if not reason.strip():
        raise Refused(_("Say why."))
    said = ruling(fresh.terms, role, value)
    if said == Ruling.REFUSE:
        told = _("Nobody gives more than %(most)s %(currency)s of this, and nobody nothing.")
        raise Refused(told % {"most": fresh.most, "currency": fresh.currency})
    given = Goodwill(
        workspace_id=case.workspace_id,
        offer=fresh,
        case=case,
        value=value,
        currency=fresh.currency,
        reason=reason.strip()[:500],
        state=GoodwillState.ASKED,
        by=by,
        at=clock.now(),
    )
    if said == Ruling.GIVE:
        given.state, given.decided_by, given.decided_at = GoodwillState.GRANTED, by, clock.now()
    given.save()
    if said == Ruling.GIVE:
        _done(given, "goodwill_given", by)
    else:
        _done(given, "goodwill_asked", by)
    return given


@transaction.atomic
def decide_goodwill(
    goodwill: Goodwill, by: User, role: Role, *, grant: bool, why_not: str = ""
) -> Goodwill:
    """Somebody with the authority grants what was asked, or does not, with a reason."""
    fresh = take(goodwill)
    if fresh.state != GoodwillState.ASKED:
        raise Refused(_("It is decided already."))
    if grant and not may_grant(
        fresh.offer.terms, role, fresh.value, asked_by_oneself=fresh.by_id == by.pk
    ):
        raise Refused(_("You asked for it yourself, or it is more than you may give."))
    if not grant and not why_not.strip():
        raise Refused(_("Say why not."))
    fresh.state = GoodwillState.GRANTED if grant else GoodwillState.REFUSED
    fresh.why_not = "" if grant else why_not.strip()[:500]
    fresh.decided_by, fresh.decided_at = by, clock.now()
    fresh.save()
    if grant:
        _done(fresh, "goodwill_given", by)
    else:
        _done(fresh, "goodwill_refused", by)
    return fresh


@transaction.atomic
def note_outcome(
    goodwill: Goodwill, by: User, *, accepted: bool | None = None, kept: bool | None = None
) -> Goodwill:
    """Did the person take it, and did they stay? Either may be said by itself."""
    fresh = take(goodwill)
    if fresh.state in (GoodwillState.ASKED, GoodwillState.REFUSED):
        raise Refused(_("It was not granted."))
    if accepted is not None:
        fresh.state = GoodwillState.ACCEPTED if accepted else GoodwillState.DECLINED
    if kept is not None:
        fresh.kept = kept
    fresh.outcome_by, fresh.outcome_at = by, clock.now()
    fresh.save()
    record("goodwill_outcome", fresh, by, {"state": fresh.state, "kept": fresh.kept})
    return fresh


def _done(goodwill: Goodwill, kind: str, by: User) -> None:
    told: dict[str, Any] = {
        "case": goodwill.case.number,
        "offer": goodwill.offer.name,
        "value": goodwill.value,
        "currency": goodwill.currency,
    }
    record(kind, goodwill, by, told)
    ledger.append(goodwill.workspace_id, kind, goodwill, clock.now(), told)
