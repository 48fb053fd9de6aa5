"""What people call a channel, in the reader's language."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

# Kinds of places. A network's own name, such as Bluesky, is the same in every language.
_NAMES = {
    "chat": pgettext_lazy("channel", "Chat"),
    "elsewhere": pgettext_lazy("channel", "Elsewhere"),
    "email": pgettext_lazy("channel", "E-mail"),
    "forum": pgettext_lazy("channel", "Forum"),
    "front_desk": pgettext_lazy("channel", "Front desk"),
    "letter": pgettext_lazy("channel", "Letter"),
    "microblog": pgettext_lazy("channel", "Microblog"),
    "phone": pgettext_lazy("channel", "Phone"),
    "reviews": pgettext_lazy("channel", "Reviews"),
    "sms": pgettext_lazy("channel", "Text message"),
}


def channel_name(channel: str) -> str:
    """For example "Front desk" for front_desk, in the active language; never fails."""
    known = _NAMES.get(channel)
    return str(known) if known else channel.replace("_", " ").capitalize()
