"""What a feed is told: where it is, what it is, how often to ask and what to keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from firebell.channels.contract import ChannelError
from firebell.common.outgoing import RefusedAddressError, vetted_url
from firebell.core.schema import InteractionKind

# The medium, which becomes the channel of each entry -> what kind of word an entry is.
KINDS = {
    "news": InteractionKind.POST,
    "blog": InteractionKind.POST,
    "forum": InteractionKind.POST,
    "review": InteractionKind.REVIEW,
    "podcast": InteractionKind.POST,
    "comment": InteractionKind.COMMENT,
}
EVERYTHING, MATCHING = "everything", "matching"
KEYS = ("address", "medium", "minutes", "keep", "brand")


@dataclass(frozen=True, slots=True)
class FeedConfig:
    """One feed. `queries` are the workspace's, by number; None keeps everything."""

    address: str
    medium: str
    minutes: int
    queries: Mapping[int, str] | None

    @classmethod
    def read(cls, config: Mapping[str, Any]) -> FeedConfig:
        given = config.get("queries", {})
        queries = {int(number): str(text) for number, text in given.items()}
        return cls(
            str(config["address"]),
            str(config["medium"]),
            int(config.get("minutes", 5)),
            queries if config.get("keep") == MATCHING else None,
        )


def validate(given: Mapping[str, Any]) -> dict[str, Any]:
    """`address` (http or https, and reachable from here), `medium` (a key of KINDS), `minutes`
    between two times of asking (1 to 1440, else 5), `keep` (everything or matching), `brand`."""
    unknown = [key for key in given if key not in KEYS]
    if unknown:
        raise _wrong(f"{unknown[0]!r} is not known; known are {', '.join(KEYS)}")
    medium = given.get("medium", "news")
    if medium not in KINDS:
        raise _wrong(f"`medium` must be one of {', '.join(KINDS)}")
    keep = given.get("keep", EVERYTHING)
    if keep not in (EVERYTHING, MATCHING):
        raise _wrong(f"`keep` must be {EVERYTHING} or {MATCHING}")
    minutes = given.get("minutes", 5)
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not 1 <= minutes <= 1440:
        raise _wrong("`minutes` must be a whole number from 1 to 1440")
    return {
        "address": _address(given.get("address")),
        "medium": medium,
        "minutes": minutes,
        "keep": keep,
        "brand": given.get("brand"),
    }


def _address(given: Any) -> str:
    if not isinstance(given, str) or not given.strip():
        raise _wrong("`address` must be the address of a feed")
    # Podcast directories hand out feed: addresses.
    address = given.strip().removeprefix("feed:")
    address = f"https:{address}" if address.startswith("//") else address
    try:
        return str(vetted_url(address, ask=True))
    except RefusedAddressError as error:
        raise _wrong(str(error)) from error


def _wrong(why: str) -> ChannelError:
    return ChannelError(f"feed: {why}", permanent=True)
