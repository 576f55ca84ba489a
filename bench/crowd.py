"""A release as large as the war, of made-up incidents: to measure the page with, and to test it on. Rows: crowd.sql."""

import json
from datetime import date
from pathlib import Path

import duckdb

from pipeline.contracts import TABLES, ddl
from pipeline.release.content import RELEASED
from pipeline.release.index import Entry, write

ROWS = Path(__file__).with_suffix(".sql")


def lay_out(releases: Path, incidents: int) -> None:
    """Lay out a release of so many incidents: what the page reads of one, since publishing all of it takes minutes."""
    entry = Entry("2026.11.1", "0" * 64, date(2026, 11, 22).isoformat(), "0" * 64)
    folder = releases / entry.version
    (folder / "data").mkdir(parents=True)
    with duckdb.connect() as connection:
        for declared in TABLES:
            connection.execute(ddl(declared))
        connection.execute(f"SET VARIABLE incidents = {incidents}")
        connection.execute(ROWS.read_text(encoding="utf-8"))
        for declared in RELEASED:
            rows = f"SELECT {', '.join(declared.names)} FROM {declared.name}"
            connection.execute(f"COPY ({rows}) TO '{folder}/data/{declared.name}.parquet'")
    manifest = {"version": entry.version, "previous": None, "content_id": entry.content_id, "files": [], "tables": []}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    write(releases, [entry])
