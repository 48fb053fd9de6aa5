"""What is passed on, in words: a part of an alert's headline."""

from __future__ import annotations

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firebell.core.triggers.memes.coordination import Sign
from firebell.core.triggers.memes.marks import label_of
from firebell.triggers.enums import Carrier


def spreading(data: dict[str, Any]) -> str:
    """For example "“#boycottx” spreads: 84 posts by 61 people in the last hour; usual: 2; started
    by @x"."""
    expected = data["expected"]
    said = _("%(what)s: %(posts)s in the last hour; usual: %(usual)s") % {
        "what": _what(data),
        "posts": _posts(data["observed"], data.get("people", 0)),
        "usual": number_format(expected, 0) if expected else _("hardly any"),
    }
    if data.get("by"):
        said = _("%(said)s; started by %(name)s") % {"said": said, "name": data["by"]}
    if data.get("coordinated"):
        said = _("%(said)s; looks coordinated") % {"said": said}
    return said


def copied(data: dict[str, Any]) -> str:
    """For example "; 60 % are copies of two posts"; nothing where few are, or
    where it is known how much of it was passed on."""
    if data.get("copies") or not data.get("copied"):
        return ""
    said = ngettext(
        "; %(percent)s %% are copies of one post",
        "; %(percent)s %% are copies of %(number)s posts",
        data["texts"],
    )
    return said % {"percent": data["copied"], "number": data["texts"]}


def said_sign(sign: Sign) -> str:
    """One sign of coordination beside what chance would give, as a sentence."""
    about = label_of(sign.about) if sign.about else ""
    said = {
        "same_minute": _("%(seen)s of %(of)s people in the same minute; by chance about %(usual)s"),
        "regular_gaps": _(
            "%(seen)s of %(of)s gaps between posts are as even as a clock's; by chance about"
            " %(usual)s"
        ),
        "few_followers": _(
            "%(seen)s of %(of)s posts by accounts with hardly any followers; usual: %(usual)s"
        ),
        "not_heard_before": _(
            "%(seen)s of %(of)s people were never heard of before; usual: %(usual)s"
        ),
        "same_people": _("%(seen)s of %(of)s people also pass on %(about)s; by chance %(usual)s"),
    }[sign.name]
    return said % {
        "seen": number_format(sign.seen, 0),
        "of": number_format(sign.of, 0),
        "usual": number_format(sign.usual, 0),
        "about": _("“%(label)s”") % {"label": about} if about else _("another text"),
    }


def _what(data: dict[str, Any]) -> str:
    if data.get("label"):
        return _("“%(label)s” spreads") % {"label": data["label"]}
    if data.get("carrier") == Carrier.PICTURE:
        return _("The same picture spreads")
    return _("The same text spreads")


def _posts(posts: int, people: int) -> str:
    shown = number_format(posts, 0)
    if not people:
        return ngettext("%(posts)s post", "%(posts)s posts", posts) % {"posts": shown}
    said = ngettext(
        "%(posts)s posts by %(people)s person", "%(posts)s posts by %(people)s people", people
    )
    return said % {"posts": shown, "people": number_format(people, 0)}
