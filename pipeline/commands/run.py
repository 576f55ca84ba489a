"""hasila run: the whole chain, headless, with a bar a step."""

import click

from pipeline.commands.bars import bars
from pipeline.commands.console import InputError, RefusedError, clean, home_option
from pipeline.project import Home
from pipeline.turn import turn


@click.command()
@click.option("--candidate", is_flag=True, help="Publish a candidate, which is not the latest until it is promoted.")
@click.option("--fully", is_flag=True, help="Hold the checks against all rows, also those that passed them before.")
@home_option
def command(candidate: bool, fully: bool, home: Home) -> None:
    from pipeline.arabic.morphology import MISSING
    from pipeline.arabic.provision import database_path
    from pipeline.headless import run
    from pipeline.reconciliation.corrections import CorrectionError

    if database_path(home) is None:
        click.echo(f"Note: {MISSING}", err=True)
    try:
        with turn(home, "hasila run", lambda said: click.echo(said, err=True)), bars() as progress:
            outcome = run(home, progress, channel="candidate" if candidate else "final", fully=fully)
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
