from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from firebell.channels.contract import Capabilities, Listening, Network
from firebell.channels.files.replaying import read_rejects
from firebell.channels.networks.webhook.config import validate
from firebell.channels.networks.webhook.door import admit
from firebell.channels.networks.webhook.parse import parse_calls

NETWORK = Network(
    name="webhook",
    label=_("Web hook"),
    capabilities=Capabilities(listen=Listening.PUSHED),
    validate=validate,
    replay=read_rejects,
    form="firebell.channels.networks.webhook.forms.WebhookForm",
    secrets=frozenset({"secret"}),
    # A look at what waits behind our own door costs next to nothing.
    every=timedelta(milliseconds=250),
    door=admit,
    parse=parse_calls,
    doctor="firebell.channels.networks.webhook.doctor.examine",
)
