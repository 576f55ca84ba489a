"""Sparing Python's garbage collector what is no garbage: libraries and lexicons, and rows by the tens of thousands.

Its passes over them took a tenth of a run, and as much of reading articles. Kept out: what is kept (its users).
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 50_000  # objects made before the collector looks for garbage among them; it is 700 unless set


def spare() -> None:
    """Have the collector leave alone what stands already, and look among new objects less often."""
    gc.freeze()
    gc.set_threshold(AT_ONCE, *gc.get_threshold()[1:])


@contextmanager
def spared() -> Iterator[None]:
    """The same for a while."""
    before = gc.get_threshold()
    spare()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
