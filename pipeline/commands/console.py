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
from pipeline.release import index, views

Command = TypeVar("Command", bound=Callable[..., Any])
_HOME = "hasila.home"
OF_OTHER_TABLES = (duckdb.CatalogException, duckdb.BinderException)
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
        callback=_home,
        help="Folder of the data. [default: HASILA_HOME, else data/]",
    )(command)


def _home(context: click.Context, option: click.Parameter, value: str | None) -> Home:
    """The home given here, else before the command's name (hasila --home DIR run)."""
    if value is not None:
        context.meta[_HOME] = value
    return Home.at(context.meta.get(_HOME))


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
        char if char == "\n" else " " if char.isspace() else "" if steers(char) else char for char in str(value)
    )
    if lines:
        return kept
    return " ".join(kept.split())


def steers(char: str) -> bool:
    """Whether a character can move a cursor, recolour a screen or turn text round."""
    if char in "\u200c\u200d":  # the joiners that Arabic spelling uses
        return False
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def cell(value: object) -> Text:
    """A value as a table cell, an empty one for None."""
    if value is None:
        return Text("")
    if isinstance(value, list):
        return Text(isolated(clean(", ".join(map(str, value)))))
    return Text(isolated(clean(value)))


def isolated(text: str) -> str:
    """Text with Arabic in it, set apart for the terminal, so that what stands beside it keeps its place.

    Into a file or a pipe it goes as it is.
    """
    if not sys.stdout.isatty() or not any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        return text
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def name(*spellings: str | None) -> Text:
    """A name in several languages as a table cell."""
    return Text(" · ".join(isolated(clean(spelling)) for spelling in spellings if spelling))


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
        try:
            views.create(connection, temporary=True)
        except OF_OTHER_TABLES as error:
            raise made_by_another(home, error) from error
        yield connection


def made_by_another(home: Home, error: duckdb.Error) -> InputError:
    """What to say where the dataset's tables or columns are not those that this version asks for."""
    said = f"The dataset in {home.root} was made by another version of Hasila ({first_line(error)})"
    return InputError(f"{said}; make it again: hasila run{_home_flag(home)}")


def index_of(home: Home) -> list[index.Entry]:
    """The published releases, oldest first; an input error where there are none or the index is broken."""
    try:
        published = index.entries(home.releases)
    except index.BrokenIndexError as error:
        raise InputError(str(error)) from error
    if not published:
        raise InputError(f"Nothing is published in {home.releases} yet. Publish with: hasila run{_home_flag(home)}")
    return published


def released(home: Home, version: str) -> index.Entry:
    """A release whose files are here, by its version, ``latest`` or ``candidate``; an input error where it is not."""
    published = index_of(home)
    named = {"latest": index.latest(home.releases), "candidate": index.candidate(home.releases)}
    found = named.get(version) or next((entry for entry in published if entry.version == version), None)
    there = ", ".join(entry.version for entry in published if entry.removed_on is None)
    if found is None:
        raise InputError(f"{clean(version)} is not published in {home.releases}; there are {there}")
    if found.removed_on is not None:
        raise InputError(f"The files of {found.version} were removed on {found.removed_on}; there are {there}")
    return found


def first_line(error: Exception) -> str:
    """The first line of what an error says."""
    return clean((str(error) or type(error).__name__).splitlines()[0])


def _home_flag(home: Home) -> str:
    return "" if home == Home.at() else f" --home {home.root}"
