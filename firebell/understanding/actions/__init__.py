"""What understanding can do: store what readers say, and let people correct it."""

from firebell.understanding.actions.correcting import NotRead, correct, take_back
from firebell.understanding.actions.storing import (
    READING_COLUMNS,
    store_readings,
    store_readings_again,
    version_id,
)

__all__ = [
    "READING_COLUMNS",
    "NotRead",
    "correct",
    "store_readings",
    "store_readings_again",
    "take_back",
    "version_id",
]
