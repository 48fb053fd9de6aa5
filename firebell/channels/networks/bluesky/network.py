from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from firebell.channels.contract import Capabilities, Listening, Network, RateLimit
from firebell.channels.networks.bluesky.config import validate
from firebell.channels.networks.bluesky.reader import BlueskyReader

HERE = "firebell.channels.networks.bluesky"

NETWORK = Network(
    name="bluesky",
    label=_("Bluesky"),
    capabilities=Capabilities(
        listen=Listening.STREAMED,
        reply_publicly=True,
        delete=True,
        # The network counts graphemes. There are never more of them than code points, so what is
        # let through here is taken there; a text full of emoji is held to a little less.
        length_limit=300,
        rate_limits=(
            RateLimit("calls", 3000, timedelta(minutes=5)),
            RateLimit("posts", 1666, timedelta(hours=1)),
            RateLimit("sign-ins", 30, timedelta(minutes=5)),
        ),
        etiquette=_(
            "Answer where you were spoken to. People here block accounts that join conversations "
            "about a brand without being asked."
        ),
        # The developer guidelines ask that deleted content is not shown; the text goes with it.
        purge_deleted_within=timedelta(days=1),
    ),
    validate=validate,
    reader=BlueskyReader(),
    sender=f"{HERE}.sender.SENDER",
    form=f"{HERE}.forms.BlueskyForm",
    secrets=frozenset({"app_password"}),
    filters=True,
    census=f"{HERE}.census.take_census",
    doctor=f"{HERE}.doctor.examine",
)
