"""How often a process that works batch by batch looks for cyclic garbage.

Python counts new objects and then walks through what it has. A batch makes tens of thousands that
all live until it is stored, so that it walked again and again through posts in use, for a fifth of
a batch's time. What firebell itself holds from its start on is never garbage.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects until the young are looked at, and how many such looks until the older are. A few
# hundred megabytes would have to be in cycles to be missed for long; batches make hardly any.
YOUNG, MIDDLE, OLD = 100_000, 20, 20


def look_seldom() -> None:
    """From here on; what is in memory by now is left out for good. Forked processes inherit it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)


@contextmanager
def not_at_all() -> Iterator[None]:
    """While a process gets ready: nearly all that it makes then stays."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
