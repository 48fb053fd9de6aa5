"""Posts read in a second of CPU, beside VADER, AFINN and a linear model in one run.

One thread; real tweets in their real skew (airlines and customer support, in an order shuffled by
a seed). Ours reads everything, the others sentiment only. The first batch is not counted: it loads
tables. Each is asked in turns, and the median of the turns counts.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from benchmarks.reading_of.judges import AfinnWords, Judge, Texts, Vader, linear, readings
from firebell.runners.reading import load_reader
from firebell.understanding.training import first_floor, sets
from firebell.understanding.training.sets import Wall

SEED, TURNS, LINEAR_ROWS = 7, 3, 20_000


def run(data: Path) -> dict[str, Any]:
    """Posts per CPU second. `data` is the folder of public sets."""
    texts, linear_model = skewed(data), _linear(data)
    makers: dict[str, Callable[[], Judge]] = {
        "firebell_by_1000": lambda: _new_reader(1_000),
        "firebell_by_50": lambda: _new_reader(50),
        "vader": Vader,
        "afinn": AfinnWords,
        "linear": lambda: linear_model,
    }
    with threadpool_limits(1):
        turns = [
            {name: _speed(make(), texts) for name, make in makers.items()} for _ in range(TURNS)
        ]
    return {
        "version": load_reader().version,
        "posts": len(texts),
        "posts_per_cpu_second": {
            name: round(statistics.median(turn[name] for turn in turns)) for name in makers
        },
    }


def skewed(data: Path) -> list[str]:
    """Tweets to airlines and to support accounts, as they were written, shuffled."""
    texts = [text for text, _, _ in sets.airline(data)] + sets.support_texts(data, inbound=True)
    random.Random(SEED).shuffle(texts)
    return texts


def _new_reader(batch: int) -> Judge:
    """Reads everything, knowing no token yet."""
    reader = load_reader.__wrapped__()

    def judge(texts: Texts) -> list[int]:
        readings(reader, texts, batch)
        return []

    return judge


def _linear(data: Path) -> Judge:
    rows = Wall(sets.test_texts(data)).without_leaks(first_floor.sentiment_rows(data))
    return linear(random.Random(SEED).sample(rows, LINEAR_ROWS))


def _speed(judge: Judge, texts: Texts) -> int:
    judge(texts[:1_000])
    started = time.process_time()
    judge(texts)
    return round(len(texts) / (time.process_time() - started))
