"""What of a config is secret: sealed when it is stored, opened where it is used.

An opened config goes to readers, senders, doctors and censuses only: never into a log, the audit
log, an error or a form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from firebell.channels.contract import ChannelError, Network
from firebell.channels.models import Source
from firebell.common import sealing


def opened_config(source: Source) -> dict[str, Any]:
    """The whole config, secrets opened. ChannelError if they cannot be opened any more."""
    return {**source.config, **opened_secrets(source)}


def opened_secrets(source: Source) -> dict[str, Any]:
    """Only the secrets. ChannelError if they cannot be opened any more."""
    try:
        return sealing.unseal(source.sealed)
    except sealing.SealBrokenError as error:
        raise ChannelError(f"{source.name}: {error}", permanent=True) from error


def saved_secrets(source: Source | None) -> dict[str, Any]:
    """The secrets that can still be opened; whoever edits may enter the others again."""
    try:
        return opened_secrets(source) if source is not None else {}
    except ChannelError:
        return {}


def parted(network: Network, config: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What may be read by anybody, and the secrets that are set."""
    plain = {key: value for key, value in config.items() if key not in network.secrets}
    secret = {key: config[key] for key in sorted(network.secrets) if config.get(key)}
    return plain, secret


def with_saved(
    network: Network, given: Mapping[str, Any], saved: Mapping[str, Any]
) -> dict[str, Any]:
    """`given`, where a secret that was left empty stays as it was."""
    kept = {key: saved[key] for key in network.secrets if not given.get(key) and key in saved}
    return {**given, **kept}
