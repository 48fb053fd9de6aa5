"""What is wrong with a query, for people."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from firebell.core.query import Problem, QueryError

PROBLEMS: dict[Problem, Promise] = {
    Problem.EMPTY: _("The query is empty. Write at least one word to look for."),
    Problem.TOO_LONG: _("The query is too long. Split it into several."),
    Problem.TOO_DEEP: _("Too many groups stand inside each other here. Simplify."),
    Problem.BAD_CHARACTER: _("This character cannot be part of a text. Remove it."),
    Problem.UNCLOSED: _("This is opened and never closed."),
    Problem.UNEXPECTED: _("Something else must stand here."),
    Problem.UNKNOWN_FIELD: _("There is no such field. Put the text in quotation marks to find it."),
    Problem.BAD_VALUE: _("This field does not take this value."),
    Problem.BAD_NEAR: _(
        "NEAR needs a number and a word or phrase on both sides, as in a NEAR/5 b."
    ),
    Problem.BAD_PREFIX: _(
        "A * stands at the end of a word of at least two letters, as in cancel*."
    ),
    Problem.NOTHING_TO_FIND: _("There is no letter, digit or emoji here to look for."),
    Problem.MINUS: _("Write NOT before a word to leave it out."),
    Problem.ONLY_NEGATIVE: _("A query needs something to look for, not only what to leave out."),
}


@dataclass(frozen=True, slots=True)
class MarkedError:
    """A wrong query cut at its fault: `before`, `bad` (may be empty at the end), `after`."""

    message: str
    before: str
    bad: str
    after: str
    place: int  # of the first wrong character, from 1

    @classmethod
    def of(cls, text: str, error: QueryError) -> MarkedError:
        # The core speaks English, and knows more than the sentence for its kind of problem.
        english = (get_language() or "en").startswith("en")
        message = error.message if english else str(PROBLEMS[error.problem])
        cut = error.start, error.end
        return cls(message, text[: cut[0]], text[slice(*cut)], text[cut[1] :], error.start + 1)
