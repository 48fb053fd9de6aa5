from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from firebell.core.outbound.contract import Draft, Outcome
from firebell.core.outbound.judge import judge


@pytest.mark.data
def test_lexicon_keeps_what_it_was_written_on(data_dir: Path):
    """The training part only: what the guard reaches on texts not looked at is for the bench."""
    lines = (data_dir / "agent_replies" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    stopped: Counter[tuple[str, Outcome]] = Counter()
    for row in map(json.loads, lines):
        stopped[row["class"], judge(Draft(row["text"])).verdict] += 1
    assert stopped["hostile", Outcome.BLOCK] >= 103
    assert stopped["rude", Outcome.WARN] >= 103
    assert (stopped["firm", Outcome.SEND], stopped["kind", Outcome.SEND]) == (105, 105)
