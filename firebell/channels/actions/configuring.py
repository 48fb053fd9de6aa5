"""Sources made, changed, paused and resumed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from firebell.accounts.models import User, Workspace
from firebell.channels.actions.judging import announce_recovery
from firebell.channels.contract import ChannelError, Listening, Network
from firebell.channels.enums import SourceHealth, SourceState
from firebell.channels.models import Source
from firebell.channels.registry import network
from firebell.channels.secrets import parted, saved_secrets, with_saved
from firebell.common import audit, clock, pulse, sealing

# Whoever hears the source now has an old config or cursor: the claim is taken away, and what is
# under way is not stored.
UNCLAIMED: dict[str, Any] = {"claimed_by": "", "claimed_until": None}


@transaction.atomic
def configure_source(
    workspace: Workspace,
    network_name: str,
    name: str,
    config: Mapping[str, Any],
    by: User | None,
    *,
    take_history: bool = False,
) -> Source:
    """Make the source of this name, or change its config. ChannelError where the config is wrong.

    A source stays on its network. A secret that is left empty stays as it was saved. The cursor is
    kept only while the source reads the same thing. What was said before a new source was
    connected is heard but is nobody's work, unless `take_history`.
    """
    source = Source.objects.select_for_update().filter(workspace=workspace, name=name).first()
    if source is None:
        source = Source(workspace=workspace, network=network_name, name=name)
        _mute_history(source, network(network_name), take_history)
    elif source.network != network_name:
        raise ChannelError(
            f"{name} is a source on {source.network}; give the new one another name",
            permanent=True,
        )
    return change_config(source, config, by)


def _mute_history(source: Source, found: Network, take_history: bool) -> None:
    heard = found.capabilities.listen in (Listening.ASKED, Listening.STREAMED, Listening.PUSHED)
    if heard and not found.history_is_work and not take_history:
        source.muted_before = clock.now()


@transaction.atomic
def change_config(source: Source, config: Mapping[str, Any], by: User | None) -> Source:
    """Store the config of a source, checked by its network. ChannelError where it is wrong."""
    found = network(source.network)
    saved = saved_secrets(source)
    validated = found.validate(with_saved(found, config, saved))
    plain, secret = parted(found, validated)
    if source.pk is not None and (source.config, saved) == (plain, secret):
        return source
    if source.config != plain:
        source.cursor = {}
    was = SourceHealth(source.health)
    source.config, source.sealed = plain, sealing.seal(secret)
    source.state, source.last_error, source.failing_since = SourceState.LISTENING, "", None
    source.health, source.health_since = SourceHealth.UNKNOWN, clock.now()
    source.health_data, source.standing = {}, {}
    source.claimed_by, source.claimed_until = "", None
    source.save()
    announce_recovery(source, was, clock.now())
    data = {"network": source.network, "config": plain, "secrets": sorted(secret)}
    audit.record(
        "source_configured", actor=by, workspace_id=source.workspace_id, about=source, data=data
    )
    pulse.touch(source.workspace_id, "sources")
    return source


@transaction.atomic
def rename(source: Source, name: str, by: User | None) -> None:
    """Give the source another name. The caller has checked that it is free."""
    before, source.name = source.name, name
    source.save(update_fields=["name"])
    data = {"before": before, "after": name}
    workspace_id = source.workspace_id
    audit.record("source_renamed", actor=by, workspace_id=workspace_id, about=source, data=data)
    pulse.touch(workspace_id, "sources")


def pause(source: Source, by: User | None) -> None:
    """Stop listening until `resume`; what arrives meanwhile is read then. Rings nothing."""
    _set_state(source, SourceState.PAUSED, "source_paused", by)


def resume(source: Source, by: User | None) -> None:
    """Listen again, from where the cursor stands."""
    _set_state(source, SourceState.LISTENING, "source_resumed", by)


def restart(source: Source, by: User | None) -> None:
    """Listen again, from the beginning. What is stored already is not stored twice."""
    with transaction.atomic():
        Source.objects.filter(pk=source.pk).update(cursor={})
        source.cursor = {}
        _set_state(source, SourceState.LISTENING, "source_restarted", by)


def finish(source: Source) -> None:
    """Nothing more will come: a file has been played to its end."""
    _set_state(source, SourceState.FINISHED, "source_finished", None)


@transaction.atomic
def _set_state(source: Source, state: SourceState, action: str, by: User | None) -> None:
    source.refresh_from_db(fields=["health"])
    was = SourceHealth(source.health)
    changes = {
        "state": state,
        "last_error": "",
        "failing_since": None,
        # What was observed until now says nothing of what comes.
        "health": SourceHealth.UNKNOWN,
        "health_since": clock.now(),
        "health_data": {},
        **UNCLAIMED,
    }
    for name, value in changes.items():
        setattr(source, name, value)
    source.save(update_fields=list(changes))
    workspace_id = source.workspace_id
    announce_recovery(source, was, clock.now())
    audit.record(action, actor=by, workspace_id=workspace_id, about=source)
    pulse.touch(workspace_id, "sources")


@transaction.atomic
def reseal_sources() -> int:
    """Seal every source's secrets with the first key; how many. SealBrokenError if one cannot."""
    rows = Source.objects.select_for_update().exclude(sealed="").order_by("pk")
    for source in rows:
        source.sealed = sealing.sealed_anew(source.sealed)
        source.save(update_fields=["sealed"])
    return len(rows)
