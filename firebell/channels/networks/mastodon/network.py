from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from firebell.channels.contract import Capabilities, Listening, Network
from firebell.channels.networks.mastodon.config import validate
from firebell.channels.networks.mastodon.reader import LIMITS, MastodonReader

HERE = "firebell.channels.networks.mastodon"

NETWORK = Network(
    name="mastodon",
    label=_("Mastodon"),
    capabilities=Capabilities(
        listen=Listening.STREAMED,
        reply_publicly=True,
        reply_privately=True,
        length_limit=500,
        rate_limits=LIMITS,
        etiquette=_(
            "People here chose a place without advertising. Answer whom you were asked by, add "
            "descriptions to pictures, and keep out of conversations that are not with you."
        ),
        purge_deleted_within=timedelta(days=1),
    ),
    validate=validate,
    reader=MastodonReader(),
    sender=f"{HERE}.sender.SENDER",
    form=f"{HERE}.forms.MastodonForm",
    secrets=frozenset({"access_token"}),
    filters=True,
    census=f"{HERE}.census.take_census",
    doctor=f"{HERE}.doctor.examine",
)
