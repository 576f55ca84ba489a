"""Verification: whatever is done to a release folder is noticed."""

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipeline.release import Candidate, publish, verify
from pipeline.release.content import content_id, digests
from pipeline.release.reading import held


@pytest.fixture
def folder(tmp_path: Path, sound: duckdb.DuckDBPyConnection) -> Path:
    candidate = Candidate(date(2026, 11, 22), [], {"metrics": []}, {})
    return publish(tmp_path / "releases", sound, candidate).folder


def _flip(folder: Path) -> None:
    path = folder / "data" / "claims.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def _resign(folder: Path, name: str) -> None:
    """Write a file's new hash everywhere, as a forger would."""
    digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for entry in manifest["files"]:
        if entry["path"] == name:
            entry["sha256"] = digest
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    sums |= {name: digest, "manifest.json": hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()}
    (folder / "SHA256SUMS").write_text("".join(f"{h}  {n}\n" for n, h in sums.items()), encoding="utf-8")


def _forge_parquet(folder: Path) -> None:
    path = folder / "data" / "tallies.parquet"
    duckdb.sql(f"COPY (SELECT * REPLACE (low + 1 AS low) FROM '{path}') TO '{path}.new' (FORMAT parquet)")
    Path(f"{path}.new").replace(path)
    _resign(folder, "data/tallies.parquet")


def _forge_database(folder: Path) -> None:
    with duckdb.connect(str(folder / "hasila.duckdb")) as connection:
        connection.execute("UPDATE tallies SET best = 0")
    _resign(folder, "hasila.duckdb")


def _forge_csv(folder: Path) -> None:
    shutil.copyfile(folder / "csv" / "events.csv.gz", folder / "csv" / "conflicts.csv.gz")
    _resign(folder, "csv/conflicts.csv.gz")


def _age(folder: Path) -> None:
    """Make a release what it was while articles had no addresses, and corrections were not released."""
    with duckdb.connect(str(folder / "hasila.duckdb")) as database:
        database.execute("DROP MACRO TABLE explain; DROP TABLE corrections")
        for column in ("url", "archive_url"):
            database.execute(f"ALTER TABLE articles DROP COLUMN {column}")
        path = folder / "data" / "articles.parquet"
        database.execute(f"COPY (SELECT * EXCLUDE (url, archive_url) FROM '{path}') TO '{path}.new' (FORMAT parquet)")
        Path(f"{path}.new").replace(path)
        (folder / "csv" / "articles.csv.gz").unlink()
        database.execute(f"COPY (FROM articles) TO '{folder / 'csv' / 'articles.csv.gz'}' (FORMAT csv, HEADER)")
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        manifest["tables"] = [each for each in manifest["tables"] if each["name"] != "corrections"]
        of_tables = digests(database, held(folder, {each["name"] for each in manifest["tables"]}))
    for each in manifest["tables"]:
        each["digest"] = of_tables[each["name"]]
    manifest["content_id"] = content_id(of_tables)
    manifest["files"] = [each for each in manifest["files"] if Path(each["path"]).name.split(".")[0] != "corrections"]
    for path in [path for path in folder.rglob("corrections.*") if path.is_file()]:
        path.unlink()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    sums = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "SHA256SUMS").write_text("".join(line for line in sums if "corrections." not in line), encoding="utf-8")
    for name in ("data/articles.parquet", "csv/articles.csv.gz", "hasila.duckdb"):
        _resign(folder, name)


DAMAGE: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "a byte flipped": (_flip, "data/claims.parquet", "has other bytes than were published"),
    "a file gone": (lambda f: (f / "LICENSE").unlink(), "LICENSE", "is listed and not there"),
    "a file added": (lambda f: (f / "extra.txt").write_text("x"), "extra.txt", "is there and not listed in SHA256SUMS"),
    "the hashes gone": (lambda f: (f / "SHA256SUMS").unlink(), "SHA256SUMS", "cannot be read"),
    "the hashes garbled": (lambda f: (f / "SHA256SUMS").write_text("hello"), "SHA256SUMS", "is not a hash"),
    "no manifest": (lambda f: (f / "manifest.json").write_text("[]"), "manifest.json", "cannot be read as a manifest"),
    "Parquet forged": (_forge_parquet, "data tallies", "other content"),
    "DuckDB forged": (_forge_database, "hasila.duckdb tallies", "other content"),
    "CSV forged": (_forge_csv, "csv", "cannot be read back"),
}


def test_an_untouched_release_has_no_problem(folder: Path) -> None:
    assert verify(folder) == []


def test_a_release_of_an_earlier_schema_is_held_against_its_own_columns(folder: Path) -> None:
    _age(folder)
    assert verify(folder) == []
    _forge_database(folder)
    assert {problem.where for problem in verify(folder)} == {"hasila.duckdb", "hasila.duckdb tallies"}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_noticed(damage: str, folder: Path) -> None:
    harm, where, what = DAMAGE[damage]
    harm(folder)
    assert [problem for problem in verify(folder) if problem.where == where and what in problem.what]


def test_a_folder_that_is_no_release_says_so(tmp_path: Path) -> None:
    assert {problem.where for problem in verify(tmp_path)} == {"SHA256SUMS", "manifest.json"}
