from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from firebell.channels.contract import Capabilities, Listening, Network
from firebell.channels.files.replaying import read_rejects
from firebell.channels.networks.replay.config import validate
from firebell.channels.networks.replay.reader import ReplayReader

NETWORK = Network(
    name="replay",
    label=_("Replay of a file"),
    capabilities=Capabilities(listen=Listening.ASKED),
    validate=validate,
    history_is_work=True,
    reader=ReplayReader(),
    replay=read_rejects,
)
