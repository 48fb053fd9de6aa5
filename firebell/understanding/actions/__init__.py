"""What understanding can do: store what readers say, and let people correct it."""

from firebell.understanding.actions.asking import (
    ask_for_useful,
    draw_samples,
    draw_week,
    label,
    skip,
    unlabel,
)
from firebell.understanding.actions.correcting import NotRead, correct, take_back
from firebell.understanding.actions.learning import NothingToLearn, learn_layer, roll_back
from firebell.understanding.actions.looking import look_if_due, look_now, want_look
from firebell.understanding.actions.storing import (
    READING_COLUMNS,
    store_readings,
    store_readings_again,
    version_id,
)

__all__ = [
    "READING_COLUMNS",
    "NotRead",
    "NothingToLearn",
    "ask_for_useful",
    "correct",
    "draw_samples",
    "draw_week",
    "label",
    "learn_layer",
    "look_if_due",
    "look_now",
    "roll_back",
    "skip",
    "store_readings",
    "store_readings_again",
    "take_back",
    "unlabel",
    "version_id",
    "want_look",
]
