"""The exported files judged again: every row contract, and every law that needs no withheld text, on the Parquet.

Kept out: hashes and counts of the files (``pipeline.release.verify``).
"""

from pathlib import Path

import duckdb

from checks import laws, rows
from checks.across import CrossLaw
from checks.examine import fetch
from checks.verdict import Verdict
from pipeline.contracts import TABLES
from pipeline.release import Problem
from pipeline.release.content import RELEASED


def inspect(folder: Path) -> list[Problem]:
    """What the tables of a release folder break, read from data/*.parquet."""
    with duckdb.connect() as connection:
        for declared in RELEASED:
            path = str(folder / "data" / f"{declared.name}.parquet").replace("'", "''")
            connection.execute(f"CREATE VIEW {declared.name} AS SELECT * FROM read_parquet('{path}')")
        verdicts = [rows.judge(declared, fetch(connection, declared)) for declared in RELEASED]
        verdicts += [laws.judge(connection, law) for law in laws.laws() if _on_released(law)]
    return [_problem(verdict) for verdict in verdicts if not verdict.passed]


def _on_released(law: CrossLaw) -> bool:
    """Whether a law can be judged by a release alone: without what it withholds, the bookkeeping, or other releases."""
    tables = {declared.name for declared in RELEASED}
    withheld = {name for declared in TABLES if declared.name in law.reads for name in declared.withheld}
    return set(law.reads) <= tables and not (law.compares or (withheld | {"made"}) & law.words)


def _problem(verdict: Verdict) -> Problem:
    return Problem(f"data/{verdict.table}.parquet {verdict.check}", verdict.summary)
