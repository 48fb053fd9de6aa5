"""What is passed on: texts that are nearly the same, pictures that look the same."""

from firebell.core.understanding.memes.copies import Copies, Meme, Seen
from firebell.core.understanding.memes.leaders import SAME_TEXT, leaders
from firebell.core.understanding.memes.pictures import may_be_picture, picture_hash
from firebell.core.understanding.memes.shelf import SAME_PICTURE, Prints, Shelf

__all__ = [
    "SAME_PICTURE",
    "SAME_TEXT",
    "Copies",
    "Meme",
    "Prints",
    "Seen",
    "Shelf",
    "leaders",
    "may_be_picture",
    "picture_hash",
]
