"""hasila verify: whether a published release is what it says."""

from pathlib import Path

import click

from pipeline.commands.console import InputError, RefusedError, clean, console, home_option, released
from pipeline.project import Home
from pipeline.release import signature
from pipeline.release.reading import NoReleaseError, manifest
from pipeline.release.verify import verify


@click.command()
@click.argument("version")
@click.option("--key", type=click.Path(dir_okay=False, path_type=Path), help="A minisign public key that signed it.")
@home_option
def command(version: str, key: Path | None, home: Home) -> None:
    """VERSION is one that hasila releases lists, or: latest, candidate. Every file is held against its hash, the tables
    are read back three times and held against the content_id, and the version before with the delta must give this one.
    """
    entry = released(home, version)
    folder = home.releases / entry.version
    earlier = _before(folder)
    with console(stderr=True).status(f"Reading {entry.version} back"):
        problems = verify(folder, earlier)
    try:
        problems += signature.check(folder, entry.version, key) if key else []
    except signature.UnusableKeyError as error:
        raise InputError(clean(error)) from error
    for problem in problems:
        click.echo(f"{clean(problem.where)}: {clean(problem.what)}", err=True)
    if problems:
        raise RefusedError(f"Release {entry.version} is not what was published; take it again from its source.")
    said = [f"Release {entry.version} is whole and unchanged: {folder}"]
    said += [f"Its delta leads here from {earlier.name}."] if earlier else []
    said += [f"It is signed by the key in {key}."] if key else []
    said += (
        [f"It was withdrawn on {entry.withdrawn_on}: {clean(entry.withdrawn_because)}"] if entry.withdrawn_on else []
    )
    click.echo("\n".join(said))


def _before(folder: Path) -> Path | None:
    """The folder of the version before, where there is one and its files are here."""
    try:
        previous = manifest(folder)["previous"]
    except NoReleaseError:
        return None  # which verify tells
    earlier = None if previous is None else folder.with_name(previous)
    return earlier if earlier is not None and earlier.is_dir() else None
