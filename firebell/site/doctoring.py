"""What is really on with a source: what we know of it, then what its network says when asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from django.utils.module_loading import import_string
from django.utils.translation import override

from firebell.channels import actions, health, queries
from firebell.channels.contract import ChannelError, Doctor, Finding, Listening, Network
from firebell.channels.enums import SourceHealth, SourceState
from firebell.channels.models import Source
from firebell.channels.registry import network
from firebell.channels.wording import said_of_source, span
from firebell.common import clock
from firebell.site import reconciling
from firebell.site.ear import Ear, Ended, Failed

TRY_SIZE = 100


def examine(source: Source) -> Iterator[Finding]:
    """Everything about one source, in English; asks its network, changes nothing there."""
    now = clock.now()
    with override("en"):
        found = network(source.network)
        yield _state(source)
        if found.capabilities.listen in health.WATCHED:
            yield _worker(source)
            yield _error(source)
        if health.is_watched(found):
            yield _habit(source, now)
        yield from _budgets(source)
        try:
            config = actions.opened_config(source)
        except ChannelError as error:
            yield Finding("secrets", False, str(error), "enter the secrets again on its page")
            return
        if found.secrets:
            yield Finding("secrets", True, "they can be opened")
        yield from of_network(found, config)
        yield from _reconciled(source, now)


def of_network(found: Network, config: Mapping[str, Any]) -> Iterator[Finding]:
    """What the network says of a config, opened."""
    if found.doctor is None:
        return
    try:
        yield from cast(Doctor, import_string(found.doctor))(config)
    except ChannelError as error:
        yield Finding(found.name, False, str(error), "see the message")


def _state(source: Source) -> Finding:
    said = str(source.get_state_display()).lower()
    if source.state == SourceState.FAILED:
        remedy = "put right what the error says, then press Listen again on its page"
        return Finding("state", False, f"{said}: {source.last_error}", remedy)
    if source.state == SourceState.PAUSED:
        return Finding("state", True, f"{said} by a person; nothing rings meanwhile")
    return Finding("state", True, said)


def _worker(source: Source) -> Finding:
    if source.state != SourceState.LISTENING:
        return Finding("worker", True, "nobody needs to listen")
    until, wall = source.claimed_until, clock.wall()
    if until is None or until < wall:
        remedy = "start firebell up, or firebell worker; look at its log"
        return Finding("worker", False, "no worker listens to it", remedy)
    return Finding("worker", True, f"heard by {source.claimed_by}")


def _error(source: Source) -> Finding:
    if not source.last_error:
        asked = source.last_polled_at
        ago = (
            f"asked {span((clock.now() - asked).total_seconds())} ago" if asked else "not asked yet"
        )
        return Finding("last attempt", True, ago)
    remedy = "see the message; it is tried again by itself, less often each time"
    return Finding("last attempt", False, source.last_error, remedy)


def _habit(source: Source, now: datetime) -> Finding:
    judged = health.judge(source, now)
    if judged.health in (SourceHealth.FINE, SourceHealth.UNKNOWN):
        if judged.health == SourceHealth.UNKNOWN:
            said = "not known yet; it takes a day of listening"
        elif not judged.data:
            said = "a habit is known; nothing has come since it listens again"
        else:
            quiet, usual = span(judged.data["seconds"]), judged.data["usual"]
            said = f"nothing for {quiet}; usual at this time: {usual:.1f} an hour"
        return Finding("habit", True, said)
    said = said_of_source(judged.data)
    return Finding("habit", False, said, "look at the account and the network's own status page")


def _budgets(source: Source) -> Iterator[Finding]:
    for budget in source.standing.get("budgets", []):
        said = f"{budget['left']} of {budget['of']} calls left"
        fine = budget["left"] > 0
        remedy = "" if fine else f"wait until {budget['resets_at'] or 'it is filled again'}"
        yield Finding(f"budget: {budget['what']}", fine, said, remedy)


def _reconciled(source: Source, now: datetime) -> Iterator[Finding]:
    try:
        row = reconciling.reconcile(source, now)
    except ChannelError as error:
        yield Finding("reconciliation", False, str(error), "see the message")
        return
    if row is None:
        return
    part = "" if row.whole else " (the network shows only a part)"
    span_ = f"{row.since:%Y-%m-%d %H:%M} to {row.until:%Y-%m-%d %H:%M} UTC"
    said = f"{row.here} of {row.there} words of {span_} are here{part}"
    remedy = "they are asked for again by the worker; run this again in some minutes"
    yield Finding("reconciliation", not row.missing, said, "" if not row.missing else remedy)


def try_out(
    found: Network, given: Mapping[str, Any], wait: timedelta, query: str = ""
) -> Iterator[Finding | dict[str, Any]]:
    """Try a network with a config that is not stored: its doctor, then what would be heard in
    `wait`, a row at a time. Stores nothing. ChannelError where the config is wrong.

    A network that hears everybody needs a `query` to know what to keep.
    """
    if found.filters and not query:
        said = f"{found.name} hears everybody; say what to keep with --query"
        raise ChannelError(said, permanent=True)
    config = found.validate(given)
    with override("en"):
        yield from of_network(found, config)
    if found.reader is None:
        yield Finding("listening", True, f"{found.name} is not listened to by a reader")
        return
    reader = found.reader
    if found.filters:
        config = {**config, "queries": {0: query}}
    ear = Ear(lambda: reader.batches(config, {}, TRY_SIZE), name=f"try {found.name}")
    yield from _heard(ear, wait, streamed=found.capabilities.listen == Listening.STREAMED)


def _heard(ear: Ear, wait: timedelta, *, streamed: bool) -> Iterator[Finding | dict[str, Any]]:
    until, number, refused = clock.wall() + wait, 0, 0
    while (left := (until - clock.wall()).total_seconds()) > 0:
        handed = ear.take(left)
        if isinstance(handed, Failed):
            yield Finding("listening", False, str(handed.error), "see the message")
            break
        if handed is None or isinstance(handed, Ended):
            break
        for row in handed.interactions.to_pylist():
            number += 1
            yield {name: row[name] for name in ("channel", "at", "author", "text", "url")}
        refused += len(handed.rejects)
        ear.stored()
    ear.end()
    how = "while it was followed" if streamed else "when it was asked"
    yield Finding("listening", True, f"{number} words {how}, {refused} rows refused")


def named(name: str, workspace: str | None) -> list[Source]:
    """The sources of this name, in all workspaces or in the one of this address or name."""
    found = queries.all_sources().filter(name=name).select_related("workspace")
    return [
        source
        for source in found
        if workspace in (None, source.workspace.slug, source.workspace.name)
    ]


def pairs(texts: tuple[str, ...]) -> dict[str, Any]:
    """`key=value` as given on the command line; a value that is JSON is read as JSON."""
    made: dict[str, Any] = {}
    for text in texts:
        key, _, value = text.partition("=")
        try:
            made[key] = json.loads(value)
        except ValueError:
            made[key] = value
    return made
