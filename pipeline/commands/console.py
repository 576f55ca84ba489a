"""What all commands share: the home option, errors with exit codes, output that article text cannot steer."""

import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click
import duckdb
from rich.console import Console
from rich.text import Text

from pipeline.project import Home
from pipeline.release import views

Command = TypeVar("Command", bound=Callable[..., Any])
WIDTH_OF_FILES = 160  # where output goes into a file or a pipe


class RefusedError(click.ClickException):
    """A gate said no, or what was to be shown is not sound. Exit code 1."""

    exit_code = 1


class InputError(click.ClickException):
    """What was given cannot be used: says what, where, why, and what to do. Exit code 2."""

    exit_code = 2


def home_option(command: Command) -> Command:
    """``--home DIR``, handed over as ``home: Home``."""
    return click.option(
        "--home",
        metavar="DIR",
        type=click.Path(file_okay=False),
        callback=lambda context, option, value: Home.at(value),
        help="Folder of the data. [default: HASILA_HOME, else data/]",
    )(command)


def console(stderr: bool = False) -> Console:
    """A terminal for tables and text; markup in what is shown has no effect."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else WIDTH_OF_FILES
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False)


def clean(value: object, lines: bool = False) -> str:
    """Text as it may be printed: control characters and direction overrides out, white space to single blanks.

    Such characters in an article could move the cursor, recolour the screen or turn a figure round. ``lines`` keeps
    line breaks.
    """
    kept = "".join(
        char if char == "\n" else " " if char.isspace() else "" if _steers(char) else char for char in str(value)
    )
    if lines:
        return kept
    return " ".join(kept.split())


def _steers(char: str) -> bool:
    if char in "\u200c\u200d":  # the joiners that Arabic spelling uses
        return False
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def cell(value: object) -> Text:
    """A value as a table cell, an empty one for None."""
    if value is None:
        return Text("")
    if isinstance(value, list):
        return Text(clean(", ".join(map(str, value))))
    return Text(clean(value))


@contextmanager
def dataset(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """The readable copy of the tables with a release's views and macros; nothing done here can change it, nor read
    another file."""
    path = home.readable
    if not path.is_file():
        raise InputError(f"There is no dataset in {home.root} yet. Make it with: hasila run{_home_flag(home)}")
    try:
        connection = duckdb.connect(
            str(path), read_only=True, config={"enable_external_access": False, "lock_configuration": True}
        )
    except duckdb.Error as error:
        raise InputError(
            f"{path} cannot be opened ({first_line(error)}). Make it again with: hasila run{_home_flag(home)}"
        ) from error
    with connection:
        views.create(connection, temporary=True)
        yield connection


def first_line(error: Exception) -> str:
    """The first line of what an error says."""
    return clean((str(error) or type(error).__name__).splitlines()[0])


def _home_flag(home: Home) -> str:
    return "" if home == Home.at() else f" --home {home.root}"
