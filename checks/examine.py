"""Running checks on a warehouse: each verdict comes with the digests of the tables it judged.

Kept out: which checks there are (``catalogue``), and what Dagster records of them (``recorded``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import duckdb
import polars as pl

from checks import acceptance, earlier, laws, rows
from checks.across import CrossLaw
from checks.bands import Band
from checks.beside import Beside
from checks.catalogue import EXPIRED, REDERIVED, Check
from checks.verdict import EXAMPLES, Breach, Verdict, example
from pipeline.contracts import TABLES, Table, polars_schema, table
from pipeline.reconciliation import tally
from pipeline.reconciliation.corrections import applicable, load
from pipeline.release.history import Past
from pipeline.release.metrics import candidate
from pipeline.warehouse import digest


@dataclass(frozen=True, slots=True)
class Finding:
    """A check's verdict, and table → digest of what it looked at."""

    check: Check
    verdict: Verdict
    judged: dict[str, str]


def examine(connection: duckdb.DuckDBPyConnection, checks: Sequence[Check], beside: Beside) -> Iterator[Finding]:
    """Run checks on the tables in the connection."""
    digests: dict[str, str] = {}
    accepted: dict[str, Verdict] = {}
    with earlier.standing(connection, beside.past.folder):
        for check in checks:
            for name in check.reads:
                if name not in digests:
                    digests[name] = digest(connection, table(name))
            if isinstance(check.subject, Band) and not accepted:
                accepted = {verdict.check: verdict for verdict in accept(connection, beside).verdicts}
            if isinstance(check.subject, Band):
                verdict = _with_misread(connection, check.subject, accepted[check.id])
            else:
                verdict = _judge(connection, check, beside)
            yield Finding(check, verdict, {name: digests[name] for name in check.reads})


def accept(connection: duckdb.DuckDBPyConnection, beside: Beside) -> acceptance.Acceptance:
    """The candidate in the connection, held against the bands."""
    return acceptance.judge(fetch(connection, table("metrics")), beside)


def fetch(connection: duckdb.DuckDBPyConnection, declared: Table) -> pl.DataFrame:
    """A table's rows in key order, as a frame."""
    ordered = f"SELECT {', '.join(declared.names)} FROM {declared.name} ORDER BY {', '.join(declared.key)}"
    return connection.execute(ordered).pl().cast(dict(polars_schema(declared)))  # type: ignore[arg-type]


def _with_misread(connection: duckdb.DuckDBPyConnection, band: Band, verdict: Verdict) -> Verdict:
    """A verdict on accuracy, with the annotated claims or tallies that come out wrong beside the figure."""
    if verdict.passed or band.metric != "accuracy":
        return verdict
    (breach,) = verdict.breaches
    wrong = connection.execute(
        "SELECT item, array_to_string(wrong, ' '), expected, read FROM readings WHERE kind = ? AND len(wrong) > 0 "
        "ORDER BY item",
        ["tally" if band.scope.startswith("tallies") else "claim"],
    ).fetchall()
    told = (example(("item", "wrong", "expected", "read"), row) for row in wrong[: EXAMPLES - 1])
    return replace(verdict, breaches=(replace(breach, rows=len(wrong), examples=(*breach.examples, *told)),))


def _judge(connection: duckdb.DuckDBPyConnection, check: Check, beside: Beside) -> Verdict:
    if isinstance(check.subject, Table):
        return rows.judge(check.subject, fetch(connection, check.subject))
    if isinstance(check.subject, CrossLaw):
        return laws.judge(connection, check.subject)
    if check.id == EXPIRED:
        return _verdict(check, len(beside.acknowledged), [str(entry) for entry in beside.expired()])
    if check.id == REDERIVED:
        return _rederived(connection, check)
    return _recomputed(connection, check, beside.past)


def _rederived(connection: duckdb.DuckDBPyConnection, check: Check) -> Verdict:
    """The tables of the layer, beside what their inputs give when all incidents are reckoned anew."""
    inputs = ("articles", "events", "claims", "incidents", "incident_claims")
    articles, *others = (fetch(connection, table(name)) for name in inputs)
    events, claims, incidents, ledger = others
    corrections = applicable(load(), articles["article_id"].to_list())
    due = tally(articles, events, claims, incidents, ledger, corrections)
    told, examined = [], 0
    for name in (declared.name for declared in TABLES if declared.layer == check.table):
        stated, key = fetch(connection, table(name)), table(name).key
        examined += stated.height
        for word, one, other in (("stands", stated, getattr(due, name)), ("is due", getattr(due, name), stated)):
            missing = one.join(other, on=one.columns, how="anti", nulls_equal=True).select(key).sort(key)
            told += [f"{word} in {name}: {example(key, row)}" for row in missing.rows()]
    return _verdict(check, examined, told)


def _recomputed(connection: duckdb.DuckDBPyConnection, check: Check, past: Past) -> Verdict:
    stated = fetch(connection, table("metrics"))
    due = candidate(connection, past)
    return _verdict(check, stated.height, [*_rows_beside(stated, due, "stated"), *_rows_beside(due, stated, "due")])


def _verdict(check: Check, examined: int, told: list[str]) -> Verdict:
    if not told:
        return Verdict(check.table, check.id, examined)
    breach = Breach(check.id, check.meaning, len(told), tuple(told[:EXAMPLES]))
    return Verdict(check.table, check.id, examined, (breach,))


def _rows_beside(one: pl.DataFrame, other: pl.DataFrame, word: str) -> list[str]:
    missing = one.join(other, on=one.columns, how="anti", nulls_equal=True).sort("metric", "scope")
    return [
        f"{word}: {row['metric']} / {row['scope']} = {row['value']}, previous {row['previous']}"
        for row in missing.iter_rows(named=True)
    ]
