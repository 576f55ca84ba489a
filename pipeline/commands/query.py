"""hasila query: SQL on the dataset."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import click
import duckdb

from pipeline.commands.console import InputError, dataset, home_option
from pipeline.commands.forms import FORMS, as_csv, as_json, show, write
from pipeline.project import Home
from pipeline.release.views import views

SHOWN = 200


@click.command()
@click.argument("sql")
@click.option("--format", "form", type=click.Choice(FORMS), default="table", show_default=True)
@home_option
def command(sql: str, form: str, home: Home) -> None:
    """For example: hasila query "select outcome, low, best, high from tallies", or with a macro of the release:
    hasila query "from toll('Aleppo', '2017-11-01', '2017-11-30')".

    CSV opens in a spreadsheet without running anything: what could be a formula gets an apostrophe before it, control
    characters are left out. JSON has every character, those escaped.
    """
    with dataset(home) as connection:
        try:
            if not connection.extract_statements(sql):
                raise InputError('The query is empty. Give one, such as: hasila query "show tables"')
            cursor = connection.execute(sql)
            names = [column[0] for column in cursor.description or ()]
            rows = _rows(cursor)
            if form == "table":
                show(names, islice(rows, SHOWN))
                if next(rows, None) is not None:
                    click.echo(f"… the first {SHOWN} rows; --format csv or json gives all", err=True)
            else:
                write(as_json(names, rows) if form == "json" else as_csv(names, rows))
        except duckdb.Error as error:
            tables = ", ".join(row[0] for row in connection.execute("SHOW TABLES").fetchall())
            macros = ", ".join(view.name for view in views() if view.arguments is not None)
            raise InputError(
                f"The query could not be run: {error}\nThe tables are: {tables}\nThe macros are: {macros}"
            ) from error


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(1000):
        yield from rows
