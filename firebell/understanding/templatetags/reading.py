"""A reading beside the text that it is of."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from firebell.common.templatetags.firebell import said_filter
from firebell.understanding.models import Reading
from firebell.understanding.telling import chips, marks
from firebell.understanding.wording import picture_told, text_told

register = template.Library()


@register.inclusion_tag("understanding/reading.html")
def reading_line(reading: Reading, sentiment: str = "") -> dict[str, Any]:
    """Sentiment, language and what else a reading says, in one line of small chips.

    `sentiment`: what counts instead of the reading's own, since somebody corrected it."""
    mood = sentiment or reading.sentiment
    return {"reading": reading, "sentiment": mood, "chips": chips(reading)}


@register.inclusion_tag("understanding/again.html", takes_context=True)
def said_again(context: Any, word: Any) -> dict[str, Any]:
    """Who else said the same as a word with `copies`, or posted its picture; else nothing."""
    return {
        "workspace": context["workspace"],
        "word": word,
        "text": text_told(getattr(word, "copies", None)),
        "picture": picture_told(getattr(word, "same_pictures", None)),
    }


@register.simple_tag
def marked(text: str, reading: Reading | None) -> SafeString:
    """A stranger's text as `said` shows it, with the words marked that its reading points at."""
    return said_filter(text, marks(text, reading) if reading is not None else ())
