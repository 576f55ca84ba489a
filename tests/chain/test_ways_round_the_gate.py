"""Every way round the gate of a release, on the seed articles: a failed check, other rows, other evidence."""

import dagster as dg
import polars as pl
import pytest
from steps import DAY, materialise, refusal, tallies_made_by, versions

from checks import gate
from pipeline.headless import run
from pipeline.progress import Silent
from pipeline.project import Home
from pipeline.warehouse import Warehouse


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
