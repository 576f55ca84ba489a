"""Running checks on a warehouse: each verdict comes with the digests of the tables it judged.

Kept out: which checks there are (``catalogue``), and what Dagster records of them (``recorded``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb
import polars as pl

from checks import acceptance, laws, rows
from checks.across import CrossLaw
from checks.bands import Band
from checks.catalogue import Check
from checks.verdict import EXAMPLES, Breach, Verdict
from pipeline.contracts import Table, polars_schema, table
from pipeline.release.metrics import Figures, candidate
from pipeline.warehouse import digest


@dataclass(frozen=True, slots=True)
class Finding:
    """A check's verdict, and table → digest of what it looked at."""

    check: Check
    verdict: Verdict
    judged: dict[str, str]


def examine(connection: duckdb.DuckDBPyConnection, checks: Sequence[Check], previous: Figures) -> Iterator[Finding]:
    """Run checks on the tables in the connection; ``previous`` are the figures of the latest release."""
    digests: dict[str, str] = {}
    accepted: dict[str, Verdict] = {}
    for check in checks:
        for name in check.reads:
            if name not in digests:
                digests[name] = digest(connection, table(name))
        if isinstance(check.subject, Band) and not accepted:
            accepted = {verdict.check: verdict for verdict in acceptance.judge(fetch(connection, table("metrics")))}
        verdict = accepted[check.id] if isinstance(check.subject, Band) else _judge(connection, check, previous)
        yield Finding(check, verdict, {name: digests[name] for name in check.reads})


def fetch(connection: duckdb.DuckDBPyConnection, declared: Table) -> pl.DataFrame:
    """A table's rows in key order, as a frame."""
    ordered = f"SELECT {', '.join(declared.names)} FROM {declared.name} ORDER BY {', '.join(declared.key)}"
    return connection.execute(ordered).pl().cast(dict(polars_schema(declared)))  # type: ignore[arg-type]


def _judge(connection: duckdb.DuckDBPyConnection, check: Check, previous: Figures) -> Verdict:
    if isinstance(check.subject, Table):
        return rows.judge(check.subject, fetch(connection, check.subject))
    if isinstance(check.subject, CrossLaw):
        return laws.judge(connection, check.subject)
    return _recomputed(connection, check, previous)


def _recomputed(connection: duckdb.DuckDBPyConnection, check: Check, previous: Figures) -> Verdict:
    stated = fetch(connection, table("metrics"))
    due = candidate(connection, previous)
    differing = [*_rows_beside(stated, due, "stated"), *_rows_beside(due, stated, "due")]
    if not differing:
        return Verdict(check.table, check.id, stated.height)
    breach = Breach(check.id, check.meaning, len(differing), tuple(differing[:EXAMPLES]))
    return Verdict(check.table, check.id, stated.height, (breach,))


def _rows_beside(one: pl.DataFrame, other: pl.DataFrame, word: str) -> list[str]:
    missing = one.join(other, on=one.columns, how="anti", nulls_equal=True).sort("metric", "scope")
    return [
        f"{word}: {metric} / {scope} = {value}, previous {before}" for metric, scope, value, before in missing.rows()
    ]
