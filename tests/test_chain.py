"""The chain on the seed articles: from an empty home to a release, and every way round its gate.

The chain is run once; each test works on a copy of the home it leaves.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import dagster as dg
import duckdb
import polars as pl
import pytest

from assets.resources import DuckDBWarehouse, HomeFolder, LoggedProgress
from checks import gate
from pipeline import layers
from pipeline.definitions import defs
from pipeline.headless import RunOutcome, run
from pipeline.ingest.batches import SEED_BATCH
from pipeline.progress import Silent
from pipeline.project import Home
from pipeline.reconciliation.tallies import Reckoned
from pipeline.release import verify
from pipeline.warehouse import Warehouse, WarehouseLockedError

DAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, RunOutcome]:
    """A home on whose empty inbox the chain was run once, and how that ended."""
    home = Home.at(tmp_path_factory.mktemp("chain"))
    return home, run(home, Silent(), DAY)


@pytest.fixture
def ran(first_run: tuple[Home, RunOutcome], home: Home) -> Home:
    """A copy of the home after the first run."""
    shutil.copytree(first_run[0].root, home.root)
    return home


def materialise(home: Home, *names: str, checks: bool, tags: dict[str, str] | None = None) -> dg.ExecuteInProcessResult:
    """What a person does in the UI: materialise a selection, with or without its checks."""
    folder = HomeFolder(path=str(home.root))
    keys = {dg.AssetKey(name) for name in names}
    job = defs.resolve_implicit_global_asset_job_def()
    chosen = job.get_subset(asset_selection=keys, asset_check_selection=None if checks else set())
    with dg.DagsterInstance.from_config(str(home.dagster)) as instance:
        return chosen.execute_in_process(
            instance=instance,
            raise_on_error=False,
            tags=tags,
            run_config={
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                **({"ops": {"release": {"config": {"today": DAY.isoformat()}}}} if "release" in names else {}),
            },
            resources={"home": folder, "warehouse": DuckDBWarehouse(home=folder), "progress": LoggedProgress()},
        )


def refusal(home: Home) -> list[str]:
    """The latest recorded refusal, an issue a line."""
    attempts = sorted((home.releases / ".attempts").iterdir(), key=lambda path: int(path.name))
    told = json.loads((attempts[-1] / "refusal.json").read_text(encoding="utf-8"))
    return [f"{issue['subject']}: {issue['reason']}" for issue in told["issues"]]


def versions(home: Home) -> list[str]:
    index = json.loads((home.releases / "index.json").read_text(encoding="utf-8"))
    return [entry["version"] for entry in index["versions"]]


@contextmanager
def tallies_made_by(monkeypatch: pytest.MonkeyPatch, **change: pl.Expr) -> Iterator[None]:
    """The reckoning of tallies with a fault in it, as other code than that of the run before."""
    from pipeline import reconciling, versions

    sound: Callable[..., Reckoned] = reconciling.reckon
    with monkeypatch.context() as patched:
        patched.setattr(
            reconciling,
            "reckon",
            lambda *inputs: replace(found := sound(*inputs), tallies=found.tallies.with_columns(**change)),
        )
        patched.setattr(reconciling, "code_version", lambda layer: f"faulty {versions.code_version(layer)}")
        yield


def test_the_first_run_publishes_a_sound_release(first_run: tuple[Home, RunOutcome]) -> None:
    home, outcome = first_run
    assert outcome.refusals == ()
    assert (outcome.ok, outcome.version, outcome.published) == (True, "2026.11.1", True)
    assert outcome.folder == home.releases / "2026.11.1"
    assert verify(outcome.folder) == []
    with duckdb.connect(str(home.readable), read_only=True) as connection:
        (tallies,) = connection.execute("SELECT count(*) FROM tallies").fetchone() or (0,)
    assert tallies > 0


def test_the_manifest_names_the_materialisation_that_each_check_judged(first_run: tuple[Home, RunOutcome]) -> None:
    folder = first_run[1].folder
    assert folder is not None
    checks = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["checks"]
    assert {check["passed"] for check in checks if check["severity"] == "error"} == {True}
    assert all(check["materialisation"] and check["judged"] and check["evaluated_by_run"] for check in checks)


def test_a_second_run_changes_nothing(ran: Home) -> None:
    outcome = run(ran, Silent(), date(2026, 12, 24))
    assert (outcome.ok, outcome.version, outcome.published) == (True, "2026.11.1", False)
    assert versions(ran) == ["2026.11.1"]


def test_another_home_and_other_threads_give_the_same_bytes(
    first_run: tuple[Home, RunOutcome], home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HASILA_THREADS", "4")
    outcome = run(home, Silent(), date(2027, 1, 2))
    assert outcome.version == "2027.1.1"
    assert outcome.folder is not None
    assert _hashes(outcome.folder) == _hashes(first_run[0].releases / "2026.11.1")


def _hashes(folder: Path) -> dict[str, str]:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    data = {
        entry["path"]: entry["sha256"] for entry in manifest["files"] if entry["path"].startswith(("data/", "csv/"))
    }
    return data | {"content_id": manifest["content_id"]}


def test_a_broken_row_stops_the_chain(ran: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    with tallies_made_by(monkeypatch, low=pl.col("high") + 1):  # low above high
        outcome = run(ran, Silent(), DAY)
    assert not outcome.ok
    assert any(told.startswith("tallies.rows: ") and "low_to_high" in told for told in outcome.refusals)
    assert any(issue.startswith("tallies.rows: ") for issue in refusal(ran))
    assert versions(ran) == ["2026.11.1"]
    assert [path.name for path in (ran.releases / ".attempts" / "1").iterdir()] == ["refusal.json"]


def test_an_extractor_that_reads_worse_cannot_publish(ran: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.accuracy import seeds
    from pipeline.extraction import Extracted

    sound = seeds.extract

    def blind_to_children(*given: object) -> Extracted:
        found = sound(*given)  # type: ignore[arg-type]
        return Extracted(found.events, found.claims.with_columns(who=pl.col("who").replace("child", "person")))

    monkeypatch.setattr(seeds, "extract", blind_to_children)
    outcome = run(ran, Silent(), DAY)
    assert not outcome.ok
    refused = {told.split(":")[0] for told in outcome.refusals}
    assert {"metrics.reads_claims", "metrics.claims_no_worse"} <= refused
    assert versions(ran) == ["2026.11.1"]


def test_a_release_tells_how_well_the_annotated_articles_were_read(first_run: tuple[Home, RunOutcome]) -> None:
    folder = first_run[0].releases / "2026.11.1"
    told = json.loads((folder / "validation" / "accuracy.json").read_text(encoding="utf-8"))
    figures = {row["scope"]: row["value"] for row in told["figures"]}
    assert figures["claims right"] >= 0.97
    assert any(row["wrong"] == ["missed"] for row in told["wrong"])


def test_data_docs_stand_beside_the_release_and_out_of_its_hashes(first_run: tuple[Home, RunOutcome]) -> None:
    releases = first_run[0].releases
    assert (releases / ".data_docs" / "2026.11.1" / "index.html").is_file()
    assert ".data_docs" not in (releases / "2026.11.1" / "SHA256SUMS").read_text(encoding="utf-8")


def test_selecting_only_the_release_cannot_publish_over_a_failed_check(
    ran: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = ("tallies", "tally_claims", "tally_history", "period_tallies", "conflicts")
    with tallies_made_by(monkeypatch, low=pl.col("high") + 1):
        assert not materialise(ran, *tables, checks=True).success
    assert not materialise(ran, "release", checks=False).success
    assert any(issue.startswith("tallies.rows: did not pass: low_to_high") for issue in refusal(ran))
    assert versions(ran) == ["2026.11.1"]


def test_a_table_made_again_without_its_checks_cannot_be_published(ran: Home) -> None:
    assert materialise(ran, "incidents", "incident_claims", "corrections", "tombstones", checks=False).success
    assert not materialise(ran, "release", checks=False).success
    assert "incidents.rows: passed on another materialisation than the latest" in refusal(ran)
    assert materialise(ran, "incidents", "incident_claims", "corrections", "tombstones", checks=True).success
    assert materialise(ran, "release", checks=False).success


def test_what_a_run_on_one_batch_made_across_batches_can_be_published(ran: Home) -> None:
    across = ("incidents", "incident_claims", "corrections", "tombstones")
    assert materialise(ran, *across, checks=True, tags={"dagster/partition": SEED_BATCH}).success
    assert materialise(ran, "release", checks=False).success


@pytest.mark.parametrize(
    ("trouble", "tries"),
    [(WarehouseLockedError("being written"), 2), (OSError("the disk is busy"), 2), (FileNotFoundError("no folder"), 1)],
)
def test_a_step_is_tried_again_where_reading_or_writing_failed_in_passing(
    ran: Home, monkeypatch: pytest.MonkeyPatch, trouble: Exception, tries: int
) -> None:
    sound, tried = layers.make_sentences, []

    def once_in_trouble(*given: object) -> layers.Made:
        tried.append(given)
        if len(tried) == 1:
            raise trouble
        return sound(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(layers, "make_sentences", once_in_trouble)
    monkeypatch.setattr("assets.io.PAUSE", 0)
    made = materialise(ran, "sentences", checks=False, tags={"dagster/partition": SEED_BATCH})
    assert (len(tried), made.success) == (tries, tries > 1)


def test_a_run_that_was_only_started_spoils_no_evidence(ran: Home) -> None:
    with dg.DagsterInstance.from_config(str(ran.dagster)) as instance:
        job = defs.resolve_job_def("chain")
        instance.create_run_for_job(job)  # plans every check
        check = dg.AssetCheckKey(dg.AssetKey("claims"), "rows")
        latest = instance.get_latest_asset_check_evaluation_record(check)
        assert latest is not None and latest.status.value == "PLANNED"
    assert materialise(ran, "release", checks=False).success


def test_a_run_goes_by_what_it_made_and_judged_itself(ran: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = gate.judge

    def beside_another(instance: dg.DagsterInstance, digests: dict[str, str], run_id: str) -> gate.Judgement:
        again = dg.AssetMaterialization("claims", metadata={gate.MARK: digests["claims"]})
        instance.report_runless_asset_event(again)  # the same rows, made again by someone else meanwhile
        assert any(r.subject.startswith("claims.") for r in judge(instance, digests, "another run").refusals)
        return judge(instance, digests, run_id)

    monkeypatch.setattr(gate, "judge", beside_another)
    assert run(ran, Silent(), DAY).ok


def test_other_rows_made_again_without_checks_cannot_be_published(ran: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = ("tallies", "tally_claims", "tally_history", "period_tallies", "conflicts")
    with tallies_made_by(monkeypatch, civilian_stated=pl.lit(0, pl.Int64)):
        assert materialise(ran, *tables, checks=False).success
    assert not materialise(ran, "release", checks=False).success
    issues = refusal(ran)
    assert "tallies.rows: passed on another materialisation than the latest" in issues
    assert any(issue.startswith("metrics.") and "passed on other rows of tallies" in issue for issue in issues)


def test_rows_altered_behind_dagster_cannot_be_published(ran: Home) -> None:
    with Warehouse(ran.warehouse).connect() as connection:
        connection.execute("UPDATE claims SET confidence = 0.999")
    assert not materialise(ran, "release", checks=False).success
    issues = refusal(ran)
    assert "claims: its rows are not those of its latest materialisation" in issues
    assert any(issue.startswith("claims.rows: passed on other rows of claims") for issue in issues)


def test_metrics_of_another_candidate_do_not_pass(ran: Home) -> None:
    with Warehouse(ran.warehouse).connect() as connection:
        connection.execute(
            "DELETE FROM conflicts; INSERT INTO rejected_articles VALUES ('x', 'seeds', 'empty', 'x', NULL)"
        )
    assert not materialise(ran, "release", checks=False).success
    assert any(
        issue.startswith("metrics.recomputed: passed on other rows of rejected_articles") for issue in refusal(ran)
    )


def test_an_empty_store_cannot_be_published(home: Home) -> None:
    from pipeline.headless import prepare_dagster_home

    prepare_dagster_home(home)
    assert not materialise(home, "release", checks=False).success
    assert "articles: was never materialised" in refusal(home)
    assert not (home.releases / "index.json").exists()


def test_a_fault_in_a_step_is_raised_as_it_is(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*inputs: object) -> None:
        raise RuntimeError("the lexicon is missing")

    monkeypatch.setattr("pipeline.layers.make_sentences", fails)
    with pytest.raises(RuntimeError, match="the lexicon is missing"):
        run(home, Silent(), DAY)
