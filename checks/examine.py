"""Running checks on a warehouse: each verdict comes with the marks of the tables it judged.

Rows and incidents that a check has passed as they are, under the same code, are not looked at again, unless everything
is to be examined (``fully``). Kept out: which checks there are (``catalogue``), what is kept of what passed
(``passed``), and what Dagster records (``recorded``).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cache

import duckdb
import polars as pl

from checks import acceptance, earlier, laws, passed, rederived, rows
from checks.across import CrossLaw
from checks.bands import Band
from checks.beside import Beside
from checks.catalogue import EXPIRED, REDERIVED, Check
from checks.verdict import EXAMPLES, Breach, Verdict, example
from pipeline.contracts import Table, table, typed
from pipeline.release.history import Past
from pipeline.release.metrics import candidate
from pipeline.warehouse import mark, row_mark


@dataclass(frozen=True, slots=True)
class Finding:
    """A check's verdict, and table → mark of what it looked at."""

    check: Check
    verdict: Verdict
    judged: dict[str, str]


def examine(
    connection: duckdb.DuckDBPyConnection,
    checks: Sequence[Check],
    beside: Beside,
    fully: bool = False,
    known_by: Callable[[str], str] | None = None,
) -> Iterator[Finding]:
    """Run checks on the tables in the connection; ``fully``: on all rows, whatever they passed before.

    ``known_by`` gives a table's mark, where whoever holds the tables knows it already.
    """
    marked = cache(known_by or (lambda name: mark(connection, table(name))))
    accepted: dict[str, Verdict] = {}
    compared = any(isinstance(check.subject, CrossLaw) and check.subject.compares for check in checks)
    with earlier.standing(connection, beside.past.folder) if compared else nullcontext():
        for check in checks:
            judged = {name: marked(name) for name in check.reads}  # before anything is read
            if fully:
                passed.forget(connection, check.name)
            if isinstance(check.subject, Band) and not accepted:
                accepted = {verdict.check: verdict for verdict in accept(connection, beside).verdicts}
            if isinstance(check.subject, Band):
                verdict = _with_misread(connection, check.subject, accepted[check.id])
            else:
                verdict = _judge(connection, check, beside)
            yield Finding(check, verdict, judged)


def accept(connection: duckdb.DuckDBPyConnection, beside: Beside) -> acceptance.Acceptance:
    """The candidate in the connection, held against the bands."""
    return acceptance.judge(fetch(connection, table("metrics")), beside)


def fetch(connection: duckdb.DuckDBPyConnection, declared: Table) -> pl.DataFrame:
    """A table's rows in key order, as a frame."""
    ordered = f"SELECT {', '.join(declared.names)} FROM {declared.name} ORDER BY {', '.join(declared.key)}"
    return typed(declared, connection.execute(ordered).pl())


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
        return _rows(connection, check.name, check.subject)
    if isinstance(check.subject, CrossLaw):
        return laws.judge(connection, check.subject)
    if check.id == EXPIRED:
        return _verdict(check, len(beside.acknowledged), [str(entry) for entry in beside.expired()])
    if check.id == REDERIVED:
        told, examined, anew = rederived.differing(connection, check.name)
        return replace(
            _verdict(check, examined, told), note=f"{examined:,} rows agree; {anew:,} incidents reckoned now"
        )
    return _recomputed(connection, check, beside.past)


def _rows(connection: duckdb.DuckDBPyConnection, name: str, declared: Table) -> Verdict:
    """The row contract held against the rows that did not pass as they are; a key is looked up among all."""
    marked = f"SELECT {', '.join(declared.names)}, {row_mark(declared.names)} AS mark FROM {declared.name}"
    key = ", ".join(declared.key)
    doubled = f"hash({key}) IN (SELECT hash({key}) AS k FROM {declared.name} GROUP BY k HAVING count(*) > 1)"
    passed.set_out(connection, name, marked, doubled)
    unseen = connection.execute(f"SELECT {', '.join(declared.names)} FROM unseen ORDER BY {key}").pl()
    verdict = rows.judge(declared, typed(declared, unseen))
    if verdict.passed:
        passed.keep(connection, name)
    ((examined,),) = connection.execute(f"SELECT count(*) FROM {declared.name}").fetchall()
    note = f"{examined:,} rows keep it; {verdict.examined:,} looked at now, the others when they came"
    return replace(verdict, examined=examined, note=note if examined > verdict.examined else "")


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
