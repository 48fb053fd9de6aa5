"""What triggers are and do, in the reader's language: the core only knows names and numbers."""

from firebell.triggers.wording.errors import said_error
from firebell.triggers.wording.rules import said_condition, said_effect
from firebell.triggers.wording.spans import how_rare, in_weeks
from firebell.triggers.wording.whole import sentence, tuned

__all__ = [
    "how_rare",
    "in_weeks",
    "said_condition",
    "said_effect",
    "said_error",
    "sentence",
    "tuned",
]
