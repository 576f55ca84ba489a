"""What earlier releases were like: read from what they hold, without jumps that were meant."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipeline.release.history import Past, past
from pipeline.release.index import Entry, entries, write
from pipeline.release.metrics import candidate


def released(releases: Path, *claims: float, articles: float = 500, acknowledged: int | None = None) -> None:
    """Releases that had these numbers of claims; the jump to the one of that number was acknowledged."""
    entries = []
    for number, value in enumerate(claims, 1):
        folder = releases / f"2026.11.{number}" / "validation"
        folder.mkdir(parents=True)
        rows = [("rows", "articles", articles), ("rows", "claims", value)]
        told = [dict(zip(("metric", "scope", "value"), row, strict=True)) for row in rows]
        (folder / "metrics.json").write_text(json.dumps(told), encoding="utf-8")
        jump = [{"metric": "rows", "scope": "claims"}] if number == acknowledged else []
        (folder / "acknowledged.json").write_text(json.dumps(jump), encoding="utf-8")
        entries.append(Entry(f"2026.11.{number}", "0" * 64, "2026-11-22", "0" * 64))
    write(releases, entries)


def test_before_the_first_release_nothing_is_usual(tmp_path: Path) -> None:
    assert past(tmp_path) == Past()
    assert Past().usual(("rows", "claims")).middle is None


def test_what_is_usual_is_the_median_and_its_spread(tmp_path: Path) -> None:
    released(tmp_path, 100, 110, 121, 133.1)
    found = past(tmp_path)
    assert (found.version, found.figures["rows", "claims"], found.established) == ("2026.11.4", 133.1, True)
    usual, change = found.usual(("rows", "claims")), found.usual_change(("rows", "claims"))
    assert (usual.releases, usual.middle) == (4, pytest.approx(115.5))
    assert usual.spread == pytest.approx(1.4826 * 10.5)
    assert (change.releases, change.middle, change.spread) == (3, pytest.approx(1.1), pytest.approx(0))


def test_a_jump_that_was_meant_is_not_usual(tmp_path: Path) -> None:
    released(tmp_path, 100, 110, 1000, 1100, acknowledged=3)
    found = past(tmp_path)
    assert found.usual(("rows", "claims")).releases == 3
    assert found.usual_change(("rows", "claims")).releases == 1


def test_versions_withdrawn_removed_or_waiting_are_no_past(tmp_path: Path) -> None:
    released(tmp_path, 100, 110, 121, 900)
    one, two, three, four = entries(tmp_path)
    shutil.rmtree(tmp_path / one.version)
    gone = [replace(one, removed_on="2026-11-23"), two, replace(three, withdrawn_on="2026-11-23")]
    write(tmp_path, [*gone, replace(four, channel="candidate")])
    found = past(tmp_path)
    assert (found.version, len(found.releases)) == ("2026.11.2", 1)


def test_a_handful_of_articles_tells_nothing_but_how_well_they_are_read(
    tmp_path: Path, sound: duckdb.DuckDBPyConnection
) -> None:
    released(tmp_path, 7, articles=5)
    found = past(tmp_path)
    assert (found.established, found.releases) == (False, ())
    figures = found.figures | {("accuracy", "claims right"): 1.0, ("claims", "killed"): 5.0}
    made = candidate(sound, Past(found.version, figures))
    rows = {(row["metric"], row["scope"]): row for row in made.iter_rows(named=True)}
    assert (rows["rows", "claims"]["previous"], rows["rows", "claims"]["change"]) == (7.0, None)
    assert rows["accuracy", "claims right"]["change"] == pytest.approx(2 / 3)
    assert rows["shift", "claims by outcome"]["value"] == 0


def test_a_distribution_that_moved_is_measured(sound: duckdb.DuckDBPyConnection) -> None:
    figures = {("rows", "articles"): 500.0, ("claims", "killed"): 60.0, ("claims", "injured"): 40.0}
    made = candidate(sound, Past("2026.11.1", figures))
    (shift,) = [row["value"] for row in made.iter_rows(named=True) if row["scope"] == "claims by outcome"]
    assert shift == pytest.approx(6 / 7 - 0.6)  # six of the seven claims are of dead, one of wounded
