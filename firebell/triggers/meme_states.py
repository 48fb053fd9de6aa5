"""What is remembered of what is passed on, by brand: decoded once, and kept while it holds."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Collection

from firebell.core.triggers.contract import StateError
from firebell.core.triggers.memes.storing import dump, load
from firebell.core.triggers.memes.stream import Spreading
from firebell.triggers.models import MemeState

MOST_KEPT = 64  # brands

# (workspace, brand) -> the stamp of its row and what the row holds. The row is the truth: a state
# that was never committed has a stamp that the row has not.
_known: OrderedDict[tuple[int, int], tuple[str, Spreading]] = OrderedDict()


def states_of(workspace_id: int, brands: Collection[int]) -> dict[int, Spreading]:
    """Brand -> its state, of those that have one. They are shared: only the ear may change them."""
    kept = MemeState.objects.filter(workspace_id=workspace_id, brand_id__in=list(brands))
    stamps = dict(kept.values_list("brand_id", "stamp"))
    found = {
        brand: known[1]
        for brand, stamp in stamps.items()
        if (known := _known.get((workspace_id, brand))) and known[0] == stamp
    }
    unknown = stamps.keys() - found.keys()
    if not unknown:
        return found
    for brand, state, stamp in kept.filter(brand_id__in=unknown).values_list(
        "brand_id", "state", "stamp"
    ):
        found[brand] = _read(bytes(state))
        _remember(workspace_id, brand, stamp, found[brand])
    return found


def _read(state: bytes) -> Spreading:
    """A state that cannot be read (of an older version) is begun anew."""
    try:
        return load(state)
    except StateError:
        return Spreading()


def changing(workspace_id: int, brand: int) -> None:
    """A state is about to change: until it is stamped, or if changing it fails, nobody takes it for
    what the row holds."""
    _known.pop((workspace_id, brand), None)


def stamped(workspace_id: int, brand: int, state: Spreading) -> tuple[bytes, str]:
    """A state as bytes, and the stamp to store them under: the same for the same bytes."""
    data = dump(state)
    stamp = hashlib.blake2b(data, digest_size=16).hexdigest()
    _remember(workspace_id, brand, stamp, state)
    return data, stamp


def _remember(workspace_id: int, brand: int, stamp: str, state: Spreading) -> None:
    _known[workspace_id, brand] = stamp, state
    _known.move_to_end((workspace_id, brand))
    if len(_known) > MOST_KEPT:
        _known.popitem(last=False)


def forget() -> None:
    """As a new process begins."""
    _known.clear()
