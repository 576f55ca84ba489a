"""How a long step tells how far it is: a protocol, and the two ways of it that need no terminal.

Kept out: bars in a terminal (``cli``).
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

Advance = Callable[[int], None]


class Progress(Protocol):
    """Told of each step of a run: its name, what it counts and how many there are, then how many more are done."""

    def step(self, name: str, unit: str, total: int) -> AbstractContextManager[Advance]:
        """Open a step of ``total`` units ("articles", "checks"); call what it gives with how many more are done."""


class Silent:
    """Tells nobody."""

    @contextmanager
    def step(self, name: str, unit: str, total: int) -> Iterator[Advance]:
        """Open a step."""
        del name, unit, total
        yield lambda more: None


class Logged:
    """Tells a log: at a step's end, and at each tenth of a long one."""

    LONG = 200  # units

    def __init__(self, log: logging.Logger) -> None:
        self._log = log

    @contextmanager
    def step(self, name: str, unit: str, total: int) -> Iterator[Advance]:
        """Open a step."""
        done = 0

        def advance(more: int) -> None:
            nonlocal done
            tenths = done * 10 // total if total else 0
            done += more
            if total >= self.LONG and tenths < done * 10 // total < 10:
                self._log.info("%s: %s of %s %s", name, f"{done:,}", f"{total:,}", unit)

        yield advance
        self._log.info("%s: %s %s done", name, f"{done:,}", unit)
