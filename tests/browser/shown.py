"""Releases for the page to show: one with hostile texts and a contested attribution, and a crowd of incidents."""

import json
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
from crowd import fill

from pipeline.release import Candidate, page, publish
from pipeline.release.content import RELEASED
from pipeline.release.index import Entry, write

EVIL = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
TURNED = "\u202e=cmd|' /C calc'!A0 65 قتيلا"  # a right-to-left override before a formula: "65 killed"
CROWD = 50_000
DAY = date(2026, 11, 22)


def publish_small(releases: Path, tables: dict[str, pl.DataFrame]) -> None:
    """Publish these tables, with hostile texts put into them, and make the page."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE made (layer VARCHAR, batch VARCHAR, inputs VARCHAR, code VARCHAR)")
        for name, rows in tables.items():
            connection.register("incoming", rows.to_arrow())
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
            connection.unregister("incoming")
        _make_hostile(connection)
        publish(releases, connection, Candidate(DAY, [], {"metrics": []}, {"run_id": "r1"}))
    page.build(releases)


def _make_hostile(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("UPDATE articles SET outlet = ? WHERE article_id = 'a1'", [EVIL])
    connection.execute(
        "UPDATE claims SET quote = ?, count_text = '65', char_start = 0, char_end = ?, source_text = ? "
        "WHERE claim_id = 'c6'",
        [TURNED, len(TURNED), EVIL],
    )
    connection.execute("UPDATE incidents SET alleged_perpetrators = ['government', 'russia'], grade = 'contested'")
    connection.execute("UPDATE events SET actors = ['government'] WHERE event_id = 'e2'")
    connection.execute(
        "INSERT INTO conflicts VALUES ('x2', 'i1', 'c1', 'c4', 'attribution', 'russia and government', ?, 'G1')", [EVIL]
    )


def lay_out_crowd(releases: Path) -> None:
    """Make the page of a crowd of incidents, from what the page reads of a release; publishing all of it takes long."""
    folder = releases / "2026.11.1"
    (folder / "data").mkdir(parents=True)
    with duckdb.connect() as connection:
        fill(connection, CROWD)
        for declared in RELEASED:
            rows = f"SELECT {', '.join(declared.names)} FROM {declared.name}"
            connection.execute(f"COPY ({rows}) TO '{folder}/data/{declared.name}.parquet'")
    entry = Entry(folder.name, "0" * 64, DAY.isoformat(), "0" * 64)
    manifest = {"version": entry.version, "previous": None, "content_id": entry.content_id, "files": [], "tables": []}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    write(releases, [entry])
    page.build(releases)
