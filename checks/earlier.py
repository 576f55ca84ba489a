"""The latest release, stood beside the tables for the laws that compare with it: ``earlier.articles`` and the like.

Beside its tables, ``earlier.made`` says of each batch by what its layers were made, as the warehouse keeps it: inputs,
code and tools. Before the first release all are empty. Kept out: the laws (``across``).
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipeline.release.reading import stand

NAME = "earlier"
MADE = ("layer", "batch", "inputs", "code")  # what the warehouse keeps of how rows were made


@contextmanager
def standing(connection: duckdb.DuckDBPyConnection, folder: Path | None) -> Iterator[None]:
    """Attach the release in ``folder`` (None: there is none) for the length of the block; nothing is written."""
    connection.execute(f"ATTACH ':memory:' AS {NAME}")
    try:
        stand(connection, folder, f"{NAME}.main")
        connection.execute(f"CREATE TABLE {NAME}.main.made ({', '.join(f'{name} VARCHAR' for name in MADE)})")
        path = folder / "validation" / "made.json" if folder else None
        rows = json.loads(path.read_text(encoding="utf-8")) if path and path.exists() else []
        columns = [[row[name] for row in rows] for name in MADE]
        connection.execute(f"INSERT INTO {NAME}.main.made SELECT {', '.join('unnest(?)' for _ in MADE)}", columns)
        yield
    finally:
        connection.execute(f"DETACH {NAME}")


def made(connection: duckdb.DuckDBPyConnection) -> list[dict[str, str]]:
    """By what the batches in the warehouse were made, as a release keeps it in validation/made.json."""
    rows = connection.execute(f"SELECT {', '.join(MADE)} FROM made WHERE layer IN ('articles', 'claims') ORDER BY ALL")
    return [dict(zip(MADE, row, strict=True)) for row in rows.fetchall()]
