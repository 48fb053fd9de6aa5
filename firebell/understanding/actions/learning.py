"""Learning a workspace's own layer from its corrections; going live, and back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from firebell.accounts.models import Membership, User, Workspace
from firebell.common import audit, clock, ledger, pulse, turns
from firebell.core.text.hashing import Ints
from firebell.core.understanding.layer import SENTIMENTS, Layer, LayeredReader
from firebell.core.understanding.learning import (
    FEWEST_HELD,
    UNKNOWN,
    Examples,
    Verdict,
    combined,
    compare,
    labels,
    learn,
    truths,
)
from firebell.listening.again import as_batch
from firebell.runners.reading import load_reader
from firebell.understanding import readers
from firebell.understanding.enums import Field, LayerState
from firebell.understanding.models import LayerVersion, ReaderVersion
from firebell.understanding.queries.learning import Taught, labels_of, taught

FIELDS_LEARNT = (Field.SENTIMENT, Field.NEEDS_ANSWER)
HELD_BY_CHANCE, HELD_OTHERWISE = 0.5, 0.25  # of the words, by their hash


class NothingToLearn(ValueError):  # noqa: N818 - a plain answer
    """There are too few corrections to learn from and to compare on."""


def learn_layer(workspace: Workspace, by: User | None) -> LayerVersion:
    """Learn from the corrections, compare on those held back, and go live with what is better.

    Each field is judged by itself (`core.understanding.learning.Verdict.better`); one that is not
    better stays as it is. Raises NothingToLearn. Reads and learns before its transaction.
    """
    found = taught(workspace.pk)
    base, current = load_reader(), readers.reader_of(workspace.pk)
    batch = as_batch((one.word for one in found), lambda word: word.said_now, _hints(found))
    texts = [one.word.said_now for one in found]
    channels = [one.word.channel for one in found]
    examples = Examples(base.read(batch), texts, channels, *_said(found))
    held = [_is_held(one) for one in found]
    learnt_from = [row for row, is_held in enumerate(held) if not is_held]
    if not learnt_from or sum(held) < FEWEST_HELD:
        raise NothingToLearn(f"{len(found)} words were corrected")
    candidate = learn(examples.only(learnt_from))
    owner = readers.owner_of(workspace.pk)
    now = current.read(batch)
    then = LayeredReader(base, candidate, owner).read(batch)
    verdicts: dict[str, Verdict] = {}
    for field in FIELDS_LEARNT:
        rows = _measured(found, held, truths(examples, field))
        told = (labels(now, field), labels(then, field), truths(examples, field))
        verdicts[field] = compare(*([one[row] for row in rows] for one in told))
    winners = [field for field in FIELDS_LEARNT if verdicts[field].better]
    live = readers.live_layer(workspace.pk)
    kept = _kept(candidate, winners, live if live and live.base == base.version else None)
    figures = {field: asdict(one) for field, one in verdicts.items()}
    figures |= {"learnt": len(learnt_from), "held": sum(held), "better": [str(f) for f in winners]}
    return _store(workspace, kept, base.version, figures, by, live=bool(winners))


def _hints(found: Sequence[Taught]) -> Any:
    known = {one.word.pk: one.hint for one in found}
    return lambda word: known[word.pk]


def _said(found: list[Taught]) -> tuple[Ints, Ints]:
    sentiments = [
        SENTIMENTS.index(says) if says else UNKNOWN for says in labels_of(found, Field.SENTIMENT)
    ]
    needs = [
        ("no", "yes").index(says) if says else UNKNOWN
        for says in labels_of(found, Field.NEEDS_ANSWER)
    ]
    return np.array(sentiments, dtype=np.int64), np.array(needs, dtype=np.int64)


def _is_held(one: Taught) -> bool:
    """By the word's own hash, so that a word once held back is never learnt from later."""
    place = int.from_bytes(hashlib.sha256(str(one.word.pk).encode()).digest()[:4]) / 2**32
    return place < (HELD_BY_CHANCE if one.by_chance else HELD_OTHERWISE)


