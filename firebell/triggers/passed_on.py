"""What is passed on around an alert: the facts of its headline, and what its page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from firebell.core.triggers.alerts import Kind, Ringing
from firebell.core.triggers.memes.coordination import Sign, looks_coordinated
from firebell.core.triggers.memes.marks import Carrier, carrier_of, label_of, signed
from firebell.core.triggers.memes.moments import Moment
from firebell.core.triggers.memes.stream import Spreading
from firebell.listening.models import Interaction
from firebell.triggers import meme_states
from firebell.triggers.models import Alert, Meme
from firebell.triggers.wording.spreading import said_sign

MOST_SHOWN, MOST_TERMS = 6, 6
AROUND = timedelta(hours=1)
COPIED = 2  # texts whose copies are counted together
FEWEST_COPIES, LEAST_PERCENT = 5, 30  # below, it is no word in a headline


_OF_ITS_MOMENT = ("people", "by", "coordinated")


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A meme as it is shown. `first` is None where its first post is gone or was taken back."""

    meme: Meme
    first: Interaction | None
    signs: list[str]  # why it looks coordinated, in words; none where it does not


def around(alert: Alert) -> list[PassedOn]:
    """What was passed on about the alert's brand while it lasted, by most people first."""
    if alert.brand_id is None:
        return []
    since, until = alert.onset - AROUND, alert.last_at + AROUND
    rows = Meme.objects.filter(
        workspace_id=alert.workspace_id, brand_id=alert.brand_id,
        day__gte=since.date(), day__lte=until.date(), at__gte=since, at__lte=until,
    )  # fmt: skip
    memes = list(rows.order_by("-people", "-posts", "mark")[:MOST_SHOWN])
    words = Interaction.objects.filter(
        workspace_id=alert.workspace_id,
        pk__in=[meme.first for meme in memes],
        hidden_at__isnull=True,
    ).select_related("profile")
    first = {word.pk: word for word in words}
    return [PassedOn(meme, first.get(meme.first), _said_signs(meme)) for meme in memes]


def _said_signs(meme: Meme) -> list[str]:
    return [said_sign(Sign(**sign)) for sign in meme.evidence.get("signs", [])]


def facts(alert: Alert, ringing: Ringing) -> dict[str, Any]:
    """What a headline says of what is passed on, in a form that needs no language."""
    if alert.brand_id is None:
        return {}
    state = meme_states.states_of(alert.workspace_id, [alert.brand_id]).get(alert.brand_id)
    if state is None:
        return {}
    terms = [one.term for one in state.terms.emerging(ringing.peak_at, MOST_TERMS)]
    told = {"terms": terms} if terms else {}
    if ringing.kind == Kind.SPREAD:
        return told | _spread(state, ringing, alert)
    return told | _copies(state, ringing.peak_at)


def mark_of(alert: Alert) -> str:
    """What spreads, by its headline; empty where the alert is about something else."""
    return str(alert.headline.get("mark", ""))


def carrying(posts: QuerySet[Interaction], mark: str) -> QuerySet[Interaction]:
    """Those of `posts` that carry a mark: its copies, or whoever writes it out."""
    if not mark:
        return posts
    carrier = carrier_of(mark)
    if carrier == Carrier.TEXT:
        return posts.filter(readings__fingerprint=signed(mark))
    if carrier == Carrier.PICTURE:
        return posts.filter(pictures__fingerprint=signed(mark))
    return posts.filter(text__icontains=label_of(mark).partition("?")[0].partition("…")[0])


def nameless(headline: dict[str, Any]) -> dict[str, Any]:
    """The same without who began it and in whose words: for what is kept for ever."""
    return {name: value for name, value in headline.items() if name not in ("by", "terms")}


def _spread(state: Spreading, ringing: Ringing, alert: Alert) -> dict[str, Any]:
    found, before = _at(state, ringing), alert.headline or {}
    said = {
        "mark": ringing.mark,
        "carrier": str(carrier_of(ringing.mark)),
        "label": label_of(ringing.mark),
    }
    if found is None:
        # Its moment is long over; what was said of it then still holds.
        return {name: before[name] for name in _OF_ITS_MOMENT if name in before} | said
    coordinated = looks_coordinated(state.signs(ringing.mark, ringing.peak_at))
    by = _handle(alert.workspace_id, found.first)
    return said | {"people": found.people, "by": by, "coordinated": coordinated}


def _at(state: Spreading, ringing: Ringing) -> Moment | None:
    """The mark as it was judged at the alert's peak, or as it is by now."""
    for one in reversed(state.loud):
        if one.mark == ringing.mark and one.at == ringing.peak_at:
            return one
    track = state.tracks.get(ringing.mark)
    return state.measured(track, ringing.peak_at) if track else None


def _handle(workspace_id: int, interaction: int) -> str:
    """Whose post it is, unless it was taken back."""
    words = Interaction.objects.filter(
        workspace_id=workspace_id, pk=interaction, hidden_at__isnull=True
    )
    return words.values_list("profile__handle", flat=True).first() or ""


def _copies(state: Spreading, edge: int) -> dict[str, Any]:
    """Which part of the hour's posts are copies of the few texts that are copied most."""
    posts = state.brand.posts_within(edge)
    copied = sorted(
        (n for track in state.tracks.values()
         if carrier_of(track.mark) == Carrier.TEXT and (n := track.posts_within(edge)) > 1),
        reverse=True,
    )[:COPIED]  # fmt: skip
    # What is hours behind the newest post is no longer known of all: then nothing is said.
    if not FEWEST_COPIES <= sum(copied) <= posts or 100 * sum(copied) < LEAST_PERCENT * posts:
        return {}
    return {"copied": round(100 * sum(copied) / posts), "texts": len(copied)}
