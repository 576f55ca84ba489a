"""A release as large as the war, of made-up incidents: to measure with, and to try the page on. The rows: crowd.sql."""

from datetime import date
from pathlib import Path

import duckdb

from pipeline.contracts import TABLES, ddl
from pipeline.release import Candidate, publish

ROWS = Path(__file__).with_suffix(".sql")
CANDIDATE = Candidate(date(2026, 11, 22), [], {"metrics": []}, {"run_id": "crowd"})


def fill(connection: duckdb.DuckDBPyConnection, incidents: int) -> None:
    """Make every table in the connection, with so many incidents."""
    for declared in TABLES:
        connection.execute(ddl(declared))
    connection.execute(f"SET VARIABLE incidents = {int(incidents)}")
    connection.execute(ROWS.read_text(encoding="utf-8"))


def crowd(releases: Path, incidents: int) -> Path:
    """Publish a release of so many incidents; its folder."""
    with duckdb.connect() as connection:
        fill(connection, incidents)
        return publish(releases, connection, CANDIDATE).folder