def _measured(found: Sequence[Taught], held: Sequence[bool], truth: Sequence[str]) -> list[int]:
    """Rows to compare on: those drawn by chance where there are enough, else all held back."""
    rows = [row for row, is_held in enumerate(held) if is_held and truth[row]]
    fair = [row for row in rows if found[row].by_chance]
    return fair if len(fair) >= FEWEST_HELD else rows


def _kept(candidate: Layer, winners: Sequence[str], live: LayerVersion | None) -> Layer:
    """What is better of the candidate, and the rest of what is live; where nothing is, the
    candidate as it is, for the record."""
    if not winners:
        return candidate
    parts = dict.fromkeys(winners, candidate)
    if live is not None:
        old = readers.layer_in(live)
        parts |= {field: old for field in FIELDS_LEARNT if field not in winners}
    return combined(parts)


@transaction.atomic
def _store(
    workspace: Workspace,
    layer: Layer,
    base: str,
    figures: dict[str, Any],
    by: User | None,
    *,
    live: bool,
) -> LayerVersion:
    turns.one_at_a_time(workspace.pk)
    stored, new = LayerVersion.objects.get_or_create(
        workspace=workspace,
        base=base,
        name=f"{readers.owner_of(workspace.pk)}-{layer.digest}",
        defaults={
            "data": layer.to_npz(),
            "state": LayerState.CANDIDATE,
            "figures": figures,
            "made_at": clock.now(),
            "made_by": by,
        },
    )
    if live and stored.state != LayerState.LIVE:
        _go_live(stored, by)
    elif new:
        _note(stored, LayerState.REJECTED)
    _tell(stored, "layer_learnt", by, figures | {"state": stored.state})
    return stored


def _go_live(layer: LayerVersion, by: User | None) -> None:
    now = clock.now()
    live = readers.live_layer(layer.workspace_id)
    if live is not None:
        _note(live, LayerState.RETIRED, ended_at=now, ended_by=by)
    _note(layer, LayerState.LIVE, before=live, ended_at=None, ended_by=None, rolled_back=False)
    _versions_of(layer).update(withdrawn_at=None)
    ledger.append(layer.workspace_id, "layer_live", layer, now, {"version": layer.version})


@transaction.atomic
def roll_back(layer: LayerVersion, by: User) -> LayerVersion | None:
    """Take a live layer back: what was live before it is live again. None: the shipped reader.

    Its readings are kept and shown only where there is no other. One that is not live any more
    changes nothing. Raises PermissionDenied for somebody of another workspace.
    """
    turns.one_at_a_time(layer.workspace_id)
    if not Membership.objects.filter(workspace_id=layer.workspace_id, user=by).exists():
        raise PermissionDenied(f"{by} does not belong to this workspace")
    fresh = LayerVersion.objects.get(pk=layer.pk)
    if fresh.state != LayerState.LIVE:
        return readers.live_layer(layer.workspace_id)
    now, before = clock.now(), fresh.before
    _note(fresh, LayerState.RETIRED, ended_at=now, ended_by=by, rolled_back=True)
    _versions_of(fresh).update(withdrawn_at=now)
    if before is not None and not before.rolled_back:
        _note(before, LayerState.LIVE, ended_at=None, ended_by=None)
    _tell(fresh, "layer_rolled_back", by, {"version": fresh.version})
    ledger.append(fresh.workspace_id, "layer_rolled_back", fresh, now, {"version": fresh.version})
    return readers.live_layer(layer.workspace_id)


def _versions_of(layer: LayerVersion) -> QuerySet[ReaderVersion]:
    """The reader with this layer, and the second floor's where it revised that reader."""
    revised = Q(name__startswith=f"{layer.version}/")
    return ReaderVersion.objects.filter(Q(name=layer.version) | revised)


def _note(layer: LayerVersion, state: LayerState, **values: Any) -> None:
    layer.state = state
    for name, value in values.items():
        setattr(layer, name, value)
    layer.save(update_fields=["state", *values])


def _tell(layer: LayerVersion, action: str, by: User | None, data: dict[str, Any]) -> None:
    audit.record(action, actor=by, workspace_id=layer.workspace_id, about=layer, data=data)
    pulse.touch(layer.workspace_id, "sources")
