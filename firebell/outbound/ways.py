"""Through which of our accounts a word can be answered, and what the network lets us do there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firebell.channels.contract import Capabilities, ChannelError
from firebell.channels.models import Source
from firebell.channels.registry import network


@dataclass(frozen=True, slots=True)
class Way:
    """One source that is open for sending. `closes_at`: the network takes no answer after it."""

    source: Source
    label: str  # of the network
    capabilities: Capabilities
    closes_at: datetime | None = None

    def objection(self, text: str, *, public: bool, now: datetime) -> str:
        """Why this text cannot go this way, for a person; "" if it can."""
        can = self.capabilities
        if public and not can.reply_publicly:
            return _("%(network)s takes no public answer: answer privately.") % self._named
        if not public and not can.reply_privately:
            return _("%(network)s takes no private answer: answer publicly.") % self._named
        if can.length_limit is not None and len(text) > can.length_limit:
            over = len(text) - can.length_limit
            return ngettext(
                "%(n)s character too long for %(network)s.",
                "%(n)s characters too long for %(network)s.",
                over,
            ) % (self._named | {"n": over})
        if self.closes_at is not None and now > self.closes_at:
            return (
                _(
                    "%(network)s takes no answer so long after the person’s last word. Answer "
                    "elsewhere and record it here."
                )
                % self._named
            )
        return ""

    @property
    def _named(self) -> dict[str, object]:
        return {"network": self.label}


def way(source: Source, last_word_at: datetime | None) -> Way | None:
    """The way through this source, or None while it only listens."""
    try:
        found = network(source.network)
    except ChannelError:
        return None
    can = found.capabilities
    if source.listen_only or found.sender is None or not can.can_send:
        return None
    window = can.reply_window
    closes_at = last_word_at + window if window is not None and last_word_at else None
    return Way(source, str(found.label), can, closes_at)
