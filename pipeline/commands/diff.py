"""hasila diff: what changed from one release to another, in the terminal or as a page."""

from pathlib import Path
from typing import Any

import click
import duckdb
import jinja2
from rich.table import Table

from pipeline.commands.console import InputError, cell, console, first_line, home_option, name, released
from pipeline.project import Home
from pipeline.release.causes import CAUSES
from pipeline.release.changelog import figures, of_whom
from pipeline.release.difference import Difference, difference
from pipeline.release.reading import NoReleaseError

SHOWN = 40


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write a page with all of it there.")
@home_option
def command(old: str, new: str, html: Path | None, home: Home) -> None:
    """OLD and NEW are versions that hasila releases lists, or: latest, candidate."""
    folders = [home.releases / released(home, version).version for version in (old, new)]
    try:
        with console(stderr=True).status("Comparing"):
            found = difference(*folders)
    except (NoReleaseError, duckdb.Error) as error:
        raise InputError(f"{first_line(error)}; look with: hasila verify {old}, hasila verify {new}") from error
    if html is None:
        _print(found)
        return
    html.write_text(page(found), encoding="utf-8")
    click.echo(f"Written: {html}")


def page(found: Difference) -> str:
    """The difference as one HTML file that asks for no other; every text in it is escaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("diff.html").render(
        found=found, meanings=CAUSES, figures=figures, of_whom=of_whom, differing=_differing(found)
    )


def _print(found: Difference) -> None:
    terminal, differing = console(), _differing(found)
    if not differing:
        click.echo(f"{found.old} and {found.new} hold the same rows")
        return
    counts = Table("table", "added", "removed", "changed", "rows now", title=f"{found.old} → {found.new}")
    for change in differing:
        numbers = (change.added, change.removed, change.changed, change.rows)
        counts.add_row(change.table, *(f"{number:,}" for number in numbers))
    terminal.print(counts)
    if found.causes:
        why = Table("tallies", "because", title="Why tallies differ")
        for cause, number in found.causes.items():
            why.add_row(f"{number:,}", f"{CAUSES[cause]} ({cause})")
        terminal.print(why)
    if found.tallies:
        terminal.print(_tallies(found))
    if len(found.tallies) > SHOWN:
        click.echo(f"… and {len(found.tallies) - SHOWN:,} more tallies; --html FILE has all of them")


def _tallies(found: Difference) -> Table:
    table = Table("day", "place", "of whom", "before", "now", "cause", "tally", title="Tallies (low / best / high)")
    for row in found.tallies[:SHOWN]:
        before, now = figures(row, "old_"), figures(row)
        table.add_row(
            cell(row["day"]), name(row["place"], row["place_ar"]), of_whom(row), before, now,
            ", ".join(row["causes"]), row["tally_id"],
        )  # fmt: skip
    return table


def _differing(found: Difference) -> list[Any]:
    return [change for change in found.changes if change.added or change.removed or change.changed]
