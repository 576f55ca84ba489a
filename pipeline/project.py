"""Where things lie: the project's own files, and the home folder in which a user's data lives."""

import os
from dataclasses import dataclass
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"


@dataclass(frozen=True, slots=True)
class Home:
    """One user's data: inbox and batches, the warehouse, its readable copy, the releases and Dagster's own records."""

    root: Path

    @classmethod
    def at(cls, path: str | Path | None = None) -> "Home":
        """The home folder at ``path``, else at HASILA_HOME, else ``data/`` beside the code."""
        return cls(Path(path or os.environ.get("HASILA_HOME") or ROOT / "data").expanduser().resolve())

    @property
    def warehouse(self) -> Path:
        """The DuckDB file that runs write."""
        return self.root / "warehouse.duckdb"

    @property
    def readable(self) -> Path:
        """A copy of the warehouse, replaced whole after each run, that can always be opened."""
        return self.root / "hasila.duckdb"

    @property
    def inbox(self) -> Path:
        """Where a user drops files; each child is one drop."""
        return self.root / "inbox"

    @property
    def batches(self) -> Path:
        """What came in, batch by batch: copies that stay as they were received."""
        return self.root / "batches"

    @property
    def releases(self) -> Path:
        """The published releases and their index."""
        return self.root / "releases"

    @property
    def dagster(self) -> Path:
        """Dagster's instance folder."""
        return self.root / "dagster"

    @property
    def places(self) -> Path:
        """A user's own table of places (OCHA, GeoNames or our columns), read beside the project's where it is there."""
        return self.root / "places.csv"

    @property
    def sources(self) -> Path:
        """What a user knows of the sources of articles: outlets, fields, dates, feeds."""
        return self.root / "sources.yml"

    @property
    def morphology(self) -> Path:
        """Where the morphology database is kept."""
        return self.root / "morphology"


def source_url() -> str | None:
    """Where the project's files are on the web, if anywhere; a file's path in the project comes after it.

    HASILA_SOURCE_URL (``https://forge.example/hasila/blob/main``), else the address called Source in pyproject.toml.
    Raises ValueError where HASILA_SOURCE_URL is no address.
    """
    stated = os.environ.get("HASILA_SOURCE_URL")
    if stated and not stated.startswith(("https://", "http://")):
        raise ValueError(f"HASILA_SOURCE_URL is {stated!r}; it takes an address such as https://forge.example/hasila")
    named = (found.partition(", ") for found in metadata("hasila").get_all("Project-URL") or ())
    found = stated or next((address for name, _, address in named if name.lower() == "source"), None)
    return found.rstrip("/") if found else None


def threads() -> int:
    """How many threads DuckDB may use: HASILA_THREADS, else the machine's cores.

    Raises ValueError where HASILA_THREADS is not a whole number above 0.
    """
    stated = os.environ.get("HASILA_THREADS")
    if stated is None:
        return os.cpu_count() or 1
    if not stated.isdigit() or int(stated) < 1:
        raise ValueError(f"HASILA_THREADS is {stated!r}; it takes a whole number above 0, such as 2")
    return int(stated)
