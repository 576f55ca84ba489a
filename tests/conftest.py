"""Fixtures for all tests: a temporary home, and the small world in which every table is sound.

Tests are handed out by files, the longest first, so that two processes end together; and what Dagster notes of its runs
is not waited for until it lies on the disk, which took half the time of every run.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest
from hypothesis import settings
from sqlalchemy import event
from sqlalchemy.engine import Engine
from world import release_before, sound_rows, standing

from pipeline.project import Home

settings.register_profile("hasila", deadline=None)  # how long anything takes is measured by benches, never by a test
settings.load_profile("hasila")

LONGEST = (
    "browser/test_dagster.py", "checks/test_mutations.py", "faults/test_killed_publishing.py",
    "chain/test_ways_round_the_gate.py", "reconciliation/test_reconciling.py", "test_batches.py",
    "browser/test_reading.py", "chain/test_published.py", "release/test_shipping.py", "assets/test_layers.py",
    "release/test_publish.py", "release/test_delta.py", "release/test_causes.py", "chain/test_steps.py",
    "checks/test_acceptance.py", "checks/test_laws.py", "test_rebuild.py", "reconciliation/test_corrections.py",
    "test_versions.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest before the others."""
    here = Path(__file__).parent
    places = {here / name: place for place, name in enumerate(LONGEST)}
    assert [str(path) for path in places if not path.is_file()] == []
    items.sort(key=lambda item: places.get(item.path, len(places)))


@event.listens_for(Engine, "connect")
def _unhurried(connection: object, _: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home folder."""
    return Home.at(tmp_path / "home")


@pytest.fixture(scope="session")
def sound_tables() -> dict[str, pl.DataFrame]:
    """Table → rows, all of them sound."""
    return sound_rows()


@pytest.fixture
def sound(sound_tables: dict[str, pl.DataFrame]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in which every table stands with sound rows, the metrics included."""
    with standing(sound_tables) as connection:
        yield connection


@pytest.fixture(scope="session")
def before(sound_tables: dict[str, pl.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the release before the sound world."""
    return release_before(sound_tables, tmp_path_factory.mktemp("before"))
