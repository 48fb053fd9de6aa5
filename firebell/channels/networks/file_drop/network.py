from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from firebell.channels.contract import Capabilities, Listening, Network
from firebell.channels.files.replaying import read_rejects
from firebell.channels.networks.file_drop.config import validate
from firebell.channels.networks.file_drop.reader import FileDropReader

NETWORK = Network(
    name="file_drop",
    label=_("File drop"),
    capabilities=Capabilities(listen=Listening.ASKED),
    validate=validate,
    history_is_work=True,
    reader=FileDropReader(),
    replay=read_rejects,
    form="firebell.channels.networks.file_drop.forms.FileDropForm",
)
