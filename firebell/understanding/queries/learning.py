"""What people said, beside the words that they said it of: what a layer learns from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from firebell.listening.enums import ChangeKind
from firebell.listening.models import Interaction
from firebell.understanding.enums import Field, Why
from firebell.understanding.models import Asked, Correction, LayerVersion, Reading
from firebell.understanding.queries.readings import corrections, readings_in_force, standing

MOST = 5_000  # the words corrected last
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Taught:
    """A word and what people say of it, by field. `hint`: its language, as far as it is known;
    `by_chance`: it was drawn at random from all; `set_aside`: needs no answer for another
    reason than the reader's verdict."""

    word: Interaction
    says: dict[str, str]
    hint: str | None
    by_chance: bool
    set_aside: bool


def taught(workspace_id: int) -> list[Taught]:
    """The words corrected last, in the order of their ids, with what still counts of it."""
    made = Correction.objects.filter(workspace_id=workspace_id).order_by("-id")
    ids = list(dict.fromkeys(made.values_list("interaction_id", flat=True)[: 4 * MOST]))[:MOST]
    said = standing(corrections().filter(interaction_id__in=ids))
    drawn = Asked.objects.filter(interaction_id__in=ids, why=Why.RANDOM)
    chance = set(drawn.values_list("interaction_id", flat=True))
    words = Interaction.objects.filter(pk__in=ids, outbound=False).exclude(text="")
    found = words.select_related("profile").prefetch_related(
        "changes", Prefetch("readings", readings_in_force(), to_attr="latest_readings")
    )
    return [
        Taught(word, says, _hint(word), word.pk in chance, _is_set_aside(word))
        for word in found.order_by("pk")
        if (says := _of_this_text(word, said.get(word.pk, {}).values()))
    ]


def _of_this_text(word: Interaction, made: Iterable[Correction]) -> dict[str, str]:
    """What was said since the word says what it says now."""
    edits = [change.at for change in word.changes.all() if change.kind == ChangeKind.EDITED]
    since = max(edits, default=None)
    return {one.field: one.says for one in made if since is None or one.at >= since}


def _latest(word: Interaction) -> Reading | None:
    readings: list[Reading] = word.latest_readings  # type: ignore[attr-defined]
    return readings[0] if readings else None


def _hint(word: Interaction) -> str | None:
    reading = _latest(word)
    return reading.known_language if reading is not None else None


def _is_set_aside(word: Interaction) -> bool:
    reading = _latest(word)
    return reading is not None and not reading.needs_answer and reading.needs_answer_p >= 0.5


def layers(workspace_id: int) -> list[LayerVersion]:
    """The newest layers of a workspace, without their content."""
    found = LayerVersion.objects.filter(workspace_id=workspace_id).defer("data")
    return list(found.select_related("made_by", "ended_by").order_by("-id")[:SHOWN])


def labels_of(found: list[Taught], field: Field) -> list[str]:
    """What people say of this field, a word at a time; empty where nobody did."""
    return [
        "" if field == Field.NEEDS_ANSWER and one.set_aside else one.says.get(field, "")
        for one in found
    ]
