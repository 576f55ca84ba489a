"""hasila query: SQL on the dataset."""

import csv
import io
import json
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

import click
import duckdb
from rich.table import Table

from pipeline.commands.console import InputError, cell, clean, console, dataset, home_option
from pipeline.project import Home

SHOWN = 200


@click.command()
@click.argument("sql")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@home_option
def command(sql: str, form: str, home: Home) -> None:
    """For example: hasila query "select outcome, low, best, high from tallies"."""
    with dataset(home) as connection:
        try:
            if not connection.extract_statements(sql):
                raise InputError('The query is empty. Give one, such as: hasila query "show tables"')
            cursor = connection.execute(sql)
            names = [column[0] for column in cursor.description or ()]
            rows = _rows(cursor)
            if form == "table":
                _table(names, rows)
                return
            for line in _json(names, rows) if form == "json" else _csv(names, rows):
                # color=True: into a file or a pipe a quote goes as it is, escape codes of an article included
                click.echo(clean(line, lines=True) if sys.stdout.isatty() else line, nl=False, color=True)
        except duckdb.Error as error:
            tables = ", ".join(row[0] for row in connection.execute("SHOW TABLES").fetchall())
            raise InputError(f"The query could not be run: {error}\nThe tables are: {tables}") from error


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(1000):
        yield from rows


def _table(names: list[str], rows: Iterator[tuple[Any, ...]]) -> None:
    table = Table(*(clean(name) for name in names))
    for row in islice(rows, SHOWN):
        table.add_row(*(cell(value) for value in row))
    console().print(table)
    if next(rows, None) is not None:
        click.echo(f"… the first {SHOWN} rows; --format csv or json gives all", err=True)


def _json(names: list[str], rows: Iterator[tuple[Any, ...]]) -> Iterator[str]:
    before = "[\n"
    for row in rows:
        yield before + json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _csv(names: list[str], rows: Iterator[tuple[Any, ...]]) -> Iterator[str]:
    yield _csv_line(names)
    for row in rows:
        yield _csv_line([_flat(value) for value in row])


def _flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else value


def _csv_line(values: list[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values)
    return line.getvalue()
