"""What is passed on around an alert: the facts of its headline, and what its page shows."""

from __future__ import annotations

from typing import Any

from firebell.core.triggers.alerts import Kind, Ringing
from firebell.core.triggers.memes.marks import Carrier, carrier_of, label_of
from firebell.core.triggers.memes.stream import Moment, Spreading
from firebell.listening.models import Interaction
from firebell.triggers import meme_states
from firebell.triggers.models import Alert

COPIED = 2  # texts whose copies are counted together
FEWEST_COPIES, LEAST_PERCENT = 5, 30  # below, it is no word in a headline


def facts(alert: Alert, ringing: Ringing) -> dict[str, Any]:
    """What a headline says of what is passed on, in a form that needs no language."""
    if alert.brand_id is None:
        return {}
    state = meme_states.states_of(alert.workspace_id, [alert.brand_id]).get(alert.brand_id)
    if state is None:
        return {}
    if ringing.kind == Kind.SPREAD:
        return _spread(state, ringing, alert.headline or {})
    return _copies(state, ringing.peak_at)


def mark_of(alert: Alert) -> str:
    """What spreads, by its headline; empty where the alert is about something else."""
    return str(alert.headline.get("mark", ""))


def nameless(headline: dict[str, Any]) -> dict[str, Any]:
    """The same without who began it: for what is kept for ever."""
    return {name: value for name, value in headline.items() if name != "by"}


def _spread(state: Spreading, ringing: Ringing, before: dict[str, Any]) -> dict[str, Any]:
    found = _at(state, ringing)
    said = {
        "mark": ringing.mark,
        "carrier": str(carrier_of(ringing.mark)),
        "label": label_of(ringing.mark),
    }
    if found is None:
        # Its moment is long over; what was said of it then still holds.
        return {name: before[name] for name in ("people", "by") if name in before} | said
    return said | {"people": found.people, "by": _handle(found.first)}


def _at(state: Spreading, ringing: Ringing) -> Moment | None:
    """The mark as it was judged at the alert's peak, or as it is by now."""
    for one in reversed(state.loud):
        if one.mark == ringing.mark and one.at == ringing.peak_at:
            return one
    track = state.tracks.get(ringing.mark)
    return state.measured(track, ringing.peak_at) if track else None


def _handle(interaction: int) -> str:
    """Whose post it is, unless it was taken back."""
    words = Interaction.objects.filter(pk=interaction, hidden_at__isnull=True)
    return words.values_list("profile__handle", flat=True).first() or ""


def _copies(state: Spreading, edge: int) -> dict[str, Any]:
    """Which part of the hour's posts are copies of the few texts that are copied most."""
    posts = state.brand.posts_within(edge)
    copied = sorted(
        (n for track in state.tracks.values()
         if carrier_of(track.mark) == Carrier.TEXT and (n := track.posts_within(edge)) > 1),
        reverse=True,
    )[:COPIED]  # fmt: skip
    if sum(copied) < FEWEST_COPIES or 100 * sum(copied) < LEAST_PERCENT * posts:
        return {}
    return {"copies": round(100 * sum(copied) / posts), "texts": len(copied)}
