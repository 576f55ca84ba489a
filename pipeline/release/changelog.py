"""CHANGELOG.md: what a release changes against the one before, for a person to read.

Kept out: the rows themselves (``delta``).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import duckdb

from pipeline.release.causes import CAUSES
from pipeline.release.delta import CHANGES, Change

LISTED = 200  # changed tallies told one by one

TALLIES = """
    SELECT d.change, causes, d.outcome, d.population, d.who, d.tally_id, d.incident_id,
           coalesce(n.place_name_en, e.place_name_en, n.governorate, e.governorate) AS place,
           coalesce(n.place_name_ar, e.place_name_ar) AS place_ar,
           coalesce(n.date_from, e.date_from) AS day,
           t.low AS old_low, t.best AS old_best, t.high AS old_high,
           CASE WHEN d.change <> 'removed' THEN d.low END AS low,
           CASE WHEN d.change <> 'removed' THEN d.best END AS best,
           CASE WHEN d.change <> 'removed' THEN d.high END AS high
    FROM delta.tallies d JOIN causes USING (tally_id)
    LEFT JOIN earlier.tallies t ON t.tally_id = d.tally_id
    LEFT JOIN now.incidents n ON n.incident_id = d.incident_id
    LEFT JOIN earlier.incidents e ON e.incident_id = d.incident_id
    ORDER BY day NULLS LAST, place, d.incident_id, d.outcome, d.population, d.who NULLS FIRST
"""


def first(version: str, day: str, changes: Sequence[Change]) -> str:
    """The page of a release that has none before it."""
    rows = "\n".join(f"| `{change.table}` | {change.rows:,} |" for change in changes)
    return f"# {version} ({day})\n\nFirst release.\n\n| table | rows |\n|---|---|\n{rows}\n"


def changelog(
    version: str, day: str, previous: str, changes: Sequence[Change], connection: duckdb.DuckDBPyConnection
) -> str:
    """The page of a later release, from a connection in which both stand beside ``delta`` and ``causes``."""
    lines = [f"# {version} ({day})", "", f"Against {previous}. The rows are in `delta/*.parquet`.", ""]
    lines += _counts(changes)
    lines += _causes(connection)
    lines += _tallies(rows(connection, TALLIES))
    return "\n".join(lines)


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """The rows of a query by column name."""
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def figures(row: Mapping[str, Any], old: str = "") -> str:
    """low / best / high of a row, a dash where there is none."""
    if row[f"{old}low"] is None:
        return "–"
    best = row[f"{old}best"]
    return f"{row[f'{old}low']:,} / {'–' if best is None else f'{best:,}'} / {row[f'{old}high']:,}"


def of_whom(row: Mapping[str, Any]) -> str:
    """The outcome and population of a tally's row in words."""
    return f"{row['outcome']}, {row['population']}" + (f", {row['who']}" if row["who"] else "")


def _counts(changes: Sequence[Change]) -> Iterator[str]:
    yield "| table | added | removed | changed | rows now |"
    yield "|---|---|---|---|---|"
    for one in changes:
        yield f"| `{one.table}` | {one.added:,} | {one.removed:,} | {one.changed:,} | {one.rows:,} |"
    yield ""


def _causes(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    counted = rows(
        connection,
        "SELECT cause, change, count(*) AS n FROM delta.tallies JOIN causes USING (tally_id), unnest(causes) u(cause) "
        "GROUP BY ALL",
    )
    if not counted:
        return
    number = {(row["cause"], row["change"]): row["n"] for row in counted}
    yield "## Why tallies differ"
    yield ""
    yield "A tally may have several causes."
    yield ""
    yield "| cause | added | changed | removed |"
    yield "|---|---|---|---|"
    for cause, meaning in CAUSES.items():
        of_cause = [number.get((cause, change), 0) for change in CHANGES]
        if any(of_cause):
            yield f"| `{cause}`: {meaning} | {' | '.join(f'{n:,}' for n in of_cause)} |"
    yield ""


def _tallies(changed: Sequence[dict[str, Any]]) -> Iterator[str]:
    if not changed:
        return
    yield "## The tallies"
    yield ""
    yield "low / best / high before and now."
    yield ""
    yield "| day | place | of whom | before | now | cause | tally |"
    yield "|---|---|---|---|---|---|---|"
    for row in changed[:LISTED]:
        place = " ".join((row["place"] or "unknown").replace("|", "\\|").split())
        told = [row["day"] or "unknown", place, of_whom(row), figures(row, "old_"), figures(row)]
        yield f"| {' | '.join(map(str, told))} | {', '.join(row['causes'])} | `{row['tally_id']}` |"
    if len(changed) > LISTED:
        yield ""
        yield f"… and {len(changed) - LISTED:,} more in `delta/tallies.parquet`."
    yield ""
