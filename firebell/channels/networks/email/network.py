from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from firebell.channels.contract import Capabilities, Listening, Network
from firebell.channels.networks.email.config import SECRETS, validate
from firebell.channels.networks.email.reader import EmailReader, replay

HERE = "firebell.channels.networks.email"

NETWORK = Network(
    name="email",
    label=_("E-mail"),
    capabilities=Capabilities(
        listen=Listening.STREAMED,
        reply_privately=True,
        etiquette=_("An answer goes to the person alone, never to everybody on the mail."),
    ),
    validate=validate,
    reader=EmailReader(),
    replay=replay,
    sender=f"{HERE}.sender.SENDER",
    form=f"{HERE}.forms.EmailForm",
    secrets=SECRETS,
    census=f"{HERE}.census.take_census",
    doctor=f"{HERE}.doctor.examine",
)
