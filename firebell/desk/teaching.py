"""How to search, by examples: each is a search that works as it stands."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

EXAMPLES = (
    ("refund late", _("both words, anywhere in a text")),
    ('"lost luggage" OR baggage', _("a phrase, or another word")),
    ("cancel* NOT policy", _("every word that begins so, and a word that must not be there")),
    ("bag NEAR/5 lost", _("at most five words apart")),
    ("refund state:open owner:nobody", _("in open cases that nobody has taken")),
    ("owner:me state:open after:7d", _("in my open cases, of the last seven days")),
    ("sentiment:negative has:image", _("negative, with a picture")),
    ("is:note refund", _("in colleagues' notes")),
)
LANGUAGE = (
    ("refund AND late", _("both; AND may be left out")),
    ("refund OR late", _("one of them")),
    ("flight NOT simulator", _("leave out what is meant otherwise")),
    ('"money back"', _("next to each other, in this order")),
    ("cancel*", _("every word that begins so")),
    ("{Apple}", _("with exactly these capitals")),
    ("bag NEAR/5 lost", _("at most five words apart")),
    ("author:name @name #tag", _("who wrote it, whom it names, its hashtag")),
    ("channel:email lang:nb site:example.com", _("where, in which language, on which site")),
    ("is:review rating:<=2 followers:>=1000", _("what it is, its stars, the author's followers")),
    ("has:link has:image has:video", _("what it holds")),
    ("is:note is:ours", _("a colleague's note; a word of our own people")),
    ("sentiment:negative", _("how it was read, or corrected")),
    ("case:1042 tag:luggage queue:name", _("the case that it lies in")),
    ("state:open owner:nobody", _("the state of its case; who has it, by name")),
    ("state:closed owner:me", _("closed cases; those that you have")),
    ("after:2026-03-01 before:2026-04", _("a time: from its beginning on, or before it")),
    ("after:7d before:yesterday", _("as long ago: hours, days, weeks, months, years")),
)
