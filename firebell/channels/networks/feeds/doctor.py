"""What is really on with a feed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firebell.channels.asking import Answer
from firebell.channels.contract import ChannelError, Finding
from firebell.channels.networks.feeds.config import FeedConfig
from firebell.channels.networks.feeds.parse import Document, Told
from firebell.channels.networks.feeds.reader import fetch, kept, read
from firebell.common import clock


def examine(config: Mapping[str, Any]) -> Iterator[Finding]:
    """See `firebell.channels.contract.Doctor`."""
    feed = FeedConfig.read(config)
    try:
        answer = fetch(feed)
    except ChannelError as error:
        remedy = _("Open the address in a browser; if it has moved, enter the new one.")
        yield Finding(_("Address"), False, str(error), remedy)
        return
    yield _address(answer, feed)
    try:
        document = read(answer, feed)
    except ChannelError as error:
        remedy = _("Enter the address of the feed itself.")
        yield Finding(_("Format"), False, str(error), remedy)
        return
    yield _format(document)
    yield from _entries(document, feed)
    yield _asking(answer)


def _address(answer: Answer, feed: FeedConfig) -> Finding:
    if answer.moved_to:
        return Finding(
            _("Address"),
            False,
            _("It has moved for good to %(address)s, and is read there.")
            % {"address": answer.moved_to},
            _("Enter the new address, before the old one ends."),
        )
    said = _("It answers (%(status)d).") % {"status": answer.status}
    if answer.url.startswith("http:"):
        return Finding(
            _("Address"),
            False,
            _("It answers, but without encryption: anybody on the way can change the words."),
            _("Try the address with https://."),
        )
    return Finding(_("Address"), True, said)


def _format(document: Document) -> Finding:
    if document.broken or document.unfit:
        why = document.broken or document.unfit[0].reason
        return Finding(
            _("Format"),
            False,
            _("It is broken (%(why)s); what could be read is taken in.") % {"why": why},
            _("Tell whoever runs the feed."),
        )
    return Finding(_("Format"), True, document.title or _("It has no title."))


def _entries(document: Document, feed: FeedConfig) -> Iterator[Finding]:
    told = [one for one in kept(document, feed, clock.wall()) if isinstance(one, Told)]
    count = len(document.entries)
    shown = ngettext("It shows %(count)d entry.", "It shows %(count)d entries.", count)
    yield Finding(_("Entries"), count > 0, shown % {"count": count}, _("Perhaps it is new."))
    if feed.queries is not None:
        matched = ngettext("%(count)d of them matches.", "%(count)d of them match.", len(told))
        yield Finding(
            _("Queries"),
            bool(feed.queries),
            matched % {"count": len(told)},
            "" if feed.queries else _("Nothing is kept without an active query. Add one."),
        )
    undated = sum(not one.dated for one in told)
    if undated:
        said = ngettext(
            "%(count)d entry has no date that can be believed, and counts as said when it was "
            "first seen.",
            "%(count)d entries have no date that can be believed, and count as said when they were "
            "first seen.",
            undated,
        )
        yield Finding(_("Dates"), True, said % {"count": undated})


def _asking(answer: Answer) -> Finding:
    sparing = "etag" in answer.headers or "last-modified" in answer.headers
    said = (
        _("The server says when nothing is new.")
        if sparing
        else _("The server sends everything each time it is asked.")
    )
    return Finding(_("Asking"), True, said)
