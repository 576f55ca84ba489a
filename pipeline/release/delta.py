"""What a release changes against the one before: delta/*.parquet, one file a table.

Each row says in ``change`` whether it was added, removed or changed; added and changed rows are as they are now,
removed ones as they were. So the rows before, less those whose key is in the delta as removed or changed, with those
that are in it as added or changed, are the rows now. Kept out: why a tally changed (``causes``), and the words in which
it is told (``changelog``).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.contracts import Table
from pipeline.release.content import RELEASED, digests
from pipeline.release.reading import literal, stand
from pipeline.warehouse import row_mark

FOLDER = "delta"
CHANGES = ("added", "changed", "removed")
Known = Callable[[duckdb.DuckDBPyConnection, Sequence[Table]], dict[str, str]]  # ``digests`` or ``marks``


@dataclass(frozen=True, slots=True)
class Change:
    """Counts for one table. A row is changed when its key stays and another column differs."""

    table: str
    rows: int
    added: int
    removed: int
    changed: int


def compare(connection: duckdb.DuckDBPyConnection, now: Path, earlier: Path | None) -> list[Change]:
    """Stand two releases in the schemas ``now`` and ``earlier``, and what differs in ``delta``; count it by table."""
    stand(connection, now, "now")
    stand(connection, earlier, "earlier")
    connection.execute("CREATE SCHEMA delta")
    for declared in RELEASED:
        connection.execute(f"CREATE TABLE delta.{declared.name} AS {_differing(declared)}")
    return [_counted(connection, declared.name) for declared in RELEASED]


def write(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write delta/*.parquet from a connection in which ``compare`` stood the releases.

    A ``causes`` table (tally_id, causes) that stands in it goes beside the rows of the tallies.
    """
    (folder / FOLDER).mkdir()
    for declared in RELEASED:
        causes = ", causes" if declared.name == "tallies" else ""
        joined = "LEFT JOIN causes USING (tally_id)" if causes else ""
        names = ", ".join(f"d.{name}" for name in declared.names)
        keys = ", ".join(f"d.{name}" for name in declared.key)
        path = literal(folder / FOLDER / f"{declared.name}.parquet")
        connection.execute(
            f"COPY (SELECT d.change, {names}{causes} FROM delta.{declared.name} d {joined} ORDER BY {keys}) TO {path} "
            "(FORMAT parquet, COMPRESSION zstd)"
        )


def faults(
    now: Path, earlier: Path, tables: Sequence[Table], wanted: Mapping[str, str], known: Known = digests
) -> Iterator[tuple[str, str]]:
    """Where the release before with the delta is not the release now, as (file, what is wrong).

    ``known`` gives by what the rows of tables are known again, and ``wanted`` that of the tables of the release now.
    """
    with duckdb.connect() as connection:
        stand(connection, earlier, "earlier", tables)
        try:
            for declared in tables:
                connection.execute(f"CREATE VIEW {declared.name} AS {_applied(declared, now)}")
            found = known(connection, tables)
        except duckdb.Error as error:
            yield FOLDER, f"cannot be read: {error}"
            return
    for name, content in found.items():
        if content != wanted.get(name):
            yield f"{FOLDER}/{name}.parquet", "does not lead from the version before to this one"


def _differing(declared: Table) -> str:
    """The delta of one table, from its rows in the schemas now and earlier; rows are told apart by their marks alone.

    A row whose mark the other release has too is in both.
    """
    keys, names = ", ".join(declared.key), ", ".join(declared.names)
    mark = f"{row_mark(declared.names)} AS mark"

    def only(one: str, other: str) -> str:
        rows, others = (f"SELECT {{}} FROM {where}.{declared.name}" for where in (one, other))
        return f"SELECT * FROM ({rows.format(f'{names}, {mark}')}) ANTI JOIN ({others.format(mark)}) USING (mark)"

    return f"""
        WITH coming AS ({only("now", "earlier")}), going AS ({only("earlier", "now")})
        SELECT CASE WHEN known THEN 'changed' ELSE 'added' END AS change, {names}
        FROM coming LEFT JOIN (SELECT DISTINCT {keys}, true AS known FROM going) USING ({keys})
        UNION ALL SELECT 'removed', {names} FROM going ANTI JOIN (SELECT {keys} FROM coming) USING ({keys})"""


def _applied(declared: Table, now: Path) -> str:
    names, keys = ", ".join(declared.names), ", ".join(declared.key)
    delta = f"read_parquet({literal(now / FOLDER / f'{declared.name}.parquet')})"
    return f"""
        SELECT {names} FROM earlier.{declared.name}
        ANTI JOIN (SELECT {keys} FROM {delta} WHERE change IN ('removed', 'changed')) USING ({keys})
        UNION ALL SELECT {names} FROM {delta} WHERE change IN ('added', 'changed')"""


def _counted(connection: duckdb.DuckDBPyConnection, name: str) -> Change:
    counted = dict(_pairs(connection, f"SELECT change, count(*) FROM delta.{name} GROUP BY change"))
    rows = dict(_pairs(connection, f"SELECT 'rows', count(*) FROM now.{name}"))["rows"]
    return Change(name, rows, counted.get("added", 0), counted.get("removed", 0), counted.get("changed", 0))


def _pairs(connection: duckdb.DuckDBPyConnection, sql: str) -> Sequence[tuple[str, int]]:
    return connection.execute(sql).fetchall()
