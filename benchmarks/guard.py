"""How much abuse and rudeness the guard finds, and how many real replies it stops for nothing.

Recall on the test part of the agent replies written for this project (hostile, rude, firm, kind;
English, Norwegian, Polish); false alarms on real agents' replies of the customer-support set, from
the half of the brands that no rule was chosen on. Beside it, in the same run, what most people
would take: VADER, with a text flagged whose compound score is below -0.3.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from firebell.core.outbound.contract import Draft, Outcome, Verdict
from firebell.core.outbound.judge import judge

VADER_BELOW = -0.3
CLASSES = ("hostile", "rude", "firm", "kind")
LANGUAGES = ("en", "nb", "pl")
TONE = ("abuse", "tone")

Flag = Callable[[str], bool]


def run(data: Path, part: str = "test", chosen_on: bool = False) -> dict[str, Any]:
    """Shares of texts flagged. `part` train and `chosen_on` show what the rules were chosen on."""
    replies = agent_replies(data, part)
    real = real_replies(data, chosen_on)
    vader = SentimentIntensityAnalyzer()
    flags: dict[str, Flag] = {
        "firebell_blocked": lambda text: _stopped(text, Outcome.BLOCK),
        "firebell_flagged": lambda text: _stopped(text, Outcome.WARN, Outcome.BLOCK),
        "vader_flagged": lambda text: vader.polarity_scores(text)["compound"] < VADER_BELOW,
    }
    return {
        "part": part,
        "replies": len(replies),
        "real_replies": len(real),
        "real_brands": len({brand for brand, _ in real}),
        **{name: _shares(flag, replies, real) for name, flag in flags.items()},
        "other_rules_on_real_replies": _other_rules(text for _, text in real),
    }


def _stopped(text: str, *outcomes: Outcome) -> bool:
    """Whether the rules of tone and abuse alone would have stopped it."""
    return any(
        finding.verdict in outcomes and finding.rule.split(".")[0] in TONE
        for finding in judge(Draft(text)).reasons
    )


def _shares(
    flag: Flag, replies: list[dict[str, str]], real: list[tuple[str, str]]
) -> dict[str, Any]:
    shares: dict[str, Any] = {}
    for name in CLASSES:
        of_class = [row for row in replies if row["class"] == name]
        shares[name] = {"all": _share(flag, (row["text"] for row in of_class))}
        for lang in LANGUAGES:
            texts = (row["text"] for row in of_class if row["lang"] == lang)
            shares[name][lang] = _share(flag, texts)
    shares["real_replies"] = _share(flag, (text for _, text in real))
    return shares


def _share(flag: Flag, texts: Iterable[str]) -> float:
    flagged = [flag(text) for text in texts]
    return round(sum(flagged) / len(flagged), 4) if flagged else 0.0


def _other_rules(texts: Iterable[str]) -> dict[str, float]:
    """Share of real public replies stopped by what is not tone: personal data and so on."""
    verdicts: list[Verdict] = [judge(Draft(text, public=True)) for text in texts]
    families = {
        family: sum(
            any(finding.rule.startswith(f"{family}.") for finding in verdict.reasons)
            for verdict in verdicts
        )
        for family in ("personal", "placeholder", "internal")
    }
    return {family: round(count / len(verdicts), 4) for family, count in families.items()}


def agent_replies(data: Path, part: str) -> list[dict[str, str]]:
    lines = (data / "agent_replies" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def real_replies(data: Path, chosen_on: bool) -> list[tuple[str, str]]:
    """Brand and text of real agents' replies, of the half of the brands chosen on or the other."""
    with (data / "twcs" / "twcs_5k.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["inbound"] == "False"]
    pairs = [(row["author_id"], row["text"]) for row in rows]
    return [pair for pair in pairs if _is_chosen_on(pair[0]) == chosen_on]


def _is_chosen_on(brand: str) -> bool:
    """A split by brand that anybody can repeat: the parity of the name's SHA-256."""
    return int(hashlib.sha256(brand.encode()).hexdigest(), 16) % 2 == 0
