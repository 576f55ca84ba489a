"""releases/index.json: which versions there are, in the order they were published, and which is the latest.

A reader goes by the index: a folder counts only once the index names it, and no longer once it is withdrawn. Kept out:
making folders (``publish``).
"""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pipeline.release.content import SCHEMA_VERSION

INDEX = "index.json"
Channel = Literal["final", "candidate"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A published version: its content, its day, and the SHA-256 of its manifest.

    ``channel`` says whether it is for everybody or a candidate to be looked at; a withdrawn one has its day and reason;
    one whose files were removed to save space has that day. Neither gives its version to another.
    """

    version: str
    content_id: str
    published_on: str
    manifest_sha256: str
    channel: Channel = "final"
    withdrawn_on: str | None = None
    withdrawn_because: str | None = None
    removed_on: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it may be used, and its files are there."""
        return self.withdrawn_on is None and self.removed_on is None


class BrokenIndexError(RuntimeError):
    """The index cannot be read. Says where and what to do."""


def entries(releases: Path) -> list[Entry]:
    """The published versions, oldest first. Raises BrokenIndexError."""
    path = releases / INDEX
    if not path.exists():
        return []
    try:
        return parsed(path.read_bytes())
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenIndexError(
            f"{path} is not an index of releases ({error!r}); restore it from a copy: publishing without it "
            "could give a version twice"
        ) from error


def parsed(index: bytes) -> list[Entry]:
    """The entries of an index; fields of a later schema are passed over. Raises ValueError, KeyError, TypeError."""
    known = {field.name for field in fields(Entry)}
    listed = json.loads(index.decode("utf-8"))["versions"]
    return [Entry(**{name: value for name, value in entry.items() if name in known}) for entry in listed]


def latest(releases: Path) -> Entry | None:
    """The latest final version that stands, or None where there is none."""
    return _latest(entries(releases))


def candidate(releases: Path) -> Entry | None:
    """The candidate to be looked at: the last that stands and was published after the latest final version."""
    return _candidate(entries(releases))


def _latest(published: Sequence[Entry]) -> Entry | None:
    return next((entry for entry in reversed(published) if entry.stands and entry.channel == "final"), None)


def _candidate(published: Sequence[Entry]) -> Entry | None:
    for entry in reversed(published):
        if entry.stands:
            return entry if entry.channel == "candidate" else None
    return None


def next_version(taken: Iterable[str], today: date) -> str:
    """The next calendar version: year, month, and a number within the month that was never given before."""
    prefix = f"{today.year}.{today.month}."
    within = [name.removeprefix(prefix) for name in taken if name.startswith(prefix)]
    return f"{prefix}{max((int(number) for number in within if number.isdigit()), default=0) + 1}"


def write(releases: Path, published: Sequence[Entry]) -> None:
    """Replace the index, whole or not at all."""
    staged = releases / f".{INDEX}.partial"
    staged.write_bytes(rendered(published))
    sync(staged)
    staged.replace(releases / INDEX)
    sync(releases)


def rendered(published: Sequence[Entry]) -> bytes:
    """The index as it is written."""
    final, waiting = _latest(published), _candidate(published)
    index: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "latest": final.version if final else None,
        "candidate": waiting.version if waiting else None,
        "withdrawn": [entry.version for entry in published if entry.withdrawn_on is not None],
        "versions": [asdict(entry) for entry in published],
    }
    return (json.dumps(index, ensure_ascii=False, indent=2) + "\n").encode()


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
