"""hasila verify: whether a published release is what it says."""

import click

from pipeline.commands.console import InputError, RefusedError, clean, home_option
from pipeline.project import Home
from pipeline.release import index
from pipeline.release.verify import verify


@click.command()
@click.argument("version")
@home_option
def command(version: str, home: Home) -> None:
    """VERSION is one that hasila releases lists, or: latest."""
    try:
        published = [entry.version for entry in index.entries(home.releases)]
    except index.BrokenIndexError as error:
        raise InputError(str(error)) from error
    wanted = published[-1] if version == "latest" and published else version
    if wanted not in published:
        there = f"there are {', '.join(published)}" if published else "none is; publish with: hasila run"
        raise InputError(f"{clean(version)} is not published in {home.releases}; {there}")
    problems = verify(home.releases / wanted)
    for problem in problems:
        click.echo(f"{clean(problem.where)}: {clean(problem.what)}", err=True)
    if problems:
        raise RefusedError(f"Release {wanted} is not what was published; take it again from its source.")
    click.echo(f"Release {wanted} is whole and unchanged: {home.releases / wanted}")
