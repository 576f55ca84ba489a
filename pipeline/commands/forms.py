"""The forms in which rows are shown: a table that fits the terminal, JSON, or CSV that a spreadsheet runs nothing of.

Kept out: which rows (the commands).
"""

import csv
import io
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from pipeline.commands.console import cell, clean, console, steers

_FRAME = 3  # what stands around a cell
FORMS = ("table", "json", "csv")
_FORMULA = re.compile(r"[\s\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]|[\t\r\n']")


def show(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows as a table, or one below the other where a table would be wider than the terminal."""
    terminal, told = console(), [[cell(value) for value in row] for row in rows]
    table = Table(*(clean(name) for name in names))
    for row in told:
        table.add_row(*row)
    columns = zip(*[map(Text, map(clean, names)), *told], strict=True)
    words = (max(len(word) for value in column for word in value.plain.split() or [""]) for column in columns)
    if sum(words) + _FRAME * len(names) < terminal.width:
        terminal.print(table)
        return
    for number, row in enumerate(told, start=1):
        terminal.print(Text(f"row {number}", style="bold"))
        record = Table.grid(padding=(0, 2))
        for name, value in zip(names, row, strict=True):
            record.add_row(Text(f"  {clean(name)}", style="dim"), value)
        terminal.print(record)


def as_json(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Rows as a JSON array of objects, a line each."""
    before = "[\n"
    for row in rows:
        yield before + json_text(dict(zip(names, row, strict=True)))
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def json_text(value: Any, indent: int | None = None) -> str:
    """A value as JSON in which Arabic reads as it is and what steers a terminal is escaped; nothing is lost."""
    text = json.dumps(value, ensure_ascii=False, default=str, indent=indent)
    return "".join(_escaped(char) if char != "\n" and steers(char) else char for char in text)


def _escaped(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def as_csv(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Rows as CSV. A cell that could be a formula gets an apostrophe before it; control characters are left out."""
    yield _line(names)
    for row in rows:
        yield _line([_harmless(value) for value in row])


def write(lines: Iterable[str]) -> None:
    """Write an export: to a terminal cleaned of what steers it, into a file or pipe as it is."""
    for line in lines:
        click.echo(clean(line, lines=True) if sys.stdout.isatty() else line, nl=False, color=True)


def _harmless(value: Any) -> Any:
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False, default=str)
    if not isinstance(value, str):
        return value
    kept = "".join(char for char in value if char in "\t\r\n" or unicodedata.category(char) != "Cc")
    return f"'{kept}" if _FORMULA.match(kept) else kept


def _line(values: Sequence[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values)
    return line.getvalue()
