"""A release made again from its inputs comes out the same, byte for byte; what changed since is told."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from pipeline import layers, reconciling
from pipeline.cli import main
from pipeline.ingest import receive
from pipeline.progress import Silent
from pipeline.project import Home
from pipeline.reconciliation.tallies import Reckoned
from pipeline.release import Candidate, publish
from pipeline.release.provenance import provenance
from pipeline.warehouse import Warehouse

MARKET = "قتل 60 مدنيا وجرح أكثر من 100 في قصف جوي على سوق الأتارب، بحسب الدفاع المدني."
SCHOOL = "استشهد 3 أطفال في قصف مدفعي على مدرسة في دوما أمس."
RUN = "6f1c2d7e-0000-4000-8000-000000000000"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a release of two drops, of which the second was received while the first was there."""
    home = Home.at(tmp_path_factory.mktemp("home"))
    home.inbox.mkdir()
    for name, text in (("market.txt", MARKET), ("school.txt", SCHOOL)):
        (home.inbox / name).write_text(text, encoding="utf-8")
        receive(home)
    warehouse = Warehouse(home.warehouse, threads=1)
    layers.make_articles(home, warehouse, Silent())
    layers.make_sentences(warehouse, Silent())
    layers.make_claims(home, warehouse, Silent())
    reconciling.make_incidents(warehouse, Silent())
    reconciling.make_tallies(warehouse, Silent())
    with warehouse.connect() as connection:
        candidate = Candidate(date(2026, 11, 22), [], {"metrics": []}, provenance(connection, RUN))
        publish(home.releases, connection, candidate)
    return home.root


@pytest.fixture
def home(published: Path, tmp_path: Path) -> Home:
    return Home.at(shutil.copytree(published, tmp_path / "home"))


def rebuilt(home: Home) -> Result:
    return CliRunner().invoke(main, ["rebuild", "latest", "--home", str(home.root)])


@pytest.mark.parametrize("threads", ["1", "4"])
def test_the_same_inputs_give_the_same_bytes_on_any_number_of_threads(
    threads: str, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HASILA_THREADS", threads)
    shutil.rmtree(home.inbox)  # what is dropped there later, or taken out, is no matter
    home.warehouse.unlink()
    told = rebuilt(home)
    assert told.exit_code == 0, told.output
    assert "comes out the same, byte for byte" in told.output
    assert not list(home.root.glob(".rebuild-*"))


def test_a_kept_input_that_was_changed_is_told(home: Home) -> None:
    [path] = home.batches.glob("*/school.txt")
    path.write_text(SCHOOL.replace("3", "4"), encoding="utf-8")
    told = rebuilt(home)
    assert told.exit_code == 2 and "school.txt is not as it was received" in told.output


def test_a_rule_that_changed_without_a_trace_is_noticed_by_its_outcome(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    reckon = reconciling.reckon

    def otherwise(*arguments: pl.DataFrame) -> Reckoned:
        made = reckon(*arguments)
        return replace(made, tallies=made.tallies.with_columns(pl.col("high") + 1))

    monkeypatch.setattr(reconciling, "reckon", otherwise)
    told = rebuilt(home)
    assert told.exit_code == 1
    assert "data/tallies.parquet comes out otherwise" in told.output and "the code is the same" in told.output


def test_inputs_that_are_not_kept_any_more_are_told(home: Home) -> None:
    [path] = home.batches.glob("*/school.txt")
    shutil.rmtree(path.parent)
    told = rebuilt(home)
    assert told.exit_code == 2 and "restore it from a copy" in told.output


def test_a_release_of_other_code_says_so(home: Home) -> None:
    path = home.releases / "2026.11.1" / "manifest.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["code"]["claims"], told["content_id"] = "other", "0" * 64
    path.write_text(json.dumps(told), encoding="utf-8")
    output = rebuilt(home).output
    assert "the code of claims changed since" in output
