"""What lies in the mailbox, counted without taking it in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from firebell.channels.contract import Census
from firebell.channels.networks.email import identity, imap
from firebell.channels.networks.email.config import MailConfig
from firebell.channels.networks.email.parse import external_id_of
from firebell.channels.networks.email.reader import MOST_OF_A_MESSAGE

MOST = 20_000


def take_census(config: Mapping[str, Any], since: datetime, until: datetime) -> Census:
    """By the time at which the server took each message. Days are all that a server can be asked
    for, so a day more is asked for at both ends and counted here."""
    mail = MailConfig.read(config)
    ids: set[str] = set()
    whole = True
    with imap.connected(mail.imap) as connection:
        for folder in mail.folders:
            connection.open(folder)
            found = connection.search(
                *("SINCE", imap.day(since - timedelta(days=1))),
                *("BEFORE", imap.day(until + timedelta(days=2))),
            )
            uids = [one.uid for one in connection.glance(found) if since <= one.arrived < until]
            whole &= len(uids) <= MOST
            ids |= _ids(connection, uids[-MOST:])
    return Census(since, until, frozenset(ids), whole)


def _ids(connection: imap.Connection, uids: list[int]) -> set[str]:
    found: set[str] = set()
    for uid, header in connection.headers(uids, "MESSAGE-ID").items():
        stated = identity.ids(header.decode("utf-8", "replace").partition(":")[2])
        if stated and identity.is_telling(stated[0]):
            found.add(stated[0])
        elif (raw := connection.fetch(uid, MOST_OF_A_MESSAGE)) is not None:
            found.add(external_id_of(raw))
    return found
