"""hasila run: the whole chain, headless, with a bar a step."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

import click

from pipeline.commands.bars import bars
from pipeline.commands.console import InputError, RefusedError, clean, home_option
from pipeline.project import Home
from pipeline.warehouse import WarehouseLockedError


@click.command()
@home_option
def command(home: Home) -> None:
    from pipeline.arabic.morphology import MISSING
    from pipeline.arabic.provision import database_path
    from pipeline.headless import run
    from pipeline.reconciliation.corrections import CorrectionError

    if database_path(home) is None:
        click.echo(f"Note: {MISSING}", err=True)
    try:
        with _alone(home), bars() as progress:
            outcome = run(home, progress)
    except CorrectionError as error:
        raise InputError(str(error)) from error
    if not outcome.ok:
        for refusal in outcome.refusals:
            click.echo(f"Refused: {clean(refusal)}", err=True)
        raise RefusedError(
            f"No release was published after {outcome.seconds:.1f} s; the releases before it stand. "
            "Mend what was refused above, then run again."
        )
    said = "published" if outcome.published else "stands; nothing in it changed"
    click.echo(f"Release {outcome.version} {said} ({outcome.seconds:.1f} s)")
    click.echo(str(outcome.folder))


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """Keep a second run out from the start: its planned checks would stand in the way of the first one's release."""
    home.root.mkdir(parents=True, exist_ok=True)
    with (home.root / ".run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WarehouseLockedError(
                f"Another hasila run is at work in {home.root}; wait for it to end, or end it."
            ) from error
        yield
