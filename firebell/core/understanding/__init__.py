"""Reading: what a text says, in which language, how it feels, and whether somebody must answer.

``Reader`` is the contract, ``FirstFloorReader`` the fast reader that reads everything.
"""

from firebell.core.understanding.contract import READABLE, Reader
from firebell.core.understanding.first_floor import FirstFloorReader

__all__ = ["READABLE", "FirstFloorReader", "Reader"]
