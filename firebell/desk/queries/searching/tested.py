"""Posts tested one by one, by the matcher of the core, for what no index knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from firebell.core.query import Node, matches
from firebell.core.query.ast import About, AboutName, And, Field, FieldName, Near, Not, Or
from firebell.core.query.conditions import NOBODY
from firebell.core.query.fields import NOTE
from firebell.core.query.findable import together
from firebell.core.schema import INTERACTION, Direction
from firebell.desk.models import CaseTag, Note
from firebell.listening.enums import ChangeKind
from firebell.listening.full_text import Kind, what_is_at
from firebell.listening.models import Interaction, InteractionChange
from firebell.understanding import queries as understanding
from firebell.understanding.enums import Field as ReadField

_MORE = {
    "language": pa.string(),
    "case": pa.int64(),
    "state": pa.string(),
    "tags": pa.list_(pa.string()),
    "queue": pa.string(),
    "owner": pa.string(),
    "sentiment": pa.string(),
}
_COLUMNS = ("text", "author", "channel", "kind", "direction", "at", "followers", "url", "rating",
            "has_link", "has_image", "has_video")  # fmt: skip
_SCHEMA = pa.schema(
    [INTERACTION.field(name).with_nullable(True) for name in _COLUMNS]
    + [pa.field(name, kind) for name, kind in _MORE.items()]
)


def meeting(workspace_id: int, places: Sequence[int], test: Node) -> list[int]:
    """Those of `places` of the workspace that meet the test, in their order. A few queries."""
    asked = set(_asked_about(test))
    rows = _rows(workspace_id, places, asked)
    known = [place for place in places if place in rows]
    if not known:
        return []
    table = pa.Table.from_pylist([rows[place] for place in known], schema=_SCHEMA)
    met = matches(test, table).to_pylist()
    return [place for place, meets in zip(known, met, strict=True) if meets]


def _asked_about(node: Node) -> Iterator[AboutName | FieldName]:
    match node:
        case About(name) | Field(name):
            yield name
        case Not(child):
            yield from _asked_about(child)
        case Near(left, right):
            yield from _asked_about(left)
            yield from _asked_about(right)
        case And(children) | Or(children):
            for child in children:
                yield from _asked_about(child)


def _rows(
    workspace_id: int, places: Iterable[int], asked: Collection[AboutName | FieldName]
) -> dict[int, dict[str, Any]]:
    """Place -> the row of what stands there, if it is the workspace's and may be shown."""
    at: dict[Kind, dict[int, int]] = {Kind.WORD: {}, Kind.NOTE: {}}
    for place in places:
        kind, pk = what_is_at(place)
        at[kind][pk] = place
    rows = _words(workspace_id, list(at[Kind.WORD]), asked)
    notes = _notes(workspace_id, list(at[Kind.NOTE]))
    found = {at[Kind.WORD][pk]: row for pk, row in rows.items()}
    found |= {at[Kind.NOTE][pk]: row for pk, row in notes.items()}
    if AboutName.TAG in asked:
        _tag(found.values())
    return found


def _words(
    workspace_id: int, ids: Sequence[int], asked: Collection[AboutName | FieldName]
) -> dict[int, dict[str, Any]]:
    words = Interaction.objects.filter(
        pk__in=ids, workspace_id=workspace_id, hidden_at__isnull=True
    ).select_related("profile")
    cases = bool(set(asked) & {*AboutName} - {AboutName.SENTIMENT})
    if cases:
        words = words.select_related("profile", "case_item__case__queue")
    edited = _edited(ids)
    found = {word.pk: _row(word, edited.get(word.pk), cases) for word in words}
    if FieldName.LANG in asked or AboutName.SENTIMENT in asked:
        for pk, read in _readings(found).items():
            found[pk] |= read
    return found


def _edited(ids: Sequence[int]) -> dict[int, str]:
    edits = InteractionChange.objects.filter(interaction__in=ids, kind=ChangeKind.EDITED)
    rows = edits.order_by("at")
    return dict(rows.values_list("interaction_id", "text"))


def _row(word: Interaction, edited: str | None, cases: bool) -> dict[str, Any]:
    text = word.text if edited is None else edited
    row = {
        "text": together(text, word.profile.handle),
        "author": word.profile.handle,
        "channel": word.channel,
        "kind": word.kind,
        "direction": Direction.OUTBOUND if word.outbound else Direction.INBOUND,
        "at": word.at,
        "followers": word.followers,
        "url": word.url or None,
        "rating": word.rating,
        "has_link": bool(word.media & 1),
        "has_image": bool(word.media & 2),
        "has_video": bool(word.media & 4),
    }
    item = getattr(word, "case_item", None) if cases else None
    return row | (_of_case(item.case) if item is not None and item.case is not None else {})


def _of_case(case: Any) -> dict[str, Any]:
    return {
        "case": case.number,
        "state": case.state,
        "queue": str(case.queue),
        "owner": str(case.owner_id) if case.owner_id else NOBODY,
        "case_id": case.pk,
    }


def _notes(workspace_id: int, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    notes = Note.objects.filter(pk__in=ids, case__workspace_id=workspace_id)
    return {
        note.pk: {
            "text": together(note.text, note.author.name),
            "author": note.author.name,
            "kind": NOTE,
            "at": note.at,
            **_of_case(note.case),
        }
        for note in notes.select_related("author", "case__queue")
    }


def _tag(rows: Iterable[dict[str, Any]]) -> None:
    rows = [row for row in rows if "case_id" in row]
    tags: dict[int, list[str]] = defaultdict(list)
    tagged = CaseTag.objects.filter(case__in={row["case_id"] for row in rows})
    for case, name in tagged.values_list("case_id", "tag__name"):
        tags[case].append(name)
    for row in rows:
        row["tags"] = tags[row["case_id"]]


def _readings(ids: Collection[int]) -> dict[int, dict[str, str]]:
    """The language as first read, as the index has it, and the mood in force."""
    first: dict[int, str] = {}
    found: dict[int, dict[str, str]] = {}
    readings = understanding.readings_in_force().filter(interaction__in=ids)
    rows = readings.values_list("interaction_id", "pk", "language", "sentiment")
    for pk, reading, language, sentiment in rows:
        first[pk] = min(first.get(pk, reading), reading)
        kept = found.setdefault(pk, {"sentiment": sentiment})
        if first[pk] == reading:
            kept["language"] = language
    for pk, said in understanding.corrections_of(ids).items():
        if pk in found and ReadField.SENTIMENT in said:
            found[pk]["sentiment"] = said[ReadField.SENTIMENT].says
    return found
