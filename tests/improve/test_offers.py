"""Goodwill stays within authority, and is asked for above it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from firebell.accounts.enums import Role
from firebell.common.models import AuditEntry, LedgerFact
from firebell.improve import actions, queries
from firebell.improve.actions import Refused
from firebell.improve.actions.offers import Terms
from firebell.improve.models import Goodwill, Offer
from tests.cast import Cast

VOUCHER = Terms("Voucher", "voucher", 10, 50, "EUR", "Who waited a week", {"agent": 20, "lead": 50})


@pytest.fixture
def offer(cast: Cast) -> Offer:
    return actions.save_offer(cast.house, VOUCHER, cast.lead)


def give(cast: Cast, case, offer: Offer, value: int, role: Role = Role.AGENT) -> Goodwill:
    return actions.offer_goodwill(case, offer, value, "A lost parcel", cast.people[role], role)


def test_within_authority_it_is_granted_at_once(cast, case, offer):
    given = give(cast, case, offer, 20)
    assert (given.state, given.decided_by) == ("granted", cast.agent)
    fact = LedgerFact.objects.get(kind="goodwill_given")
    assert fact.data == {"case": case.number, "offer": "Voucher", "value": 20, "currency": "EUR"}
    assert AuditEntry.objects.filter(action="goodwill_given", actor_name="Agent").exists()


def test_above_it_a_lead_is_asked_and_decides(cast, case, offer):
    asked = give(cast, case, offer, 21)
    assert (asked.state, asked.decided_by) == ("asked", None)
    assert list(queries.waiting_goodwill(cast.house.pk)) == [asked]
    with pytest.raises(Refused, match="Say why not"):
        actions.decide_goodwill(asked, cast.lead, Role.LEAD, grant=False)
    granted = actions.decide_goodwill(asked, cast.lead, Role.LEAD, grant=True)
    assert (granted.state, granted.decided_by) == ("granted", cast.lead)
    with pytest.raises(Refused, match="decided already"):
        actions.decide_goodwill(asked, cast.lead, Role.LEAD, grant=False, why_not="No")


def test_refused_with_a_reason_it_has_no_outcome(cast, case, offer):
    asked = give(cast, case, offer, 30)
    refused = actions.decide_goodwill(asked, cast.lead, Role.LEAD, grant=False, why_not="Too much")
    assert (refused.state, refused.why_not) == ("refused", "Too much")
    with pytest.raises(Refused, match="not granted"):
        actions.note_outcome(refused, cast.agent, accepted=True)


def test_nobody_grants_their_own_nor_more_than_they_may(cast, case, offer):
    own = give(cast, case, offer, 30, Role.VOLUNTEER)
    volunteer = cast.people[Role.VOLUNTEER]
    with pytest.raises(Refused, match="yourself, or it is more"):
        actions.decide_goodwill(own, volunteer, Role.LEAD, grant=True)
    with pytest.raises(Refused, match="yourself, or it is more"):
        # An administrator who has no limit of their own has no authority over money.
        actions.decide_goodwill(own, cast.administrator, Role.ADMINISTRATOR, grant=True)
    assert Goodwill.objects.get().state == "asked"


@pytest.mark.parametrize("value", [51, 10**6, 0, -1])
def test_nobody_gives_more_than_the_most_or_nothing(cast, case, offer, value):
    with pytest.raises(Refused, match="Nobody gives more than 50 EUR"):
        give(cast, case, offer, value, Role.LEAD)
    assert not Goodwill.objects.exists()


def test_what_is_out_of_the_catalogue_is_not_given(cast, case, offer):
    actions.retire_offer(offer, cast.lead)
    assert list(queries.catalogue(cast.house.pk)) == []
    with pytest.raises(Refused, match="not in the catalogue"):
        give(cast, case, offer, 10)
    actions.revive_offer(offer, cast.lead)
    assert give(cast, case, offer, 10).state == "granted"


def test_other_terms_hold_from_now_on(cast, case, offer):
    give(cast, case, offer, 20)
    changed = replace(VOUCHER, most=15, currency="NOK", limits={})
    actions.save_offer(cast.house, changed, cast.lead, offer=offer)
    assert give(cast, case, offer, 5).state == "asked"
    assert list(Goodwill.objects.order_by("pk").values_list("value", "currency")) == [
        (20, "EUR"), (5, "NOK"),
    ]  # fmt: skip


def test_the_catalogue_learns_what_keeps_customers(cast, case, offer):
    outcomes = [(True, True), (True, True), (True, False), (False, None)]
    for accepted, kept in outcomes:
        given = give(cast, case, offer, 10)
        actions.note_outcome(given, cast.agent, accepted=accepted)
        actions.note_outcome(given, cast.agent, kept=kept)
    give(cast, case, offer, 40)
    (row,) = queries.offers_with_results(cast.house.pk)
    assert (row.given, row.accepted, row.kept, row.lost) == (4, 3, 2, 1)
    assert row.kept_share == 2 / 3
    empty = actions.save_offer(cast.house, replace(VOUCHER, name="Gift"), cast.lead)
    rows = {row.offer: row for row in queries.offers_with_results(cast.house.pk)}
    assert (rows[empty].given, rows[empty].kept_share) == (0, None)


@pytest.mark.parametrize("wrong", [{"most": 5}, {"value": 0}])
def test_the_database_holds_the_terms(offer, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.update(**wrong)
