"""From the encoder's vectors to a file that fits into a package: five steps, each a function.

1. Every piece passes through the encoder alone; so do the training texts as wholes.
2. Principal axes of the texts' vectors, half whitened, cut the dimensions to half.
3. Common pieces weigh less: Arora, Liang and Ma, "A simple but tough-to-beat baseline for
   sentence embeddings" (ICLR 2017).
4. The pieces' vectors are moved so that their mean over a text comes near the vector of the whole
   text: ridge regression, pulled towards where they were.
5. Rows of whole numbers with one scale each.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from threadpoolctl import threadpool_limits

from firebell.core.text.embedding import MODEL_FILE, StaticEmbedding
from firebell.core.text.tokens import split_tokens
from firebell.understanding.training import sets
from firebell.understanding.training.sets import Labelled, Wall
from firebell.understanding.training.static_embedding.encoder import (
    PACKAGE,
    PINNED,
    Encoder,
    Vocabulary,
)

NAME = "static-embedding"
VERSION = "1"
MANIFEST = "static-embedding.json"

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Settings:
    """Chosen on validation parts: dimensions, whitening (0 none, 1/2 full), how soon commonness
    weighs (before and after the regression), the pull towards the first vectors."""

    dimensions: int = 256
    whiten: float = 0.25
    common: float = 1e-3
    common_after: float = 1e-2
    pull: float = 0.3
    steps: int = 25
    prior: float = 1e5  # tokens of the encoder's own probabilities among the counted
    longest: float = 3_000.0  # what the longest row comes to, in the units of the file


def train(data: Path, out: Path, seed: int) -> dict[str, Any]:
    """Write model and manifest into ``out`` and return the manifest.

    Nothing here is random; ``seed`` is only noted. Takes about ten minutes of one core.
    """
    wall = Wall(sets.test_texts(data))
    texts = training_texts(data, wall)
    wall.check(Labelled(text, 0, "texts") for text in texts)
    with threadpool_limits(1):
        encoder = Encoder()
        vocabulary = encoder.vocabulary()
        alone = encoder.pieces(1 + max(place for found in vocabulary.members for place in found))
        model = make(vocabulary, alone, texts, encoder.texts(texts), Settings())
    manifest = {
        "version": VERSION,
        "files": {MODEL_FILE: {"sha256": hashlib.sha256(model).hexdigest(), "bytes": len(model)}},
        "encoder": {"package": PACKAGE, "licence": "Apache-2.0", "sha256": PINNED},
        "seed": seed,
        "data": {k: v for k, v in sets.LICENCES.items() if k != "semeval2017_4A"},
    }
    out.mkdir(parents=True, exist_ok=True)
    (out / MODEL_FILE).write_bytes(model)
    text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
    (out / MANIFEST).write_text(text, encoding="utf-8")
    return manifest


def training_texts(data: Path, wall: Wall) -> list[str]:
    """Texts of the training parts that may ship, each once; their labels are not looked at."""
    rows = (
        sets.xlmt(data, "train")
        + sets.norec(data, "train")
        + sets.davidson(data, "train")
        + sets.germeval(data, "training")
        + sets.poleval(data, "train")
        + sets.agent_replies(data, "train")
    )
    texts = [row.text for row in rows] + sets.questions_to_firms(data)
    texts += [row.text for row in sets.wiki(data)]
    texts += [text for text, _ in sets.toxic_spans(data, "train")]
    return [text for text in dict.fromkeys(texts) if text not in wall]


def make(
    vocabulary: Vocabulary, alone: Floats, texts: Sequence[str], whole: Floats, how: Settings
) -> bytes:
    """The file, from vectors of the encoder's pieces alone and of whole texts."""
    counts = piece_counts(vocabulary.pieces, texts)
    chance = _chances(vocabulary.logs, np.asarray(counts.sum(axis=0)).ravel(), how.prior)
    middle, axes, spread = principal_axes(whole, how.dimensions)
    wanted = ((whole - middle) @ axes / spread**how.whiten).astype(np.float32)
    first = _together(vocabulary, alone)
    first -= (chance[:, None] * first).sum(axis=0, dtype=np.float64).astype(np.float32)
    first = first @ axes / spread**how.whiten * _rarity(chance, how.common)
    moved = regress(counts, wanted, first.astype(np.float32), how)
    moved /= np.sqrt(np.sqrt((chance[:, None] * moved**2).sum(axis=0)))
    return pack(vocabulary.pieces, moved * _rarity(chance, how.common_after), how.longest)


