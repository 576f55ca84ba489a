"""A database's tables brought to the contracts as they are now: created, or laid out anew with the rows they hold.

A column that came since is NULL in the rows that stand, and one of another type is too; the code that makes a layer is
another when its contract is, so the run that follows makes those rows again. Kept out: what a change means to readers
(``evolution``).
"""

import hashlib
from functools import cache

import duckdb

from pipeline.contracts.schema import SQL_TYPES, Table, ddl
from pipeline.contracts.tables import TABLES

_NOTED = "CREATE TABLE IF NOT EXISTS laid_out (contracts VARCHAR)"
_STANDING = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY column_index"


def bring_up(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Give every declared table the declared columns, in their order; the tables that had others before.

    What was done is noted in the database, so that opening it again costs no look at its columns.
    """
    connection.execute(_NOTED)
    if connection.execute("SELECT contracts FROM laid_out").fetchall() == [(_contracts(),)]:
        return []
    connection.begin()
    try:
        changed = _lay_out(connection)
        connection.execute("DELETE FROM laid_out")
        connection.execute("INSERT INTO laid_out VALUES (?)", [_contracts()])
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
    return changed


@cache
def _contracts() -> str:
    return hashlib.sha256("".join(map(ddl, TABLES)).encode()).hexdigest()


def _lay_out(connection: duckdb.DuckDBPyConnection) -> list[str]:
    standing: dict[str, dict[str, str]] = {}
    for name, column, kind in connection.execute(_STANDING).fetchall():
        standing.setdefault(name, {})[column] = kind
    changed = []
    for declared in TABLES:
        before, wanted = standing.get(declared.name), {c.name: SQL_TYPES[c.kind] for c in declared.columns}
        if before is None or list(before.items()) == list(wanted.items()):
            connection.execute(ddl(declared))
            continue
        _move(connection, declared, [name for name, kind in wanted.items() if before.get(name) == kind])
        changed.append(declared.name)
    return changed


def _move(connection: duckdb.DuckDBPyConnection, declared: Table, kept: list[str]) -> None:
    """Put the rows of a table into one of the declared columns, with what is in the columns kept."""
    connection.execute(f"ALTER TABLE {declared.name} RENAME TO {declared.name}_before")
    connection.execute(ddl(declared))
    if kept:
        names = ", ".join(kept)
        connection.execute(f"INSERT INTO {declared.name} ({names}) SELECT {names} FROM {declared.name}_before")
    connection.execute(f"DROP TABLE {declared.name}_before")
