"""Will a post go viral? Doubling, final size, intervals and speed, beside plain rules and SEISMIC.

The shipped model has seen none of these sets. The taught one is fitted on the training part alone
(Twitter: training and validation part), as a house would fit it on its own past, without people and
with them. Twitter is judged on its test part; Memetracker has none, so its validation part, which
nothing was chosen on, stands in. `same_day` compares cascades of one day alone: in both sets early
cascades grew larger than late ones, which no forecast should live on.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.cascades_of.doubling import coverage, doubling
from benchmarks.cascades_of.growing import growing
from benchmarks.cascades_of.pace import pace
from benchmarks.cascades_of.sets import forest, seismic
from benchmarks.cascades_of.taught import Models


def run(data: Path) -> dict[str, Any]:
    """See the module. `data` is the folder of public sets."""
    twitter = Models.of(forest(data, "twitter", "train") + forest(data, "twitter", "validation"))
    test = forest(data, "twitter", "test")
    memetracker = Models.of(forest(data, "memetracker", "train"))
    return {
        "benchmark": "cascade",
        "twitter": doubling(twitter, test),
        "memetracker": doubling(memetracker, forest(data, "memetracker", "validation")),
        "intervals_of_80_on_twitter": coverage(twitter, test),
        "one_long_cascade": growing(seismic(data)),
        "speed": pace(),
    }
