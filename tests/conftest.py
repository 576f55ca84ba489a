"""Fixtures for all tests: a temporary home, and the small world in which every table is sound."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest
from hypothesis import settings
from world import release_before, sound_rows, standing

from pipeline.project import Home

settings.register_profile("hasila", deadline=None)  # how long anything takes is measured by benches, never by a test
settings.load_profile("hasila")


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
