"""Tallies are reckoned where something changed; a check reckons all anew, and notices every row that differs."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from checks import passed, rederived
from checks.beside import Beside
from checks.catalogue import REDERIVED, catalogue
from checks.examine import examine
from checks.verdict import Verdict
from pipeline import layers, reconciling
from pipeline.progress import Silent
from pipeline.project import Home
from pipeline.warehouse import Warehouse

(CHECK,) = (check for check in catalogue() if check.id == REDERIVED)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse in which the seeds were read up to their tallies."""
    home = Home.at(tmp_path_factory.mktemp("seeds"))
    warehouse = Warehouse(home.warehouse)
    layers.make_articles(home, warehouse, Silent())
    layers.make_sentences(warehouse, Silent())
    layers.make_claims(home, warehouse, Silent())
    reconciling.make_incidents(warehouse, Silent())
    reconciling.make_tallies(warehouse, Silent())
    return home.warehouse


@pytest.fixture(params=["at first", "after all passed"])
def connection(request: pytest.FixtureRequest, seeds: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of it, to be spoilt, before or after the check was held against it."""
    copy = shutil.copyfile(seeds, tmp_path / seeds.name)
    with duckdb.connect(str(copy)) as found:
        if request.param == "after all passed":
            assert judged(found).passed
        yield found


def judged(connection: duckdb.DuckDBPyConnection) -> Verdict:
    (finding,) = examine(connection, [CHECK], Beside())
    assert finding.judged.keys() == set(CHECK.reads)
    return finding.verdict


def test_tallies_as_they_were_made_are_those_that_the_claims_leave(connection: duckdb.DuckDBPyConnection) -> None:
    verdict = judged(connection)
    assert verdict.passed, verdict.markdown
    assert verdict.examined > 300


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        ("UPDATE tallies SET low = low - 1 WHERE low = 53 AND population = 'all'", "stands in tallies: tally_id="),
        ("DELETE FROM tallies WHERE low = 53 AND population = 'all'", "is due in tallies: tally_id="),
        ("UPDATE tally_claims SET role = 'within' WHERE role = 'low' AND rule = 'N2'", "stands in tally_claims"),
        ("DELETE FROM tally_history WHERE step = 1", "is due in tally_history"),
        ("UPDATE period_tallies SET residual = 0 WHERE residual = 198", "stands in period_tallies"),
        (
            "INSERT INTO conflicts SELECT 'x', incident_id, claim_id, claim_id, 'count', '', '', 'B1' "
            "FROM incident_claims LIMIT 1",
            "stands in conflicts: conflict_id=x",
        ),
        ("UPDATE claims SET low = low + 1, high = high + 1 WHERE low = 60 AND outcome = 'killed'", "in tallies"),
        ("DELETE FROM incident_claims WHERE claim_id IN (SELECT claim_id FROM tally_claims)", "stands in tallies"),
    ],
)
def test_a_row_that_the_claims_do_not_leave_is_named(
    edit: str, told: str, connection: duckdb.DuckDBPyConnection
) -> None:
    connection.execute(edit)
    verdict = judged(connection)
    assert not verdict.passed
    assert told in verdict.markdown


def reckoned_by(connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, fully: bool = False) -> int:
    """How many incidents the check reckons."""
    asked: list[int] = []
    sound = rederived.reckoned

    def counted(where: duckdb.DuckDBPyConnection, some: pl.DataFrame, *given: Any) -> Any:
        asked.append(some.height)
        return sound(where, some, *given)

    with monkeypatch.context() as patched:
        patched.setattr(rederived, "reckoned", counted)
        (finding,) = examine(connection, [CHECK], Beside(), fully)
    assert finding.verdict.passed
    return sum(asked)


def test_only_incidents_of_other_rows_than_before_are_reckoned(
    connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged(connection)
    ((incidents,),) = connection.execute("SELECT count(*) FROM incidents").fetchall()
    assert reckoned_by(connection, monkeypatch) == 0
    connection.execute(
        "UPDATE claims SET confidence = 0.1 WHERE claim_id = (SELECT min(claim_id) FROM incident_claims)"
    )
    assert reckoned_by(connection, monkeypatch) == 1
    assert reckoned_by(connection, monkeypatch) == 0
    assert reckoned_by(connection, monkeypatch, fully=True) == incidents
    monkeypatch.setattr(passed, "code_version", lambda layer: "other code")
    assert reckoned_by(connection, monkeypatch) == incidents
