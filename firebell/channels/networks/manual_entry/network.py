from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from firebell.channels.contract import Capabilities, ChannelError, Listening, Network


def validate(given: Mapping[str, Any]) -> dict[str, Any]:
    """Only `brand`: whom words are about that name nobody."""
    if set(given) - {"brand"}:
        raise ChannelError("manual entry: only `brand` can be set", permanent=True)
    return {"brand": given.get("brand")}


NETWORK = Network(
    name="manual_entry",
    label=_("Manual entry"),
    capabilities=Capabilities(listen=Listening.TYPED),
    validate=validate,
    history_is_work=True,
    form="firebell.channels.networks.manual_entry.forms.ManualEntryForm",
)
