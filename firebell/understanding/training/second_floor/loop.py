"""One run of training: rows in, a trained network out. It can be stopped and goes on later."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from firebell.core.understanding.second_floor.tokens import PieceTokenizer
from firebell.understanding.training.second_floor.mixture import Row
from firebell.understanding.training.second_floor.network import Network, padded

KEEP_EVERY = 100
Say = Callable[[str], None]


@dataclass(frozen=True)
class Settings:
    """``rate`` is the highest rate of learning, reached after the share ``warm`` of the steps and
    falling in a line to nought; heads learn ``head_factor`` times as fast. Where time is short,
    only the first ``most`` batches are learnt from, and over the last ``cool`` of them the rate
    falls to nought besides."""

    epochs: int = 1
    most: int | None = None
    cool: int = 250
    batch: int = 32
    rate: float = 1e-4
    head_factor: float = 10.0
    warm: float = 0.06
    decay: float = 0.01
    clip: float = 1.0


@dataclass(frozen=True)
class Example:
    """A row as the network sees it."""

    numbers: list[int]
    task: str
    label: int
    weight: float


def examples(rows: Sequence[Row], weights: Sequence[float], cut: PieceTokenizer) -> list[Example]:
    return [
        Example(cut.numbers(row.text), row.task, row.label, weight)
        for row, weight in zip(rows, weights, strict=True)
    ]


def batches(rows: Sequence[Example], size: int, seed: int) -> list[list[Example]]:
    """Batches of texts of about one length: a hundred batches at a time are drawn and sorted."""
    draw = random.Random(seed)
    order = list(rows)
    draw.shuffle(order)
    found: list[list[Example]] = []
    for start in range(0, len(order), 100 * size):
        part = sorted(order[start : start + 100 * size], key=lambda row: len(row.numbers))
        found += [part[place : place + size] for place in range(0, len(part), size)]
    draw.shuffle(found)
    return found


def loss(network: Network, batch: Sequence[Example]) -> torch.Tensor:
    """Weighted cross-entropy, each row in its own task only; mean over the batch."""
    logits = network(padded([row.numbers for row in batch]))
    total = torch.zeros(())
    for task, found in logits.items():
        mine = [place for place, row in enumerate(batch) if row.task == task]
        if mine:
            labels = torch.tensor([batch[place].label for place in mine])
            weights = torch.tensor([batch[place].weight for place in mine])
            losses = functional.cross_entropy(found[mine], labels, reduction="none")
            total = total + (losses * weights).sum()
    return total / len(batch)


def fit(
    network: Network, rows: Sequence[Example], settings: Settings, seed: int, kept: Path, say: Say
) -> None:
    """Train ``network`` in place. ``kept`` is a file that an interrupted run goes on from."""
    plan = [b for e in range(settings.epochs) for b in batches(rows, settings.batch, seed + e)]
    optimizer = _optimizer(network, settings)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: _share(step, len(plan), settings)
    )
    todo = plan[: settings.most]
    done = _resume(kept, network, optimizer, schedule)
    recent: list[float] = []
    for step, batch in _from(todo, done):
        found = loss(network, batch)
        found.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), settings.clip)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        recent = [*recent[-99:], float(found.detach())]
        if step % KEEP_EVERY == 0:
            say(f"{step} of {len(todo)} batches, loss {sum(recent) / len(recent):.4f}")
            _keep(kept, step, network, optimizer, schedule)
    kept.unlink(missing_ok=True)


def predict(
    network: Network, numbers: Sequence[Sequence[int]], size: int = 64
) -> dict[str, np.ndarray]:
    """Logits of every task, texts x classes, in the order of the texts."""
    order = sorted(range(len(numbers)), key=lambda place: len(numbers[place]))
    parts: dict[str, list[np.ndarray]] = {task: [] for task in network.heads}
    with torch.inference_mode():
        for start in range(0, len(order), size):
            found = network(padded([numbers[place] for place in order[start : start + size]]))
            for task, logits in found.items():
                parts[task].append(logits.numpy())
    back = np.argsort(np.array(order))
    return {task: np.concatenate(part)[back] for task, part in parts.items()}


def _optimizer(network: Network, settings: Settings) -> torch.optim.Optimizer:
    rate = settings.rate
    matrices = [p for n, p in network.encoder.layers.named_parameters() if p.ndim == 2]
    known = {id(p) for p in matrices}
    # Decay would wear away the pieces that a language has but training does not meet.
    others = [p for p in network.encoder.parameters() if id(p) not in known]
    groups: list[Mapping[str, Any]] = [
        {"params": matrices, "lr": rate, "weight_decay": settings.decay},
        {"params": others, "lr": rate, "weight_decay": 0.0},
        {
            "params": list(network.heads.parameters()),
            "lr": rate * settings.head_factor,
            "weight_decay": 0.0,
        },
    ]
    return torch.optim.AdamW(groups, fused=True)  # type: ignore[arg-type]


def _share(step: int, steps: int, settings: Settings) -> float:
    """The share of the highest rate at a step of a plan of ``steps``."""
    rising = max(1, round(steps * settings.warm))
    share = min((step + 1) / rising, max(0.0, (steps - step) / max(1, steps - rising)))
    if settings.most is None:
        return share
    return share * max(0.0, min(1.0, (settings.most - step) / settings.cool))


def _from(plan: Sequence[list[Example]], done: int) -> Iterator[tuple[int, list[Example]]]:
    yield from enumerate(plan[done:], start=done + 1)


def _resume(kept: Path, network: Network, *parts: Any) -> int:
    if not kept.is_file():
        return 0
    found = torch.load(kept, weights_only=True)
    network.load_state_dict(found["network"])
    for part, state in zip(parts, found["parts"], strict=True):
        part.load_state_dict(state)
    return int(found["step"])


def _keep(kept: Path, step: int, network: Network, *parts: Any) -> None:
    state = {
        "step": step,
        "network": network.state_dict(),
        "parts": [part.state_dict() for part in parts],
    }
    partial = kept.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(kept)
