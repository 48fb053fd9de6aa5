"""Networks for tests: their readers are told here what to hand out, and when."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest

from firebell.channels import registry
from firebell.channels.contract import Batch, Capabilities, Listening, Network, no_interactions
from tests.posts import batch, post


def said(number: int, **more: Any) -> Batch:
    """A batch of one post; the cursor is its number."""
    return Batch(batch(post(number, **more)), (), {"at": number})


def heartbeat(number: int) -> Batch:
    return Batch(no_interactions(), (), {"at": number})


class Told:
    """A reader that hands out `steps` after its cursor; a step is a Batch or something to raise.

    `gate` is awaited before each step, so that a test can hold the reader back.
    """

    def __init__(self, *steps: Batch | BaseException) -> None:
        self.steps = list(steps)
        self.gate = threading.Event()
        self.gate.set()
        self.opened: list[Mapping[str, Any]] = []
        self.configs: list[Mapping[str, Any]] = []
        self.closed = 0
        self.asked = 0

    def batches(
        self, config: Mapping[str, Any], cursor: Mapping[str, Any], size: int
    ) -> Iterator[Batch]:
        self.opened.append(dict(cursor))
        self.configs.append(dict(config))
        try:
            while True:
                self.gate.wait(20)
                self.asked += 1
                step = self._next(cursor.get("at", 0))
                if step is None:
                    return
                if isinstance(step, BaseException):
                    self.steps.remove(step)
                    raise step
                yield step
                cursor = step.cursor
        finally:
            self.closed += 1

    def _next(self, after: int) -> Batch | BaseException | None:
        for step in self.steps:
            if isinstance(step, BaseException) or step.cursor["at"] > after:
                return step
        return None


def network(reader: Any, *, name: str = "told", **more: Any) -> Network:
    given = {
        "name": name,
        "label": "Told",
        "capabilities": Capabilities(listen=Listening.ASKED),
        "validate": dict,
        "reader": reader,
        "secrets": frozenset({"password"}),
        "every": timedelta(0),
        "history_is_work": True,
    }
    return Network(**(given | more))


@pytest.fixture
def known(monkeypatch):
    """Registers a network for one test."""

    def register(found: Network) -> Network:
        registry.networks()
        monkeypatch.setitem(registry._networks, found.name, found)
        return found

    return register
