"""People say what a reading should have said, and may take that back."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from firebell.accounts.models import Membership, User
from firebell.common import audit, clock, ledger, pulse, turns
from firebell.listening.models import Interaction
from firebell.understanding import queries
from firebell.understanding.enums import TAKEN_BACK, Field
from firebell.understanding.fields import FIELDS
from firebell.understanding.models import Correction
from firebell.understanding.signals import reading_corrected


class NotRead(ValueError):  # noqa: N818 - a plain answer
    """Nobody has read this word yet, or it is our own: there is nothing to correct."""


@transaction.atomic
def correct(interaction: Interaction, field: Field, says: str, by: User) -> Correction:
    """Keep what a person says of one field of a reading; agreeing with it is kept as well.

    What was said of the field before no longer counts. Raises NotRead, PermissionDenied for
    somebody who does not belong to the workspace, ValueError for a value that the field has not.
    """
    if says not in FIELDS[field].values:
        raise ValueError(f"{field} cannot be {says!r}")
    _take_turn(interaction, by)
    return _keep(interaction, field, says, by)


@transaction.atomic
def take_back(interaction: Interaction, field: Field, by: User) -> Correction | None:
    """What a person said of this field no longer counts; None if nobody had said anything."""
    _take_turn(interaction, by)
    if field not in queries.corrections_of([interaction.pk]).get(interaction.pk, {}):
        return None
    return _keep(interaction, field, TAKEN_BACK, by)


def _take_turn(interaction: Interaction, by: User) -> None:
    turns.one_at_a_time(interaction.workspace_id)
    if not Membership.objects.filter(
        workspace_id=interaction.workspace_id, user=by, user__is_active=True
    ).exists():
        raise PermissionDenied(f"{by} does not belong to this workspace")


def _keep(interaction: Interaction, field: Field, says: str, by: User) -> Correction:
    reading = queries.reading_in_force(interaction.pk)
    if reading is None or interaction.outbound:
        raise NotRead(f"{interaction} was not read")
    said, p = FIELDS[field].said(reading)
    before = queries.corrections_of([interaction.pk]).get(interaction.pk, {}).get(field)
    kept = Correction.objects.create(
        workspace_id=interaction.workspace_id,
        interaction=interaction,
        field=field,
        said=said,
        p=p,
        version_id=reading.version_id,
        says=says,
        by=by,
        at=clock.now(),
    )
    data = {"field": str(field), "said": said, "says": says, "version": reading.version.name}
    _tell(interaction, data, by)
    reading_corrected.send(
        Correction,
        correction=kept,
        interaction=interaction,
        reading=reading,
        was=before.says if before else said,
        now=says or said,
    )
    return kept


def _tell(interaction: Interaction, data: dict[str, str], by: User) -> None:
    audit.record(
        "reading_corrected" if data["says"] else "correction_taken_back",
        actor=by,
        workspace_id=interaction.workspace_id,
        about=interaction,
        data=data,
    )
    ledger.append(interaction.workspace_id, "reading_corrected", interaction, clock.now(), data)
    pulse.touch(interaction.workspace_id, "cases")
