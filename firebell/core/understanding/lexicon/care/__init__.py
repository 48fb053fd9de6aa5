"""Cues of customer care by language, as words and phrases of our own.

Each file holds ``CUES``: entries with commas between them. A star at the end of a single word
stands for every word that begins so; in a phrase "a|b_c" stands for "a" or for "b c". Numbers are
written as their shape: "0 weeks" is any one-digit number of weeks. Languages are looked up
together, since a short text may mix them: a word that means another thing elsewhere must stand in
a phrase.
"""

from firebell.core.understanding.lexicon.care import (
    english,
    french,
    german,
    norwegian,
    polish,
    signs,
    spanish,
)

LANGUAGES = frozenset({"en", "nb", "pl", "de", "es", "fr"})
"""Languages that have a lexicon here; in others a reading says that it is uncertain."""

LEXICONS = (signs, english, norwegian, polish, german, spanish, french)
