"""Reading the hand-made tables under ``seeds/``: every row is checked, and an error names the file and the line.

Kept out: what a table's values mean; each reader turns its own rows into its own values.
"""

import csv
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TypeVar

LINE = "line"  # the key under which a row carries its own line number

Value = TypeVar("Value")


class LexiconError(ValueError):
    """A hand-made table cannot be used. Says which file and line, what is wrong, and what to do."""

    def __init__(self, path: Path, line: int | None, reason: str, remedy: str) -> None:
        self.path, self.line, self.reason, self.remedy = path, line, reason, remedy
        where = f"{path}" if line is None else f"{path}, line {line}"
        super().__init__(f"{where}: {reason}; {remedy}")


def read_rows(
    path: Path,
    columns: Sequence[str],
    *,
    required: Sequence[str] | None = None,
    unique: Sequence[str] = (),
) -> list[dict[str, str]]:
    """The rows of a CSV file (UTF-8, one header line), each value stripped, its line number under ``"line"``.

    ``columns`` must be exactly the header's, in order. ``required`` are those that may not be empty (all of them
    unless given); ``unique`` those that together name a row once. Lines that are empty or begin with # are skipped.
    Raises LexiconError.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise LexiconError(path, None, "there is no such file", "restore it from the project's seeds") from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise LexiconError(path, line, "not UTF-8", "save the file as UTF-8") from None
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    rows: list[dict[str, str]] = []
    seen: dict[tuple[str, ...], int] = {}
    header: list[str] | None = None
    try:
        for values in reader:
            line = reader.line_num
            if not values or not any(values) or values[0].startswith("#"):
                continue
            if header is None:
                header = _header(path, line, values, columns)
                continue
            row = _row(path, line, values, header, header if required is None else required)
            if unique:
                _once(path, line, tuple(row[name] for name in unique), unique, seen)
            rows.append(row)
    except csv.Error as error:
        raise LexiconError(path, reader.line_num, f"not CSV ({error})", "check the quotation marks") from None
    if header is None:
        raise LexiconError(path, None, "the file is empty", f"give it the header {','.join(columns)}")
    return rows


def converted(path: Path, row: dict[str, str], column: str, convert: Callable[[str], Value], wanted: str) -> Value:
    """A row's value turned into another type; LexiconError says what was ``wanted`` where it cannot be."""
    try:
        return convert(row[column])
    except (ValueError, KeyError):
        raise LexiconError(path, int(row[LINE]), f"{column} is {row[column]!r}", f"it takes {wanted}") from None


def coded(path: Path, row: dict[str, str], column: str, allowed: Collection[str]) -> str:
    """A row's value where it is one of those allowed; LexiconError lists them where it is not."""
    if row[column] not in allowed:
        wanted = f"it takes one of {', '.join(allowed)}"
        raise LexiconError(path, int(row[LINE]), f"{column} is {row[column]!r}", wanted)
    return row[column]


def _header(path: Path, line: int, values: list[str], columns: Sequence[str]) -> list[str]:
    header = [value.strip() for value in values]
    if header != list(columns):
        raise LexiconError(path, line, f"the header is {','.join(header)}", f"it must be {','.join(columns)}")
    return header


def _row(path: Path, line: int, values: list[str], header: Sequence[str], required: Sequence[str]) -> dict[str, str]:
    if len(values) != len(header):
        raise LexiconError(
            path, line, f"{len(values)} values where there are {len(header)} columns", "quote values that hold a comma"
        )
    row = {name: value.strip() for name, value in zip(header, values, strict=True)}
    empty = [name for name in required if not row[name]]
    if empty:
        raise LexiconError(path, line, f"{empty[0]} is empty", "fill it in, or remove the row")
    row[LINE] = str(line)
    return row


def _once(path: Path, line: int, key: tuple[str, ...], unique: Sequence[str], seen: dict[tuple[str, ...], int]) -> None:
    if key in seen:
        named = ", ".join(f"{name} {value!r}" for name, value in zip(unique, key, strict=True))
        raise LexiconError(path, line, f"{named} is already on line {seen[key]}", "keep one of the two rows")
    seen[key] = line
