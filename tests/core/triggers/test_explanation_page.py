"""What the docs state of windows, shares and weights is what the code uses."""

from __future__ import annotations

from pathlib import Path

from firebell.core.triggers.series import DETECTORS, WEIGHTS, Dimension, Measure

PAGE = Path(__file__).resolve().parents[3] / "docs" / "explanation" / "triggers.md"
SERIES = {
    "complaints about a brand": (Dimension.BRAND, Measure.NEGATIVE),
    "its channels and topics alone": (Dimension.TOPIC, Measure.NEGATIVE),
    "posts of any mood": (Dimension.BRAND, Measure.TOTAL),
}
NAMES = {
    (Dimension.BRAND, Measure.NEGATIVE): "complaints about the brand",
    (Dimension.BRAND, Measure.SHARE): "their share of its posts",
    (Dimension.BRAND, Measure.TOTAL): "its posts of any mood",
    (Dimension.CHANNEL, Measure.NEGATIVE): "complaints on one channel",
    (Dimension.CHANNEL, Measure.TOTAL): "posts of any mood on one channel",
    (Dimension.TOPIC, Measure.NEGATIVE): "complaints about one topic",
    (Dimension.LANGUAGE, Measure.NEGATIVE): "complaints in one language",
}


def stated(head):
    table = PAGE.read_text(encoding="utf-8").split(head)[1].split("\n\n")[0]
    return [line for line in table.splitlines()[2:] if line]


def test_the_page_states_the_windows_in_use():
    used = [
        f"| {name} | {span.seconds // 60} min | {span.share:g} | {span.least:g} |"
        for name, key in SERIES.items()
        for span in DETECTORS[key].params.spans
        if span.share
    ]
    assert stated("| series | window |") == used


def test_the_page_states_the_weights_in_use():
    used = [f"| {NAMES[key]} | {weight:g} |" for key, weight in WEIGHTS.items()]
    assert stated("| what | weight |") == used


def test_channels_and_topics_are_judged_alike():
    channel = DETECTORS[Dimension.CHANNEL, Measure.NEGATIVE].params
    assert channel == DETECTORS[Dimension.TOPIC, Measure.NEGATIVE].params
