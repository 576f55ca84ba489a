"""What a run on the seed articles publishes: sound, told apart check by check, and the same wherever it is made."""

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest
from steps import versions

from pipeline.headless import RunOutcome, run
from pipeline.progress import Silent
from pipeline.project import Home
from pipeline.release import verify


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
