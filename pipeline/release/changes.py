"""What a release changes against the one before: rows added, removed and changed, table by table.

Kept out: the words in which it is told (``documents``).
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.release.content import RELEASED


@dataclass(frozen=True, slots=True)
class Change:
    """Counts for one table. A row is changed when its key stays and another column differs."""

    table: str
    rows: int
    added: int
    removed: int
    changed: int


def changes(folder: Path, previous: Path | None) -> list[Change]:
    """The changes of each table from the release in ``previous`` (None: there is none) to that in ``folder``."""
    with duckdb.connect() as connection:
        return [_change(connection, table.name, table.key, folder, previous) for table in RELEASED]


def _change(
    connection: duckdb.DuckDBPyConnection, name: str, key: tuple[str, ...], folder: Path, previous: Path | None
) -> Change:
    file = Path("data") / f"{name}.parquet"
    rows = _numbers(connection, "SELECT count(*) FROM read_parquet($now)", {"now": str(folder / file)})[0]
    if previous is None or not (previous / file).exists():
        return Change(name, rows, rows, 0, 0)
    keys = ", ".join(key)
    added, removed, changed = _numbers(
        connection,
        f"""WITH now AS (SELECT {keys}, to_json(t)::VARCHAR AS content FROM read_parquet($now) t),
            earlier AS (SELECT {keys}, to_json(t)::VARCHAR AS content FROM read_parquet($earlier) t)
            SELECT count(*) FILTER (earlier.content IS NULL), count(*) FILTER (now.content IS NULL),
                   count(*) FILTER (now.content <> earlier.content)
            FROM now FULL JOIN earlier USING ({keys})""",
        {"now": str(folder / file), "earlier": str(previous / file)},
    )
    return Change(name, rows, added, removed, changed)


def _numbers(connection: duckdb.DuckDBPyConnection, sql: str, paths: dict[str, str]) -> tuple[int, ...]:
    row = connection.execute(sql, paths).fetchone()
    return tuple(int(number) for number in row or ())
