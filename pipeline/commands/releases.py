"""hasila releases: what has been published."""

import click
from rich.table import Table

from pipeline.commands.console import InputError, cell, console, home_option
from pipeline.project import Home
from pipeline.release import index


@click.command()
@home_option
def command(home: Home) -> None:
    try:
        published = index.entries(home.releases)
    except index.BrokenIndexError as error:
        raise InputError(str(error)) from error
    if not published:
        raise InputError(f"Nothing is published in {home.releases} yet. Publish with: hasila run")
    table = Table("version", "published on", "content_id", "folder")
    for entry in reversed(published):
        folder = home.releases / entry.version
        table.add_row(cell(entry.version), cell(entry.published_on), cell(entry.content_id[:16]), cell(folder))
    console().print(table)
