"""The thresholds that the docs state are those of the code."""

from __future__ import annotations

from pathlib import Path

from firebell.core.triggers.series import DETECTORS, Dimension, Measure

PAGE = Path(__file__).resolve().parents[3] / "docs" / "explanation" / "triggers.md"
SERIES = {
    "complaints about a brand": (Dimension.BRAND, Measure.NEGATIVE),
    "its channels and topics alone": (Dimension.TOPIC, Measure.NEGATIVE),
    "posts of any mood": (Dimension.BRAND, Measure.TOTAL),
}


def test_the_page_states_the_thresholds_in_use():
    head = "| series | window |"
    table = PAGE.read_text(encoding="utf-8").split(head)[1].split("\n\n")[0]
    stated = [line for line in table.splitlines()[2:] if line]
    used = [
        f"| {name} | {span.seconds // 3_600} h | {span.alarm:g} | {span.ratio:g} | {span.least:g} |"
        for name, key in SERIES.items()
        for span in DETECTORS[key].params.spans
    ]
    assert stated == used


def test_channels_and_topics_are_judged_alike():
    channel = DETECTORS[Dimension.CHANNEL, Measure.NEGATIVE].params
    assert channel == DETECTORS[Dimension.TOPIC, Measure.NEGATIVE].params
