"""Publishing: whole or not at all, the same bytes for the same rows, and no new version without new content."""

import csv
import gzip
import hashlib
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.contracts import TABLES, ddl
from pipeline.release import Candidate, Problem, Published, publish, verify
from pipeline.release.bundle import DATABASE
from pipeline.release.content import content_id, digests
from pipeline.release.delta import compare
from pipeline.release.history import past
from pipeline.release.index import BrokenIndexError, entries, latest, next_version
from pipeline.release.publish import UnsoundBundleError

publishing = sys.modules[UnsoundBundleError.__module__]  # the package names its function so

DAY = date(2026, 11, 22)
CANDIDATE = Candidate(
    today=DAY,
    checks=[{"check": "claims.rows", "passed": True}],
    validation={"metrics": [{"metric": "rows", "scope": "claims", "value": 7.0, "previous": None}]},
    provenance={"run_id": "r1"},
)
EVIL = "=cmd|' /C calc'!A0"


def published(releases: Path, connection: duckdb.DuckDBPyConnection, today: date = DAY) -> Published:
    return publish(releases, connection, Candidate(today, CANDIDATE.checks, CANDIDATE.validation, CANDIDATE.provenance))


def test_a_release_is_whole_verified_and_in_the_index(tmp_path: Path, sound: duckdb.DuckDBPyConnection) -> None:
    made = published(tmp_path, sound)
    assert (made.version, made.new) == ("2026.11.1", True)
    assert verify(made.folder) == []
    assert [entry.version for entry in entries(tmp_path)] == ["2026.11.1"]
    assert past(tmp_path).figures == {("rows", "claims"): 7.0}
    manifest = json.loads((made.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["content_id"] == made.content_id == content_id(digests(sound))
    assert manifest["checks"] == [{"check": "claims.rows", "passed": True}]
    for name in ("README.md", "CHANGELOG.md", "CITATION.cff", "LICENSE", "data_dictionary.md", "datapackage.json",
                 "provenance.json", "SHA256SUMS", "validation/metrics.json"):  # fmt: skip
        assert (made.folder / name).stat().st_size > 0


def test_the_texts_of_articles_stay_at_home(tmp_path: Path, sound: duckdb.DuckDBPyConnection) -> None:
    made = published(tmp_path, sound)
    for name in ("articles", "sentences"):
        columns = duckdb.sql(f"SELECT * FROM '{made.folder}/data/{name}.parquet'").columns
        assert "text" not in columns
        header = gzip.decompress((made.folder / f"csv/{name}.csv.gz").read_bytes()).split(b"\r\n")[0].split(b"\n")[0]
        assert b"text" not in header.split(b",")


def test_unchanged_content_makes_no_new_version(tmp_path: Path, sound: duckdb.DuckDBPyConnection) -> None:
    first = published(tmp_path, sound)
    again = published(tmp_path, sound, date(2026, 12, 1))
    assert (again.version, again.new) == (first.version, False)
    assert len(entries(tmp_path)) == 1


def test_the_batch_an_article_came_with_is_no_content(sound: duckdb.DuckDBPyConnection) -> None:
    before = content_id(digests(sound))
    sound.execute("UPDATE articles SET batch = 'another drop'")
    assert content_id(digests(sound)) == before
    sound.execute("UPDATE articles SET outlet = 'another outlet'")
    assert content_id(digests(sound)) != before


def test_a_changed_claim_makes_the_next_version_and_its_changelog(
    tmp_path: Path, sound: duckdb.DuckDBPyConnection
) -> None:
    first = published(tmp_path, sound)
    sound.execute("UPDATE claims SET confidence = 0.5 WHERE claim_id = 'c1'; DELETE FROM conflicts")
    second = published(tmp_path, sound)
    assert (second.version, second.new) == ("2026.11.2", True)
    with duckdb.connect() as connection:
        by_table = {change.table: change for change in compare(connection, second.folder, first.folder)}
    assert (by_table["claims"].added, by_table["claims"].removed, by_table["claims"].changed) == (0, 0, 1)
    assert (by_table["conflicts"].added, by_table["conflicts"].removed, by_table["conflicts"].rows) == (0, 1, 0)
    changelog = (second.folder / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "Against 2026.11.1" in changelog
    assert "| `claims` | 0 | 0 | 1 | 7 |" in changelog
    assert verify(first.folder) == []


@pytest.mark.parametrize("damaged", [False, True], ids=["whole", "damaged since"])
def test_the_database_is_that_of_the_release_before_with_the_delta_unless_it_was_damaged(
    damaged: bool, tmp_path: Path, sound: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = published(tmp_path, sound)
    if damaged:
        with duckdb.connect(str(first.folder / DATABASE)) as database:
            database.execute("UPDATE articles SET title = 'not as published'")
    taken: list[Path | None] = []
    write_database = publishing.write_database

    def written(folder: Path, earlier: Path | None) -> None:
        taken.append(earlier)
        write_database(folder, earlier)

    monkeypatch.setattr(publishing, "write_database", written)
    sound.execute("UPDATE claims SET confidence = 0.5 WHERE claim_id = 'c1'; DELETE FROM conflicts")
    sound.execute("INSERT INTO tally_history SELECT * REPLACE (3 AS step) FROM tally_history WHERE step = 2")
    second = published(tmp_path, sound)
    assert taken == [None if damaged else first.folder]
    assert verify(second.folder, first.folder) == []
    with duckdb.connect(str(second.folder / DATABASE), read_only=True) as database:
        assert database.execute("SELECT count(*) FROM tolls").fetchall() == [(2,)]
        assert database.execute("SELECT confidence FROM claims WHERE claim_id = 'c1'").fetchall() == [(0.5,)]


@pytest.mark.parametrize("form", ["data", "csv", "database", "delta"])
def test_what_is_read_back_otherwise_than_it_was_written_is_not_published(
    form: str, tmp_path: Path, sound: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(tmp_path, sound)
    sound.execute("UPDATE claims SET confidence = 0.5 WHERE claim_id = 'c1'")
    edits = {
        "data": ("write_parquet", "parquet", "data/claims.parquet"),
        "csv": ("write_csv", "csv", "csv/claims.csv.gz"),
        "delta": ("delta.write", "parquet", "delta/claims.parquet"),
    }

    def spoilt(write: Any, kind: str, name: str) -> Any:
        def written(*given: Any) -> None:
            write(*given)
            (folder,) = (one for one in given if isinstance(one, Path))
            path = folder / name
            rows = duckdb.sql(f"SELECT * REPLACE (0.25 AS confidence) FROM '{path}'")
            rows.write_parquet(f"{path}.new") if kind == "parquet" else rows.write_csv(
                f"{path}.new", compression="gzip"
            )
            path.with_name(f"{path.name}.new").replace(path)

        return written

    if form == "database":
        write_database = publishing.write_database

        def written(folder: Path, earlier: Path | None) -> None:
            write_database(folder, earlier)
            with duckdb.connect(str(folder / DATABASE)) as database:
                database.execute("UPDATE claims SET confidence = 0.25")

        monkeypatch.setattr(publishing, "write_database", written)
    else:
        name, kind, path = edits[form]
        owner = publishing.delta if name == "delta.write" else publishing
        called = name.rpartition(".")[2]
        monkeypatch.setattr(owner, called, spoilt(getattr(owner, called), kind, path))
    with pytest.raises(UnsoundBundleError) as raised:
        published(tmp_path, sound)
    assert any("claims" in problem.where for problem in raised.value.problems)
    assert [entry.version for entry in entries(tmp_path)] == ["2026.11.1"]


@pytest.mark.parametrize(
    ("taken", "today", "expected"),
    [
        ([], date(2026, 11, 5), "2026.11.1"),
        (["2026.11.1", "2026.11.9", "2026.11.10"], date(2026, 11, 5), "2026.11.11"),
        (["2026.11.1", "2026.1.4"], date(2026, 12, 5), "2026.12.1"),
        (["2026.1.1", "2026.11.1"], date(2026, 1, 5), "2026.1.2"),
        (["index.json", ".staging-2026.11.1", "2026.11.x"], date(2026, 11, 5), "2026.11.1"),
    ],
)
def test_versions_count_within_the_month_and_are_never_given_twice(
    taken: list[str], today: date, expected: str
) -> None:
    assert next_version(taken, today) == expected


def test_the_same_rows_give_the_same_bytes_on_one_thread_and_on_four(tmp_path: Path) -> None:
    hashes = []
    for threads in (1, 4):
        with duckdb.connect(config={"threads": threads}) as connection:
            _fill(connection, 130_000, shuffled=threads == 4)
            made = published(tmp_path / str(threads), connection)
        files = [path for folder in ("data", "csv") for path in sorted((made.folder / folder).iterdir())]
        hashes.append({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files})
        hashes[-1]["content_id"] = made.content_id
    assert hashes[0] == hashes[1]


def _fill(connection: duckdb.DuckDBPyConnection, rows: int, shuffled: bool) -> None:
    for declared in TABLES:
        connection.execute(ddl(declared))
    order = "ORDER BY hash(i)" if shuffled else "ORDER BY i"
    connection.execute(
        f"""INSERT INTO claims SELECT md5(i::VARCHAR), 'e', 'a', 's', i, i + 9, 'مقتل ' || i, 'killed', 'exact',
            i::VARCHAR, i % 70, i % 70, 'person', NULL, NULL, NULL,
            'sohr', NULL, 'incident', 'current', 'N1', i / 130000.0
            FROM range({rows}) r(i) {order}"""
    )


def test_no_cell_is_a_formula_and_every_text_comes_back(tmp_path: Path, sound: duckdb.DuckDBPyConnection) -> None:
    texts = [EVIL, "+963 11", "-1", "@SUM(A1)", "\t=1", "\r\nx", " =1+1", "\u202e=1+1", "＝1", "'quoted'", "''", ""]
    texts += ["سطر\nسطر", 'a,"b"', "plain"]
    for number, text in enumerate(texts):
        sound.execute(
            "INSERT INTO conflicts VALUES (?, 'i1', 'c1', 'c4', 'count', ?, 'x', 'B1')", [f"y{number:02}", text]
        )
    made = published(tmp_path, sound)
    assert verify(made.folder) == []  # which reads the CSV back and compares its content
    with gzip.open(made.folder / "csv" / "conflicts.csv.gz", "rt", encoding="utf-8-sig", newline="") as file:
        cells = [row["detail"] for row in csv.DictReader(file)][1:]
    assert not [cell for cell in cells if cell.strip("\u202e \t\r\n").startswith(("=", "+", "-", "@", "＝"))]
    assert [cell.removeprefix("'") if cell != text else text for cell, text in zip(cells, texts, strict=True)] == texts


def test_the_csv_begins_with_a_byte_order_mark_and_has_no_time_in_it(
    tmp_path: Path, sound: duckdb.DuckDBPyConnection
) -> None:
    packed = (published(tmp_path, sound).folder / "csv" / "claims.csv.gz").read_bytes()
    assert packed[4:8] == b"\0\0\0\0"
    assert gzip.decompress(packed).startswith(b"\xef\xbb\xbfclaim_id,")


def test_a_bundle_that_fails_inspection_is_not_published(tmp_path: Path, sound: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(UnsoundBundleError, match=r"claims: a quote is too long"):
        publish(tmp_path, sound, CANDIDATE, lambda folder: [Problem("claims", "a quote is too long")])
    assert entries(tmp_path) == []
    assert [path.name for path in tmp_path.iterdir() if path.name != ".lock"] == []


def test_what_a_cut_run_left_is_cleared_or_taken_up(tmp_path: Path, sound: duckdb.DuckDBPyConnection) -> None:
    made = published(tmp_path, sound)
    (tmp_path / "index.json").unlink()  # cut between the rename and the index
    (tmp_path / ".staging-2026.11.2").mkdir()
    again = published(tmp_path, sound)
    assert (again.version, again.new) == (made.version, False)
    assert [entry.version for entry in entries(tmp_path)] == [made.version]
    assert not (tmp_path / ".staging-2026.11.2").exists()


def test_a_broken_folder_is_never_taken_up_nor_its_version_given_again(
    tmp_path: Path, sound: duckdb.DuckDBPyConnection
) -> None:
    (tmp_path / "2026.11.1").mkdir()
    assert published(tmp_path, sound).version == "2026.11.2"
    assert [entry.version for entry in entries(tmp_path)] == ["2026.11.2"]


def test_a_broken_index_stops_publishing(tmp_path: Path, sound: duckdb.DuckDBPyConnection) -> None:
    (tmp_path / "index.json").write_text("{", encoding="utf-8")
    with pytest.raises(BrokenIndexError, match="restore it from a copy"):
        published(tmp_path, sound)
    assert latest(tmp_path / "nowhere") is None
