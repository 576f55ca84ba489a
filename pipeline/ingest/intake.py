"""Taking files in: a byte-for-byte copy into the inbox, as a batch named by its day and what it holds.

Kept out: reading the copies (``read``).
"""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from pipeline.ingest.batches import Batch, batch_of, files_below, is_plain
from pipeline.ingest.reception import batch_name
from pipeline.project import Home


class IntakeError(ValueError):
    """The paths given cannot become a batch; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Intake:
    """A batch laid into the inbox, or found there, and the files that could not be copied (path, reason)."""

    batch: Batch
    already_there: bool
    not_copied: tuple[tuple[Path, str], ...]


def take_in(paths: Sequence[Path], home: Home, now: datetime | None = None) -> Intake:
    """Copy files and folders into the inbox as one batch; the same content again is found there.

    ``now`` dates the batch (else the clock does).

    The copy is renamed into place whole, so a run never sees half of it. Raises IntakeError for a path that does not
    exist, two inputs of one name, or paths that hold nothing to copy.
    """
    inputs = _inputs(paths)
    home.inbox.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".taking-in-", dir=home.inbox) as name:
        staged = Path(name) / "batch"
        staged.mkdir()
        not_copied = [missed for path in inputs for missed in _copy(path, staged)]
        found = batch_of(staged, staged)
        if not (found.files or found.manifests):
            reasons = "; ".join(f"{path}: {reason}" for path, reason in not_copied)
            raise IntakeError(f"nothing to take in from {', '.join(map(str, paths))}. {reasons}".strip())
        there = sorted(home.inbox.glob(f"*-{found.fingerprint[:12]}"))
        target = there[0] if there else home.inbox / batch_name(now or datetime.now(UTC), found.fingerprint)
        already_there = bool(there)
        if not already_there:
            staged.rename(target)
    return Intake(batch_of(target, home.inbox), already_there, tuple(not_copied))


def _inputs(paths: Sequence[Path]) -> list[Path]:
    inputs: dict[str, Path] = {}
    for path in paths:
        if not path.exists():
            raise IntakeError(f"{path} does not exist; check the name")
        real = path.resolve()
        if inputs.setdefault(real.name, real) != real:
            raise IntakeError(
                f"{path} and {inputs[real.name]} have one name; rename one, or take them in one after the other"
            )
    return list(inputs.values())


def _copy(path: Path, staged: Path) -> list[tuple[Path, str]]:
    """Copy a file, or a folder's files under the folder's name; what cannot be copied is returned with the reason."""
    missed = []
    for source in files_below(path):
        target = staged / source.relative_to(path.parent)
        try:
            if not is_plain(source):
                missed.append((source, "neither a file nor a folder of its own"))
                continue
            reading = source.open("rb")
        except OSError as error:
            missed.append((source, error.strerror or str(error)))
            continue
        with reading:
            _write(reading, source, target)
    return missed


def _write(reading: IO[bytes], source: Path, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as writing:
            shutil.copyfileobj(reading, writing, 1 << 20)
    except OSError as error:
        raise IntakeError(
            f"{source} could not be copied into the inbox: {error.strerror}; nothing was taken in"
        ) from error
