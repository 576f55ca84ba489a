"""A release for the page to show, with hostile texts and a contested attribution in it."""

from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from pipeline.release import Candidate, page, publish

EVIL = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
TURNED = "\u202e=cmd|' /C calc'!A0 65 قتيلا"  # a right-to-left override before a formula: "65 killed"
ADDRESS = "https://news.example/\"><b>65</b>?a=1&b='2'"
SCRIPT = "javascript:document.title='owned'"
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
    connection.execute("UPDATE articles SET url = ?, archive_url = ? WHERE article_id = 'a2'", [ADDRESS, SCRIPT])
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
