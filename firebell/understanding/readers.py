"""The reader of a workspace: the shipped one, with the workspace's own layer if one is live."""

from __future__ import annotations

from firebell.core.understanding import Reader
from firebell.core.understanding.layer import Layer
from firebell.runners.reading import OwnLayer, layered, load_reader
from firebell.understanding.enums import LayerState
from firebell.understanding.models import LayerVersion


def live_layer(workspace_id: int) -> LayerVersion | None:
    return LayerVersion.objects.filter(workspace_id=workspace_id, state=LayerState.LIVE).first()


def reader_of(workspace_id: int) -> Reader:
    """What reads for this workspace now. A layer that was learnt on another version of the shipped
    reader is not laid on this one: nobody knows what the two would say together."""
    return layered(own_layer(workspace_id))


def own_layer(workspace_id: int) -> OwnLayer | None:
    """The layer that `reader_of` lays on the shipped reader, if any."""
    live = live_layer(workspace_id)
    if live is None or live.base != load_reader().version:
        return None
    return OwnLayer(layer_in(live), owner_of(workspace_id))


def layer_in(stored: LayerVersion) -> Layer:
    return Layer.from_npz(bytes(stored.data))


def owner_of(workspace_id: int) -> str:
    """How the name of a layer begins."""
    return f"w{workspace_id}"


def reader_stamp(workspace_id: int) -> object:
    """Changes whenever `reader_of` may."""
    live = LayerVersion.objects.filter(workspace_id=workspace_id, state=LayerState.LIVE)
    return live.values_list("pk", flat=True).first()
