"""A publisher that is killed at any moment leaves the release of before or the new one, whole, and the next goes on."""

import hashlib
import json
import multiprocessing
import random
import time
from collections.abc import Iterator
from datetime import date
from multiprocessing.process import BaseProcess
from pathlib import Path

import duckdb
import pytest

from pipeline.release import Candidate, publish, verify
from pipeline.release.content import RELEASED

KILLS = 50
PUBLISHERS = multiprocessing.get_context("forkserver")
PUBLISHERS.set_forkserver_preload(["duckdb", "pipeline.release"])


def publishing(world: Path, releases: Path, number: int) -> None:
    """Publish the world with this number written into it."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(f"ATTACH '{world}' AS world (READ_ONLY)")
        for declared in RELEASED:
            changed = f"REPLACE ('{number}' AS detail)" if declared.name == "conflicts" else ""
            connection.execute(f"CREATE VIEW {declared.name} AS SELECT * {changed} FROM world.{declared.name}")
        publish(releases, connection, Candidate(date(2026, 11, 22), [], {"metrics": []}, {}, code={}))


def publisher(world: Path, releases: Path, number: int) -> BaseProcess:
    process = PUBLISHERS.Process(target=publishing, args=(world, releases, number))
    process.start()
    return process


def read(releases: Path) -> tuple[int, str]:
    """What a reader gets who goes by the index: the number in the latest release, every file of which is as listed."""
    latest = json.loads((releases / "index.json").read_text(encoding="utf-8"))["latest"]
    folder = releases / latest
    sums = [line.split("  ") for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    assert {name for _, name in sums} == {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    } - {"SHA256SUMS"}
    for found, name in sums:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == found, name
    [(number,)] = duckdb.sql(f"SELECT DISTINCT detail::INTEGER FROM '{folder}/data/conflicts.parquet'").fetchall()
    return int(number), latest


@pytest.fixture
def world(tmp_path: Path, sound: duckdb.DuckDBPyConnection) -> Iterator[Path]:
    path = tmp_path / "world.duckdb"
    sound.execute(f"ATTACH '{path}' AS world")
    for declared in RELEASED:
        sound.execute(f"CREATE TABLE world.{declared.name} AS SELECT {', '.join(declared.names)} FROM {declared.name}")
    sound.execute("DETACH world")
    yield path


def test_a_publisher_killed_at_fifty_moments_leaves_the_old_or_the_new_release_never_a_mixture(
    tmp_path: Path, world: Path
) -> None:
    releases, chance = tmp_path / "releases", random.Random(0)  # noqa: S311
    publisher(world, releases, 0).join()
    began = time.monotonic()
    publisher(world, releases, 1).join()
    whole, standing = time.monotonic() - began, 1
    cut = 0
    for number in range(2, KILLS + 2):
        process, began = publisher(world, releases, number), time.monotonic()
        process.join(chance.uniform(0, whole))
        process.kill()
        process.join()
        if process.exitcode == 0:
            whole = min(whole, time.monotonic() - began)  # the machine has less to do than at first
        cut += process.exitcode != 0
        found, version = read(releases)
        assert found in (standing, number), f"after {number} was killed, {version} holds {found}, not {standing}"
        standing = found
    assert cut >= KILLS // 2  # most were still at work
    publisher(world, releases, KILLS + 2).join()
    found, version = read(releases)
    assert found == KILLS + 2
    left = {path.name for path in releases.iterdir()}
    listed = {entry["version"] for entry in json.loads((releases / "index.json").read_bytes())["versions"]}
    assert left == listed | {"index.json", ".lock"}
    previous = json.loads((releases / version / "manifest.json").read_bytes())["previous"]
    assert verify(releases / version, releases / previous) == []
