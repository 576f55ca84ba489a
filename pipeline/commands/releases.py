"""hasila releases: what has been published, and what is done to a release afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import click
from rich.table import Table

from pipeline.commands.bars import bars
from pipeline.commands.console import InputError, cell, clean, console, home_option, index_of, released
from pipeline.project import Home
from pipeline.release import index, page, signature, standing


@click.group(invoke_without_command=True)
@home_option
@click.pass_context
def command(context: click.Context, home: Home) -> None:
    """Without a subcommand they are listed, the newest first."""
    if context.invoked_subcommand is None:
        _list(home)


@command.command()
@click.argument("version")
@home_option
def promote(version: str, home: Home) -> None:
    """Make a candidate final: the index names it the latest, its files stay as they are."""
    entry = released(home, version)
    with _changing(home):
        standing.promote(home.releases, entry.version)
    click.echo(f"{entry.version} is final, and the latest")


@command.command()
@click.argument("version")
@click.option("--reason", required=True, help="Why it must not be used; readers are shown it.")
@home_option
def withdraw(version: str, reason: str, home: Home) -> None:
    """Say of a version that it must not be used. Its files stay, for those who did; the one before is the latest."""
    entry = released(home, version)
    with _changing(home):
        standing.withdraw(home.releases, entry.version, reason, _today())
    latest = index.latest(home.releases)
    click.echo(f"{entry.version} is withdrawn; the latest is {latest.version if latest else 'none'}")


@command.command()
@click.option("--keep", type=click.IntRange(1), required=True, help="How many final versions keep their files.")
@home_option
def prune(keep: int, home: Home) -> None:
    """Remove the files of old versions. The index keeps naming them, so that no version is given twice."""
    index_of(home)
    with _changing(home):
        gone = standing.prune(home.releases, keep, _today())
    click.echo(f"Removed the files of {', '.join(gone)}" if gone else "There is nothing to remove")


@command.command()
@click.argument("version")
@click.option("--key", type=click.Path(dir_okay=False, path_type=Path), required=True, help="A minisign secret key.")
@click.option("--new-key", is_flag=True, help="Make that key first, and its public key beside it.")
@home_option
def sign(version: str, key: Path, new_key: bool, home: Home) -> None:
    """Put a minisign signature of SHA256SUMS beside it, which hasila verify --key and minisign check."""
    entry = released(home, version)
    try:
        if new_key:
            password = click.prompt("Password of the new key (none: not encrypted)", "", True, True, show_default=False)
            click.echo(f"Give readers the public key: {signature.make_key(key, password)}")
        else:
            locked = signature.needs_password(key)
            password = click.prompt(f"Password of {key}", hide_input=True) if locked else ""
        made = signature.sign(home.releases / entry.version, entry.version, key, password)
    except signature.UnusableKeyError as error:
        raise InputError(clean(error)) from error
    click.echo(f"Signed: {made}")


def _list(home: Home) -> None:
    published = index_of(home)
    latest, waiting = index.latest(home.releases), index.candidate(home.releases)
    marks = {latest.version if latest else None: "latest", waiting.version if waiting else None: "candidate"}
    table = Table("version", "published on", "stands as", "content_id", "folder")
    for entry in reversed(published):
        folder = home.releases / entry.version if entry.removed_on is None else None
        stands = marks.get(entry.version, "") if entry.stands else _gone(entry)
        table.add_row(*map(cell, (entry.version, entry.published_on, stands, entry.content_id[:16], folder)))
    console().print(table)


def _gone(entry: index.Entry) -> str:
    withdrawn = f"withdrawn {entry.withdrawn_on}: {entry.withdrawn_because}" if entry.withdrawn_on else ""
    removed = f"files removed {entry.removed_on}" if entry.removed_on else ""
    return "; ".join(filter(None, (withdrawn, removed)))


@contextmanager
def _changing(home: Home) -> Iterator[None]:
    """Hold the releases, turn what cannot be done into an input error, and make the page anew."""
    try:
        with standing.alone(home.releases):
            yield
    except standing.StandingError as error:
        raise InputError(clean(error)) from error
    with bars() as progress:
        page.build(home.releases, progress)


def _today() -> date:
    return datetime.now(UTC).date()
