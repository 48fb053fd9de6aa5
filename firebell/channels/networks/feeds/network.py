from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from firebell.channels.contract import Capabilities, Listening, Network
from firebell.channels.networks.feeds.config import validate
from firebell.channels.networks.feeds.reader import FeedReader

HERE = "firebell.channels.networks.feeds"

NETWORK = Network(
    name="feeds",
    label=_("Feed"),
    capabilities=Capabilities(
        listen=Listening.ASKED,
        etiquette=_(
            "A feed only tells. Answer where the entry stands: under the article, in the forum, in "
            "the console of the app store."
        ),
    ),
    validate=validate,
    reader=FeedReader(),
    form=f"{HERE}.forms.FeedForm",
    # The reader looks whether it is time: every five minutes, or as the source is set.
    every=timedelta(minutes=1),
    filters=True,
    census=f"{HERE}.census.take_census",
    doctor=f"{HERE}.doctor.examine",
)
