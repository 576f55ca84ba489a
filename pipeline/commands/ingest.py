"""hasila ingest: files into the inbox, and a first reading of them."""

import shutil
from collections import Counter
from pathlib import Path

import click
from rich.progress import Progress, SpinnerColumn, TextColumn
from rich.table import Table

from pipeline.commands.console import InputError, cell, clean, console, dataset, home_option
from pipeline.ingest import Article, Batch, Rejection, Sources, read, sources, take_in
from pipeline.ingest.intake import IntakeError
from pipeline.project import Home

SHOWN = 50
STILL_IN = {"duplicate", "bad_date", "bad_address"}  # what these reasons are given for can be read


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@home_option
def command(paths: tuple[Path, ...], home: Home) -> None:
    """Reads .txt, .jsonl, .csv, .parquet, .html, .warc and feed files (all but .parquet also as .gz)."""
    known = sources(home)
    try:
        intake = take_in(paths, home)
    except IntakeError as error:
        raise InputError(clean(error)) from error
    for path, reason in intake.not_copied:
        click.echo(f"Not copied: {clean(path)}: {clean(reason)}; mend that and ingest it apart", err=True)
    articles, rejections = _reading(intake.batch, _known(home, intake.batch), known)
    if rejections:
        console().print(_table(rejections))
        if len(rejections) > SHOWN:
            click.echo(f"… and {len(rejections) - SHOWN:,} more; hasila run puts all of them into rejected_articles")
    if not articles and not any(rejection.reason in STILL_IN for rejection in rejections):
        if not intake.already_there:
            shutil.rmtree(home.inbox / intake.batch.name)
        raise InputError("Nothing in it could be read, so nothing was taken in. Mend the files and ingest them again.")
    said = "is already in the inbox" if intake.already_there else "is in the inbox"
    click.echo(f"Batch {intake.batch.name} {said}: {_figures(articles, rejections)}")
    click.echo("Next: hasila run")


def _figures(articles: int, rejections: list[Rejection]) -> str:
    counts = Counter(rejection.reason for rejection in rejections)
    return ", ".join([f"{articles:,} to be read", *(f"{count:,} {reason}" for reason, count in sorted(counts.items()))])


def _reading(batch: Batch, known: dict[str, str], of: Sources) -> tuple[int, list[Rejection]]:
    """How many articles a batch holds, and what in it is none; nothing is stored."""
    articles, rejections = 0, []
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed} articles"))
    with Progress(*columns, console=console(stderr=True), transient=True) as progress:
        task = progress.add_task("Reading", total=None)
        for found in read(batch, known, of):
            if isinstance(found, Article):
                articles += 1
                progress.update(task, completed=articles)
            else:
                rejections.append(found)
    return articles, rejections


def _known(home: Home, batch: Batch) -> dict[str, str]:
    """The articles of other batches that the dataset holds already."""
    if not home.readable.is_file():
        return {}
    with dataset(home) as connection:
        rows = connection.execute(
            "SELECT article_id, source_uri FROM articles WHERE batch NOT IN ('seeds', ?)", [batch.name]
        )
        return dict(rows.fetchall())


def _table(rejections: list[Rejection]) -> Table:
    table = Table("file, record", "reason", "what to do", title="Not read as articles", title_justify="left")
    for rejection in rejections[:SHOWN]:
        table.add_row(cell(rejection.source_uri), cell(rejection.reason), cell(rejection.detail))
    return table
