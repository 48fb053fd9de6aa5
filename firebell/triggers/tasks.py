from __future__ import annotations

import logging

from django.utils import translation

from firebell.common import clock
from firebell.common.sealing import SealBrokenError
from firebell.triggers import actions, notify
from firebell.triggers.headlines import headline
from firebell.triggers.models import Notification

log = logging.getLogger(__name__)


def deliver_notifications() -> int:
    """Tell what is due to be told; how many were delivered.

    1. Claim rows in a transaction of their own, so that no other worker sends them.
    2. Send each one outside any transaction.
    3. Note what came of it. If we die between 2 and 3 the claim runs out and it is sent again:
       at least once, and not twice otherwise.
    """
    delivered = 0
    for notification in actions.claim_notifications(clock.now()):
        try:
            notify.send(notification.target.url, *_message(notification))
        except (notify.NotifyError, SealBrokenError) as error:
            log.warning("Notification %s was not delivered: %s", notification.pk, error)
            actions.note_failed(notification, str(error), clock.now())
        else:
            actions.note_sent(notification, clock.now())
            delivered += 1
    return delivered


def _message(notification: Notification) -> tuple[str, str]:
    """Title and body in the target's language."""
    alert = notification.alert
    with translation.override(notification.target.language):
        title = f"{alert.about}: {alert.get_kind_display()}"
        body = f"{headline(alert.headline)}\n{alert.at:%Y-%m-%d %H:%M} UTC"
    return title, body
