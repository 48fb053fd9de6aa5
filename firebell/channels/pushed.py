"""Calls from outside that wait to be taken in: stored at the door, parsed by the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firebell.channels.contract import Batch, ChannelError, Pushed
from firebell.channels.models import PushedCall, Source
from firebell.channels.registry import network
from firebell.channels.secrets import opened_config


@dataclass(frozen=True, slots=True)
class Waiting:
    """Some calls of one source, the oldest first, each with its place."""

    ids: tuple[int, ...]
    calls: tuple[tuple[str, Pushed], ...]

    def note_taken(self, now: datetime) -> None:
        """They are taken in. Belongs in the transaction that stores their batch."""
        PushedCall.objects.filter(pk__in=self.ids).update(taken_at=now)


def waiting(source: Source, number: int) -> Waiting:
    """At most `number` calls that were not taken in yet."""
    rows = source.pushed_calls.filter(taken_at__isnull=True).order_by("pk")[:number]
    found = [
        (row.pk, row.call_id, Pushed(bytes(row.body), row.headers, row.received_at)) for row in rows
    ]
    return Waiting(
        tuple(pk for pk, _place, _call in found),
        tuple((f"call {place}", call) for _pk, place, call in found),
    )


def parsed(source: Source, taken: Waiting) -> Batch:
    """What the calls say, by the parser of their network."""
    parse = network(source.network).parse
    if parse is None:
        raise ChannelError(f"{source.network} is not told by others", permanent=True)
    return parse(opened_config(source), taken.calls)


def forget_taken(before: datetime, number: int = 1_000) -> int:
    """Delete calls that were taken in before an instant, at most `number`; how many those were.
    What they said is stored; only their bodies are let go."""
    old = PushedCall.objects.filter(taken_at__lt=before).order_by("pk")
    gone, _each = PushedCall.objects.filter(
        pk__in=list(old.values_list("pk", flat=True)[:number])
    ).delete()
    return gone
