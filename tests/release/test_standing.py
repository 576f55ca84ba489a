"""Channels, withdrawal and retention: only the index changes, and what it once said stays true."""

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipeline.release import Candidate, Published, index, publish, verify
from pipeline.release.history import past
from pipeline.release.publish import WithdrawnContentError
from pipeline.release.standing import StandingError, promote, prune, withdraw

DAY = date(2026, 11, 22)


def published(
    releases: Path, connection: duckdb.DuckDBPyConnection, number: int, channel: index.Channel = "final"
) -> Published:
    connection.execute("UPDATE conflicts SET detail = ?", [str(number)])
    return publish(releases, connection, Candidate(DAY, [], {"metrics": []}, {}, channel))


def told(releases: Path) -> tuple[str | None, str | None, list[str]]:
    said = json.loads((releases / "index.json").read_text(encoding="utf-8"))
    return said["latest"], said["candidate"], said["withdrawn"]


def test_a_candidate_is_not_the_latest_until_it_is_promoted(tmp_path: Path, sound: duckdb.DuckDBPyConnection) -> None:
    published(tmp_path, sound, 1)
    made = published(tmp_path, sound, 2, "candidate")
    assert (made.version, made.new) == ("2026.11.2", True)
    assert told(tmp_path) == ("2026.11.1", "2026.11.2", [])
    assert published(tmp_path, sound, 2, "candidate") == Published(made.version, made.folder, made.content_id, False)
    before = {path: path.read_bytes() for path in made.folder.rglob("*") if path.is_file()}
    promote(tmp_path, "2026.11.2")
    assert told(tmp_path) == ("2026.11.2", None, [])
    assert {path: path.read_bytes() for path in before} == before
    with pytest.raises(StandingError, match="no candidate that stands"):
        promote(tmp_path, "2026.11.2")


def test_a_final_run_with_the_candidates_content_promotes_it(tmp_path: Path, sound: duckdb.DuckDBPyConnection) -> None:
    published(tmp_path, sound, 1, "candidate")
    assert told(tmp_path) == (None, "2026.11.1", [])
    made = published(tmp_path, sound, 1)
    assert (made.version, made.new) == ("2026.11.1", True)
    assert told(tmp_path) == ("2026.11.1", None, [])


def test_a_candidate_of_before_the_latest_is_not_promoted(tmp_path: Path, sound: duckdb.DuckDBPyConnection) -> None:
    published(tmp_path, sound, 1)
    published(tmp_path, sound, 2, "candidate")
    final = published(tmp_path, sound, 3)
    assert told(tmp_path) == ("2026.11.3", None, [])
    assert json.loads((final.folder / "manifest.json").read_bytes())["previous"] == "2026.11.1"
    with pytest.raises(StandingError, match=r"made before 2026\.11\.3"):
        promote(tmp_path, "2026.11.2")


def test_a_withdrawn_version_is_no_longer_latest_and_its_content_not_published_again(
    tmp_path: Path, sound: duckdb.DuckDBPyConnection
) -> None:
    published(tmp_path, sound, 1)
    second = published(tmp_path, sound, 2)
    withdraw(tmp_path, "2026.11.2", "two towns\nwere confused", DAY)
    assert told(tmp_path) == ("2026.11.1", None, ["2026.11.2"])
    assert index.entries(tmp_path)[1].withdrawn_because == "two towns were confused"
    assert verify(second.folder, tmp_path / "2026.11.1") == []
    with pytest.raises(WithdrawnContentError, match="two towns were confused"):
        published(tmp_path, sound, 2)
    third = published(tmp_path, sound, 3)
    assert third.version == "2026.11.3"
    assert json.loads((third.folder / "manifest.json").read_bytes())["previous"] == "2026.11.1"
    assert past(tmp_path).version == "2026.11.3"


@pytest.mark.parametrize(
    ("version", "reason", "said"),
    [("2026.1.1", "x", "there are: 2026.11.1"), ("2026.11.1", " ", "say why")],
)
def test_what_cannot_be_withdrawn_is_told(
    version: str, reason: str, said: str, tmp_path: Path, sound: duckdb.DuckDBPyConnection
) -> None:
    published(tmp_path, sound, 1)
    with pytest.raises(StandingError, match=said):
        withdraw(tmp_path, version, reason, DAY)
    withdraw(tmp_path, "2026.11.1", "wrong", DAY)
    with pytest.raises(StandingError, match="already"):
        withdraw(tmp_path, "2026.11.1", "wrong", DAY)


def test_old_files_are_removed_and_their_versions_never_given_again(
    tmp_path: Path, sound: duckdb.DuckDBPyConnection
) -> None:
    for number in (1, 2, 3):
        published(tmp_path, sound, number)
    published(tmp_path, sound, 4, "candidate")
    withdraw(tmp_path, "2026.11.2", "wrong", DAY)
    assert prune(tmp_path, 1, DAY) == ["2026.11.1", "2026.11.2"]
    standing = {path.name for path in tmp_path.iterdir() if path.is_dir()}
    assert standing == {"2026.11.3", "2026.11.4"}
    assert told(tmp_path) == ("2026.11.3", "2026.11.4", ["2026.11.2"])
    assert published(tmp_path, sound, 5).version == "2026.11.5"
    assert prune(tmp_path, 9, DAY) == ["2026.11.4"]  # a candidate that was overtaken
    assert prune(tmp_path, 9, DAY) == []
    with pytest.raises(StandingError, match="at least 1"):
        prune(tmp_path, 0, DAY)


def test_a_removal_that_was_cut_is_finished_by_the_next_publisher(
    tmp_path: Path, sound: duckdb.DuckDBPyConnection
) -> None:
    first = published(tmp_path, sound, 1)
    published(tmp_path, sound, 2)
    (kept := tmp_path / "kept").mkdir()
    first.folder.rename(kept / "2026.11.1")
    prune(tmp_path, 1, DAY)
    (kept / "2026.11.1").rename(first.folder)
    kept.rmdir()
    published(tmp_path, sound, 3)
    assert not first.folder.exists()
