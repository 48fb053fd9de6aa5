"""What is passed on: texts that are nearly the same, pictures that look the same."""

from firebell.core.understanding.memes.copies import Copies, Meme, Seen
from firebell.core.understanding.memes.pictures import picture_hash
from firebell.core.understanding.memes.shelf import Shelf

__all__ = ["Copies", "Meme", "Seen", "Shelf", "picture_hash"]
