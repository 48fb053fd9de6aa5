from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils import translation
from django.utils.translation import ngettext

from firebell.common import clock
from firebell.common.sealing import SealBrokenError
from firebell.triggers import actions, notify
from firebell.triggers.headlines import headline
from firebell.triggers.models import Alert, Notification, NotificationTarget

log = logging.getLogger(__name__)


def deliver_notifications() -> int:
    """Tell what is due to be told; how many were delivered.

    1. Claim rows in a transaction of their own, so that no other worker sends them.
    2. Send each one outside any transaction; what is to come in one line, in one message.
    3. Note what came of it. If we die between 2 and 3 the claim runs out and it is sent again:
       at least once, and not twice otherwise.
    """
    delivered = 0
    for together in _together(actions.claim_notifications(clock.now())):
        target = together[0].target
        try:
            notify.send(target.url, *_message(target, together))
        except (notify.NotifyError, SealBrokenError) as error:
            numbers = ", ".join(str(one.pk) for one in together)
            log.warning("Notification %s was not delivered: %s", numbers, error)
            for one in together:
                actions.note_failed(one, str(error), clock.now())
        else:
            for one in together:
                actions.note_sent(one, clock.now())
            delivered += len(together)
    return delivered


def _together(claimed: Iterable[Notification]) -> list[list[Notification]]:
    """Each alone, but what was one too many for its target in one message."""
    messages: dict[tuple[int, int], list[Notification]] = defaultdict(list)
    for one in claimed:
        messages[one.target_id, 0 if one.digest else one.pk].append(one)
    return list(messages.values())


def _message(target: NotificationTarget, told: Sequence[Notification]) -> tuple[str, str]:
    """Title and body in the target's language."""
    with translation.override(target.language):
        if told[0].digest:
            said = ngettext("%(n)s more alert", "%(n)s more alerts", len(told))
            return said % {"n": len(told)}, "\n".join(_line(one.alert) for one in told)
        alert = told[0].alert
        title = f"{alert.about}: {alert.trigger or alert.get_kind_display()}"
        return title, f"{headline(alert.headline)}\n{alert.at:%Y-%m-%d %H:%M} UTC"


def _line(alert: Alert) -> str:
    return f"{alert.at:%H:%M} {alert.about}: {headline(alert.headline)}"
