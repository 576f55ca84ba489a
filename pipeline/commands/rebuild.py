"""hasila rebuild: a release made again from its inputs."""

import click

from pipeline.commands.bars import bars
from pipeline.commands.console import InputError, RefusedError, clean, home_option, released
from pipeline.project import Home
from pipeline.rebuild import InputsGoneError, rebuild
from pipeline.release.reading import NoReleaseError


@click.command()
@click.argument("version")
@home_option
def command(version: str, home: Home) -> None:
    """VERSION is one that hasila releases lists, or: latest, candidate. It is made again from the batches that the home
    keeps, by the code as it is now, aside of everything; then content_id and the bytes of every Parquet and CSV file
    are compared. On any number of threads they come out the same.
    """
    entry = released(home, version)
    try:
        with bars() as progress:
            made = rebuild(home, home.releases / entry.version, progress)
    except (InputsGoneError, NoReleaseError) as error:
        raise InputError(clean(error)) from error
    if made.same:
        click.echo(f"{entry.version} comes out the same, byte for byte: {made.content_id}")
        return
    for path in made.differing:
        click.echo(f"{path} comes out otherwise", err=True)
    why = (
        f"the code of {', '.join(made.code)} changed since; take the code of then"
        if made.code
        else "the code is the same; sources.yml, places.csv or the morphology of the home may be others than they were"
    )
    raise RefusedError(f"{entry.version} comes out as {made.content_id}, not {made.published}: {why}.")