def piece_counts(pieces: Sequence[str], texts: Sequence[str]) -> csr_matrix:
    """How often each piece stands in each text, as the reader spells words."""
    nothing = np.zeros((len(pieces), 1), np.int8)
    spell = StaticEmbedding(pieces, nothing, np.ones(len(pieces), np.float32), "").pieces_of
    known: dict[str, list[int]] = {}
    spelled = []
    for text in texts:
        tokens = split_tokens(text)
        for token in tokens:
            if token not in known:
                known[token] = spell(token)
        spelled.append([place for token in tokens for place in known[token]])
    ends = np.cumsum([0, *map(len, spelled)])
    columns = np.array([place for places in spelled for place in places], np.int64)
    shape = (len(texts), len(pieces))
    return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=shape)


def principal_axes(whole: Floats, dimensions: int) -> tuple[Floats, Floats, Floats]:
    """Mean, axes (512 x dimensions) and variance along each, the largest first."""
    middle = whole.mean(axis=0)
    apart = whole - middle
    variance, axes = np.linalg.eigh(apart.T @ apart / len(whole))
    axes = axes[:, ::-1][:, :dimensions]
    # An axis may point either way; its largest part shall be positive.
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(dimensions)])
    return middle, axes, variance[::-1][:dimensions]


def regress(counts: csr_matrix, wanted: Floats, first: Floats, how: Settings) -> Floats:
    """Move the pieces' vectors towards texts' means by conjugate gradients, all columns at once."""
    sizes = np.asarray(counts.sum(axis=1)).ravel()
    means = (diags(1 / np.maximum(sizes, 1)) @ counts).astype(np.float32)[sizes > 0].tocsr()
    wanted = wanted[sizes > 0]
    back = means.T.tocsr()
    said = means @ first
    first = first * float((said * wanted).sum() / (said * said).sum())
    left = back @ (wanted - means @ first)
    change, way = np.zeros_like(first), left.copy()
    size = (left * left).sum(axis=0)
    for _ in range(how.steps):
        along = back @ (means @ way) + how.pull * way
        step = size / np.maximum((way * along).sum(axis=0), 1e-12)
        change += step * way
        left -= step * along
        new = (left * left).sum(axis=0)
        way = left + new / np.maximum(size, 1e-12) * way
        size = new
    moved: Floats = first + change
    return moved


def pack(pieces: Sequence[str], vectors: Floats, longest: float) -> bytes:
    """The .npz that `StaticEmbedding.from_npz` reads."""
    vectors = vectors * (longest / np.abs(vectors).max())
    scale = np.maximum(np.abs(vectors).max(axis=1) / 127, 1e-6).astype(np.float32)
    file = io.BytesIO()
    np.savez_compressed(
        file,
        pieces=np.frombuffer("\n".join(pieces).encode("utf-8"), np.uint8),
        vectors=np.rint(vectors / scale[:, None]).astype(np.int8),
        scale=scale,
    )
    return file.getvalue()


def _chances(logs: NDArray[np.float64], counts: Floats, prior: float) -> NDArray[np.float64]:
    own = np.exp(logs)
    found: NDArray[np.float64] = (counts + prior * own / own.sum()) / (counts.sum() + prior)
    return found


def _rarity(chance: NDArray[np.float64], common: float) -> Floats:
    weights: Floats = (common / (common + chance)).astype(np.float32)[:, None]
    return weights


def _together(vocabulary: Vocabulary, alone: Floats) -> Floats:
    """One vector a folded piece: the mean of its members."""
    return np.array([alone[found].mean(axis=0) for found in vocabulary.members], np.float32)
