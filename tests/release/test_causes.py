"""Why a tally differs from the release before, and what stands where an id was, in a small made-up world."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipeline.release import Candidate, Published, publish, verify

CODE = {"incidents": "1", "tallies": "1", "claims": "1"}


def published(releases: Path, connection: duckdb.DuckDBPyConnection, code: Mapping[str, str] = CODE) -> Published:
    return publish(releases, connection, Candidate(date(2026, 11, 22), [], {"metrics": []}, {}, code=code))


@pytest.fixture
def releases(tmp_path: Path, sound: duckdb.DuckDBPyConnection) -> Path:
    """One release is out, and best of the dead (t1, t2) has changed since."""
    sound.execute("DELETE FROM corrections")
    published(tmp_path, sound)
    sound.execute("UPDATE tallies SET best = 64 WHERE tally_id IN ('t1', 't2')")
    return tmp_path


def causes(made: Published) -> dict[str, list[str]]:
    path = made.folder / "delta" / "tallies.parquet"
    return dict(duckdb.sql(f"SELECT tally_id, causes FROM '{path}' ORDER BY tally_id").fetchall())


NEW_ARTICLE = """
    INSERT INTO articles SELECT * REPLACE ('a3' AS article_id, 'a3' AS syndication_id) FROM articles
        WHERE article_id = 'a2';
    INSERT INTO events SELECT * REPLACE ('e9' AS event_id, 'a3' AS article_id) FROM events WHERE event_id = 'e4';
    INSERT INTO claims SELECT * REPLACE ('c9' AS claim_id, 'e9' AS event_id, 'a3' AS article_id) FROM claims
        WHERE claim_id = 'c6';
    INSERT INTO incident_claims VALUES ('i1', 'c9', 'same place and day', 0.9);
    INSERT INTO tally_claims VALUES ('t1', 'c9', 'best', 'B1');
"""
CORRECTED = """
    INSERT INTO corrections VALUES ('m1', 'c6', 'i1', 'override', 'counted by name', 'a name', '2026-11-22');
"""
GONE = "DELETE FROM articles WHERE article_id = 'a2'; DELETE FROM claims WHERE claim_id = 'c6'"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (NEW_ARTICLE, ["new_article"]),
        (GONE, ["article_gone"]),
        ("UPDATE articles SET published_on = published_on + 1 WHERE article_id = 'a2'", ["article_changed"]),
        ("UPDATE claims SET low = 64, high = 64 WHERE claim_id = 'c6'", ["code"]),
        (CORRECTED, ["correction"]),
        (CORRECTED + NEW_ARTICLE, ["correction", "new_article"]),
        ("UPDATE events SET cause = ['shelling'] WHERE event_id = 'e4'", ["code"]),
        (NEW_ARTICLE + "UPDATE claims SET low = 64, high = 64 WHERE claim_id = 'c6'", ["code", "new_article"]),
        ("UPDATE articles SET batch = 'b7', syndication_id = 'x' WHERE article_id = 'a2'", ["code"]),
    ],
)
def test_a_tally_differs_for_what_happened_to_the_claims_behind_it(
    edit: str, expected: list[str], releases: Path, sound: duckdb.DuckDBPyConnection
) -> None:
    sound.execute(edit)
    made = published(releases, sound)
    assert causes(made) == {"t1": expected, "t2": expected}
    assert f"`{expected[0]}`" in (made.folder / "CHANGELOG.md").read_text(encoding="utf-8")


def test_what_todays_code_makes_otherwise_of_yesterdays_claims_is_the_codes_doing(
    releases: Path, sound: duckdb.DuckDBPyConnection
) -> None:
    """The made-up tallies are not what reconciliation makes of the claims, so all are found to differ by code."""
    sound.execute(NEW_ARTICLE)
    made = published(releases, sound, {**CODE, "tallies": "2"})
    assert causes(made) == {"t1": ["code", "new_article"], "t2": ["code", "new_article"]}


def test_the_changelog_tells_each_tally_before_and_now(releases: Path, sound: duckdb.DuckDBPyConnection) -> None:
    told = (published(releases, sound).folder / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "| 2017-11-13 | Atarib | killed, all | 61 / 65 / 65 | 61 / 64 / 65 | code | `t1` |" in told
    assert "| `tallies` | 0 | 0 | 2 | 4 |" in told


def stones(made: Published) -> list[tuple[str, ...]]:
    path = made.folder / "delta" / "tombstones.parquet"
    return duckdb.sql(f"SELECT kind, id, last_version, gone_in, became, reason FROM '{path}' ORDER BY ALL").fetchall()


MERGE = "UPDATE {table} SET incident_id = '{into}' WHERE incident_id <> '{into}'"


def moved(connection: duckdb.DuckDBPyConnection, into: str) -> None:
    for name in ("incidents", "incident_claims", "tallies", "conflicts"):
        connection.execute(MERGE.format(table=name, into=into))


def test_ids_that_went_leave_a_tombstone_that_names_what_stands_there_now(
    tmp_path: Path, sound: duckdb.DuckDBPyConnection
) -> None:
    published(tmp_path, sound)
    moved(sound, "i2")
    sound.execute("DELETE FROM period_tallies; DELETE FROM claims WHERE claim_id = 'c5'")
    sound.execute("UPDATE claims SET claim_id = 'd3' WHERE claim_id = 'c3'")
    sound.execute("UPDATE incident_claims SET claim_id = 'd3' WHERE claim_id = 'c3'")
    second = published(tmp_path, sound)
    assert stones(second) == [
        ("claim", "c3", "2026.11.1", "2026.11.2", "d3", "replaced"),
        ("claim", "c5", "2026.11.1", "2026.11.2", None, "removed"),
        ("incident", "i1", "2026.11.1", "2026.11.2", "i2", "replaced"),
    ]
    moved(sound, "i1")  # which brings i1 back
    third = published(tmp_path, sound)
    assert [(stone[0], stone[1], stone[3]) for stone in stones(third)] == [
        ("claim", "c3", "2026.11.2"), ("claim", "c5", "2026.11.2"), ("incident", "i2", "2026.11.3"),
    ]  # fmt: skip
    assert verify(third.folder, second.folder) == []


def test_an_incident_whose_claims_went_to_one_that_stood_is_merged(
    tmp_path: Path, sound: duckdb.DuckDBPyConnection
) -> None:
    sound.execute("INSERT INTO incidents SELECT * REPLACE ('i0' AS incident_id) FROM incidents")
    sound.execute("INSERT INTO tallies SELECT * REPLACE ('t0' AS tally_id, 'i0' AS incident_id) FROM tallies LIMIT 1")
    published(tmp_path, sound)
    sound.execute("DELETE FROM incidents WHERE incident_id = 'i1'; DELETE FROM tallies WHERE incident_id = 'i1'")
    sound.execute("UPDATE incident_claims SET incident_id = 'i0'")
    found = {stone[1]: (stone[4], stone[5]) for stone in stones(published(tmp_path, sound))}
    assert found["i1"] == ("i0", "merged")
    assert found["t1"] == ("t0", "replaced") and found["t4"] == (None, "removed")


def test_a_release_with_a_delta_against_another_is_noticed(releases: Path, sound: duckdb.DuckDBPyConnection) -> None:
    second = published(releases, sound)
    first = releases / "2026.11.1"
    assert verify(second.folder, first) == []
    assert {problem.where for problem in verify(second.folder, second.folder)} == {"delta"}
