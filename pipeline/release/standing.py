"""What is done to releases after they were published: promoted, withdrawn, or their files removed to save space.

Only the index changes, so a reader sees it at once and whole; no file of a release is ever touched, but for those that
are removed. Kept out: publishing (``publish``).
"""

import fcntl
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.release import index
from pipeline.release.reading import manifest


class StandingError(ValueError):
    """What was asked cannot be done to that release. Says why and what to do."""


@contextmanager
def alone(releases: Path) -> Iterator[None]:
    """Hold the releases folder; a second publisher waits."""
    with (releases / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def promote(releases: Path, version: str) -> None:
    """Make a candidate final: the bytes stay, the index names it the latest. Raises StandingError."""
    entry = _entry(releases, version)
    if entry.channel != "candidate" or not entry.stands:
        raise StandingError(f"{version} is no candidate that stands; hasila releases lists what there is")
    latest = index.latest(releases)
    before = None if latest is None else latest.version
    if manifest(releases / version)["previous"] != before:
        raise StandingError(
            f"{version} was made before {before} was published, and its delta leads elsewhere; run again"
        )
    _replace(releases, replace(entry, channel="final"))


def withdraw(releases: Path, version: str, reason: str, today: date) -> None:
    """Say that a version must not be used, and why. It keeps its files; the one before is the latest again."""
    entry = _entry(releases, version)
    if not reason.strip():
        raise StandingError("say why it is withdrawn: whoever used it has to know")
    if entry.withdrawn_on is not None:
        raise StandingError(f"{version} was withdrawn on {entry.withdrawn_on} already: {entry.withdrawn_because}")
    _replace(releases, replace(entry, withdrawn_on=today.isoformat(), withdrawn_because=" ".join(reason.split())))


def prune(releases: Path, keep: int, today: date) -> list[str]:
    """Remove the files of all but the last ``keep`` final versions and the waiting candidate; which were removed.

    The versions stay in the index, with that day; their manifests' hashes stay known.
    """
    if keep < 1:
        raise StandingError("keep at least 1: the latest version is what the next is compared with")
    published = index.entries(releases)
    final = [entry.version for entry in published if entry.stands and entry.channel == "final"]
    waiting = index.candidate(releases)
    kept = {*final[-keep:], *([waiting.version] if waiting else [])}
    going = [entry for entry in published if entry.removed_on is None and entry.version not in kept]
    gone = {entry.version: replace(entry, removed_on=today.isoformat()) for entry in going}
    index.write(releases, [gone.get(entry.version, entry) for entry in published])
    sweep(releases)
    return sorted(gone, key=[entry.version for entry in published].index)


def sweep(releases: Path) -> None:
    """Remove the folders of versions whose files the index says are removed."""
    for entry in index.entries(releases):
        if entry.removed_on is not None and (releases / entry.version).is_dir():
            shutil.rmtree(releases / entry.version)


def _entry(releases: Path, version: str) -> index.Entry:
    published = index.entries(releases)
    for entry in published:
        if entry.version == version:
            return entry
    there = ", ".join(entry.version for entry in published) or "none"
    raise StandingError(f"{version} is not published in {releases}; there are: {there}")


def _replace(releases: Path, changed: index.Entry) -> None:
    published: Sequence[index.Entry] = index.entries(releases)
    index.write(releases, [changed if entry.version == changed.version else entry for entry in published])
