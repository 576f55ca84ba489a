"""releases/index.json: which versions there are, in the order they were published, and which is the latest.

A reader goes by the index: a folder counts only once the index names it. Kept out: making folders (``publish``).
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.release.content import SCHEMA_VERSION
from pipeline.release.metrics import Figures

INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """A published version: its content, its day, and the SHA-256 of its manifest."""

    version: str
    content_id: str
    published_on: str
    manifest_sha256: str


class BrokenIndexError(RuntimeError):
    """The index cannot be read. Says where and what to do."""


def entries(releases: Path) -> list[Entry]:
    """The published versions, oldest first. Raises BrokenIndexError."""
    path = releases / INDEX
    if not path.exists():
        return []
    try:
        return [Entry(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))["versions"]]
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenIndexError(
            f"{path} is not an index of releases ({error!r}); restore it from a copy: publishing without it "
            "could give a version twice"
        ) from error


def latest(releases: Path) -> Entry | None:
    """The latest published version, or None before the first."""
    published = entries(releases)
    return published[-1] if published else None


def figures_of_latest(releases: Path) -> Figures:
    """The metrics with which the latest version was accepted; empty before the first."""
    entry = latest(releases)
    if entry is None:
        return {}
    rows = json.loads((releases / entry.version / "validation" / "metrics.json").read_text(encoding="utf-8"))
    return {(row["metric"], row["scope"]): row["value"] for row in rows}


def next_version(taken: Iterable[str], today: date) -> str:
    """The next calendar version: year, month, and a number within the month that was never given before."""
    prefix = f"{today.year}.{today.month}."
    within = [name.removeprefix(prefix) for name in taken if name.startswith(prefix)]
    return f"{prefix}{max((int(number) for number in within if number.isdigit()), default=0) + 1}"


def write(releases: Path, published: list[Entry]) -> None:
    """Replace the index, whole or not at all."""
    index: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "latest": published[-1].version if published else None,
        "candidate": None,
        "versions": [asdict(entry) for entry in published],
        "withdrawn": [],
    }
    staged = releases / f".{INDEX}.partial"
    staged.write_text(json.dumps(index, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sync(staged)
    staged.replace(releases / INDEX)
    sync(releases)


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
