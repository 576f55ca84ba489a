"""What a person sees of a failing check: what failed, how many rows, the first ten by id, and where to look."""

from pathlib import Path

import duckdb
import pytest

from checks import recorded
from checks.beside import Beside
from checks.catalogue import Check, catalogue
from checks.examine import Finding, examine
from checks.remedies import where
from pipeline.project import ROOT
from pipeline.release.history import Past


def finding(connection: duckdb.DuckDBPyConnection, name: str, beside: Beside | None = None) -> Finding:
    (check,) = (check for check in catalogue() if f"{check.table}.{check.id}" == name)
    (found,) = examine(connection, [check], beside or Beside())
    return found


def test_a_failing_check_says_what_how_many_which_and_where(sound: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    sound.execute("INSERT INTO incident_claims SELECT 'i9', 'z' || range, 'same place', 0.5 FROM range(10, 40)")
    told = recorded._result(finding(sound, "incident_claims.claim_id_known"), tmp_path / "warehouse.duckdb")
    assert not told.passed
    assert told.description is not None
    assert told.description.startswith("claim_id_known: 30 rows, such as claim_id=z10")
    shown = told.metadata
    assert shown["rows that fail"].value == 30
    assert "**claim_id_known** (claim_id names a row of claims): 30 rows" in str(shown["what failed"].value)
    assert [row.data["row"] for row in shown["first rows"].records] == [f"claim_id=z{n}" for n in range(10, 20)]
    assert "`pipeline/contracts/tables.py`" in str(shown["where to look"].value)
    assert "```sql" in str(shown["where to look"].value)
    assert next(iter(shown)) == "what failed"


def test_a_reading_that_got_worse_names_the_claims_that_are_misread(sound: duckdb.DuckDBPyConnection) -> None:
    sound.execute("UPDATE metrics SET change = 0.5, previous = 1 WHERE scope = 'claims right'")
    verdict = finding(sound, "metrics.claims_no_worse", Beside(Past("2026.11.1"))).verdict
    (breach,) = verdict.breaches
    assert breach.rows == 1
    assert breach.examples[1] == "item=000-2, wrong=missed, expected=as annotated, read=None"
    tallies = finding(sound, "metrics.makes_tallies").verdict
    assert tallies.breaches[0].examples[1].startswith("item=000-1 killed all, wrong=claimants")


@pytest.mark.parametrize("check", catalogue(), ids=lambda check: f"{check.table}.{check.id}")
def test_where_to_look_names_what_is_there(check: Check) -> None:
    named = [part for part in where(check).split("`")[1::2] if part.startswith(("pipeline/", "checks/", "seeds/"))]
    assert named
    assert all((ROOT / path).exists() for path in named)
