"""Proof that a release folder is what it says: every file's hash, every row count, the content id, all from its bytes.

It trusts nothing but the files: the tables are read back out of Parquet, CSV and DuckDB, and must be the same thrice.
Kept out: whether the content is right (``checks``).
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipeline.contracts import Table
from pipeline.contracts.schema import SQL_TYPES
from pipeline.release import delta, reading
from pipeline.release.bundle import DATABASE, value
from pipeline.release.content import content_id, digests, marks
from pipeline.release.reading import MANIFEST, literal

SUMS = "SHA256SUMS"
SIGNATURE = "SHA256SUMS.minisig"  # which may come later, and is checked by its key (``signature``)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a release folder that is not as it says: where, and what."""

    where: str
    what: str


def verify(folder: Path, earlier: Path | None = None, written: Mapping[str, str] | None = None) -> list[Problem]:
    """What is wrong with a release folder; nothing when it is whole and untouched.

    ``earlier`` is the folder of the release before it, where that is at hand: with the delta it must give this one.
    ``written`` are the marks of the tables that the folder was just written from and whose digests its manifest has:
    what is read back is then held against them, every row of every form, which costs a tenth of the digests.
    """
    sums, problems = _sums(folder)
    problems += _files(folder, sums)
    try:
        manifest = reading.manifest(folder)
    except reading.NoReleaseError as error:
        return [*problems, Problem(MANIFEST, str(error))]
    problems += _listed(manifest, sums)
    tables = reading.held(folder, {entry["name"] for entry in manifest["tables"]})
    stated = {entry["name"]: entry["digest"] for entry in manifest["tables"]}
    wanted, known = (stated, digests) if written is None else (written, marks)
    for kind, fill in (("data", _from_parquet), ("csv", _from_csv), (DATABASE, _from_database)):
        problems += _content(kind, folder, manifest, tables, fill, written)
    if earlier is not None and manifest["previous"] is not None:
        problems += _delta(folder, manifest, earlier, tables, wanted, known)
    return problems


def sha256(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files(folder: Path) -> list[str]:
    """Every file below a folder, by its path there."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def _sums(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        return {}, [Problem(SUMS, f"cannot be read: {error}")]
    pairs = [line.partition("  ") for line in lines]
    if any(len(found) != 64 or not name for found, _, name in pairs):
        return {}, [Problem(SUMS, "has a line that is not a hash, two blanks and a file")]
    return {name: found for found, _, name in pairs}, []


def _files(folder: Path, sums: dict[str, str]) -> list[Problem]:
    there = set(files(folder)) - {SUMS, SIGNATURE}
    missing = [Problem(name, "is listed and not there") for name in sorted(sums.keys() - there)]
    strange = [Problem(name, f"is there and not listed in {SUMS}") for name in sorted(there - sums.keys())]
    changed = [
        Problem(name, "has other bytes than were published")
        for name in sorted(there & sums.keys())
        if sha256(folder / name) != sums[name]
    ]
    return missing + strange + changed


def _listed(manifest: dict[str, Any], sums: dict[str, str]) -> Iterator[Problem]:
    listed = {entry["path"]: entry["sha256"] for entry in manifest["files"]}
    for name in sorted(listed.keys() | (sums.keys() - {MANIFEST})):
        if listed.get(name) != sums.get(name):
            yield Problem(name, f"{MANIFEST} and {SUMS} do not agree on it")


def _content(
    kind: str,
    folder: Path,
    manifest: dict[str, Any],
    tables: Sequence[Table],
    fill: Callable[[duckdb.DuckDBPyConnection, Path, Table], None],
    written: Mapping[str, str] | None,
) -> list[Problem]:
    """Read one form of the tables back, and hold it against the manifest, or the tables it was written from."""
    stated = {entry["name"]: entry for entry in manifest["tables"]}
    wanted = {name: entry["digest"] for name, entry in stated.items()} if written is None else written
    with duckdb.connect() as connection:
        try:
            for declared in tables:
                fill(connection, folder, declared)
            found = digests(connection, tables) if written is None else marks(connection, tables)
            others = [name for name, content in found.items() if wanted.get(name) != content]
            counted = found if kind == "data" else others  # the forms hold the same rows, if they hold what is wanted
            rows = {name: _count(connection, name) for name in counted}
        except duckdb.Error as error:
            return [Problem(kind, f"cannot be read back: {error}")]
    others += [name for name in rows if name not in others and stated[name]["rows"] != rows[name]]
    problems = [
        Problem(f"{kind} {name}", f"holds {rows[name]} rows of other content than {MANIFEST} says") for name in others
    ]
    contents = found if written is None else {name: entry["digest"] for name, entry in stated.items()}
    if content_id(contents) != manifest["content_id"]:
        problems.append(Problem(kind, f"its content is not the content_id of {MANIFEST}"))
    return problems


def _delta(
    folder: Path,
    manifest: dict[str, Any],
    earlier: Path,
    tables: Sequence[Table],
    wanted: Mapping[str, str],
    known: delta.Known,
) -> list[Problem]:
    """Hold the release before with the delta against this one."""
    try:
        before = reading.manifest(earlier)
    except reading.NoReleaseError as error:
        return [Problem(delta.FOLDER, str(error))]
    if (before["version"], before["content_id"]) != (manifest["previous"], manifest.get("previous_content_id")):
        return [Problem(delta.FOLDER, f"is not against what {earlier.name} holds")]
    return [Problem(where, what) for where, what in delta.faults(folder, earlier, tables, wanted, known)]


def _count(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {name}").fetchone()
    return int(row[0]) if row else 0


def _from_parquet(connection: duckdb.DuckDBPyConnection, folder: Path, declared: Table) -> None:
    path = literal(folder / "data" / f"{declared.name}.parquet")
    connection.execute(f"CREATE VIEW {declared.name} AS SELECT * FROM read_parquet({path})")


def _from_csv(connection: duckdb.DuckDBPyConnection, folder: Path, declared: Table) -> None:
    cells = ", ".join(
        f"CAST({value(column)} AS {SQL_TYPES[column.kind]}) AS {column.name}" for column in declared.columns
    )
    types = "{" + ", ".join(f"'{column.name}': 'VARCHAR'" for column in declared.columns) + "}"
    path = literal(folder / "csv" / f"{declared.name}.csv.gz")
    connection.execute(
        f"CREATE VIEW {declared.name} AS SELECT {cells} FROM read_csv({path}, header = true, columns = {types}, "
        "auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false, "
        "max_line_size = 33554432)"
    )


def _from_database(connection: duckdb.DuckDBPyConnection, folder: Path, declared: Table) -> None:
    connection.execute(f"ATTACH IF NOT EXISTS {literal(folder / DATABASE)} AS released (READ_ONLY)")
    names = ", ".join(declared.names)
    connection.execute(f"CREATE VIEW {declared.name} AS SELECT {names} FROM released.{declared.name}")
