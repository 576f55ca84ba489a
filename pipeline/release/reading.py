"""The tables of a published release, read from its Parquet files in today's columns.

A table or column that an earlier release did not have yet is empty there; one that is no more is passed over.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from pipeline.contracts import Column, Table
from pipeline.contracts.schema import SQL_TYPES
from pipeline.release.content import RELEASED

MANIFEST = "manifest.json"


class NoReleaseError(ValueError):
    """A folder holds no release that can be read. Says which, why and what to do."""


def manifest(folder: Path) -> dict[str, Any]:
    """manifest.json of a release. Raises NoReleaseError."""
    path = folder / MANIFEST
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        {key: found[key] for key in ("version", "previous", "content_id", "files", "tables")}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoReleaseError(f"{path.name} cannot be read as a manifest: {error!r}; take the release again") from error
    return dict(found)


def held(folder: Path, names: Collection[str]) -> tuple[Table, ...]:
    """The tables of a release, by name, in the columns that its Parquet files have: those of the contracts of its day.

    A file that is not there or cannot be read is taken to have today's columns. Raises nothing.
    """
    with duckdb.connect() as connection:
        return tuple(_as_held(connection, folder, declared) for declared in RELEASED if declared.name in names)


def _as_held(connection: duckdb.DuckDBPyConnection, folder: Path, declared: Table) -> Table:
    try:
        path = str(folder / "data" / f"{declared.name}.parquet")
        found = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [path]).fetchall()
    except duckdb.Error:
        return declared
    kinds = {sql: kind for kind, sql in SQL_TYPES.items()}
    known = {column.name: column for column in declared.columns}
    gone = {name: Column(name, kinds.get(kind, "text"), "of an earlier schema", True) for name, kind, *_ in found}
    return replace(declared, columns=tuple(known.get(name, gone[name]) for name, *_ in found))


def stand(
    connection: duckdb.DuckDBPyConnection, folder: Path | None, schema: str, tables: Iterable[Table] = RELEASED
) -> None:
    """Create the views ``schema.table`` of a release folder's tables, empty ones where there is no folder."""
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    for declared in tables:
        path = None if folder is None else folder / "data" / f"{declared.name}.parquet"
        if path is None or not path.exists():
            columns = ", ".join(_column(column, set()) for column in declared.columns)
            connection.execute(f"CREATE VIEW {schema}.{declared.name} AS SELECT {columns} WHERE false")
            continue
        held = set(connection.execute("SELECT name FROM parquet_schema(?)", [str(path)]).pl()["name"])
        columns = ", ".join(_column(column, held) for column in declared.columns)
        connection.execute(
            f"CREATE VIEW {schema}.{declared.name} AS SELECT {columns} FROM read_parquet({literal(path)})"
        )


def literal(path: Path) -> str:
    """A path as a SQL string."""
    return "'" + str(path).replace("'", "''") + "'"


def _column(column: Column, held: set[str]) -> str:
    if column.name in held:
        return column.name
    missing = "[]" if column.kind == "texts" else "NULL"
    return f"CAST({missing} AS {SQL_TYPES[column.kind]}) AS {column.name}"
