"""How far a command is: a bar in the terminal for each step; into a file or a pipe, one line when a step ends.

Kept out: what steps tell (``pipeline.progress``).
"""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.commands.console import console
from pipeline.progress import Advance


class Bars:
    """A progress that draws bars."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars

    @contextmanager
    def step(self, name: str, unit: str, total: int) -> Iterator[Advance]:
        """Open a step."""
        task = self._bars.add_task(name, total=total, unit=unit)
        yield lambda more: self._bars.advance(task, more)
        if not self._bars.console.is_terminal:
            click.echo(f"{name}: {total:,} {unit}", err=True)


@contextmanager
def bars() -> Iterator[Bars]:
    """Bars on standard error, as long as the block lasts."""
    terminal = console(stderr=True)
    columns = (
        TextColumn("{task.description:<14}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[unit]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=terminal, disable=not terminal.is_terminal) as drawn:
        yield Bars(drawn)
