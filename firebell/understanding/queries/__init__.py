"""Named reads of understanding."""

from firebell.understanding.queries.copies import Copies, copies_listed, note_copies, shelves
from firebell.understanding.queries.labelling import (
    asked_before,
    candidates,
    last_done,
    next_asked,
    one_asked,
    open_by_chance,
    useful_open,
    weeks_to_draw,
    words_to_draw_from,
)
from firebell.understanding.queries.learning import layers
from firebell.understanding.queries.looks import found_by, last_look, read_word
from firebell.understanding.queries.quality import (
    Labelled,
    Missed,
    ReadTwice,
    labelled,
    missed_by_week,
    read_twice,
)
from firebell.understanding.queries.readings import (
    corrections,
    corrections_of,
    order_in_force,
    reading_in_force,
    readings_in_force,
    standing,
)

__all__ = [
    "Copies",
    "Labelled",
    "Missed",
    "ReadTwice",
    "asked_before",
    "candidates",
    "copies_listed",
    "corrections",
    "corrections_of",
    "found_by",
    "labelled",
    "last_done",
    "last_look",
    "layers",
    "missed_by_week",
    "next_asked",
    "note_copies",
    "one_asked",
    "open_by_chance",
    "order_in_force",
    "read_twice",
    "read_word",
    "reading_in_force",
    "readings_in_force",
    "shelves",
    "standing",
    "useful_open",
    "weeks_to_draw",
    "words_to_draw_from",
]
