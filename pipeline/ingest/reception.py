"""Receiving: what is dropped into the inbox is copied into the home's batches once, and stays there as it came.

A batch is named by the day it was received and the hash of what it holds. The same content again is the same batch; a
drop that changes gives a further batch of just the files that are new or changed, and the earlier one is kept. Taking a
drop out of the inbox withdraws its batches; they count again when it comes back. Kept out: reading (``read``).
"""

import csv
import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.ingest.batches import (
    MANIFEST,
    Batch,
    children,
    content_hash,
    files_below,
    fingerprint,
    seeds,
    trouble,
)
from pipeline.ingest.values import Flaw
from pipeline.project import Home

RECEIPT = ".receipt.json"
NAMED = re.compile(r"\d{4}-\d\d-\d\d-[0-9a-f]{12}")

Contents = Mapping[str, str]  # path below the inbox → hash of the content


class BrokenReceiptError(RuntimeError):
    """A batch that was received cannot be told apart from others any more. Says which and what to do."""


@dataclass(frozen=True, slots=True)
class Reception:
    """What came of looking into the inbox, by the names of batches and of children of the inbox.

    ``new`` batches were received now; drops that are ``seen`` hold nothing new; those ``waiting`` are still written to.
    """

    new: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Receipt:
    name: str
    received: str
    children: tuple[str, ...]
    fingerprint: str
    contents: Contents
    troubles: Mapping[str, tuple[str, str]]


def batch_name(day: datetime, fingerprint: str) -> str:
    """The name of a batch: the day it came and the head of its fingerprint."""
    return f"{day:%Y-%m-%d}-{fingerprint[:12]}"


def received(home: Home) -> list[Batch]:
    """The batches whose drop still stands in the inbox, in the order they came; the seeds while there is none."""
    there = {child.name for child in children(home) if files_below(child)}
    return [_batch(home, receipt) for receipt in _receipts(home) if there & set(receipt.children)] or [seeds()]


def receive(home: Home, now: datetime | None = None, settled: float = 0.0) -> Reception:
    """Copy what is new in the inbox into batches.

    ``now`` dates them (else the clock does). Drops in which a file was written less than ``settled`` seconds ago wait.
    """
    now = now or datetime.now(UTC)
    new, seen, waiting = [], [], []
    with _alone(home):
        receipts = _receipts(home)
        for child in children(home):
            if settled and time.time() - _touched(child) < settled:
                waiting.append(child.name)
                continue
            receipt = _receive(home, child, receipts, now)
            if receipt is None:
                seen.append(child.name)
            elif receipt.name not in {known.name for known in receipts}:
                receipts.append(receipt)
                new.append(receipt.name)
            else:
                receipts = _receipts(home)
                seen.append(child.name)
    return Reception(tuple(new), tuple(seen), tuple(waiting))


def glance(home: Home) -> str:
    """A value that differs when anything in the inbox was written to; no file is read for it."""
    total = hashlib.sha256()
    for child in children(home):
        for path in (child, *files_below(child)):
            found = path.lstat() if path.is_symlink() or path.exists() else None
            stamp = f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}" if found else ""
            total.update(os.fsencode(path) + f"\0{stamp}\n".encode())
    return total.hexdigest()


def _receive(home: Home, child: Path, receipts: Sequence[_Receipt], now: datetime) -> _Receipt | None:
    """The batch that a drop gives (one known already where another drop gave it), or None where nothing is new."""
    contents = _contents(home, child)
    earlier = [receipt for receipt in receipts if child.name in receipt.children]
    standing: dict[str, str] = {}
    for receipt in earlier:
        standing |= receipt.contents
    fresh = _fresh(contents, standing)
    if not fresh:
        return None
    found = _fingerprint(child, fresh)
    twin = next((receipt for receipt in receipts if receipt.fingerprint == found), None)
    if twin is not None and not earlier:
        return _also(home, twin, child)
    if twin is not None:  # a drop that went back to what it was
        found = hashlib.sha256(f"{found} {len(earlier)}".encode()).hexdigest()
    own = NAMED.fullmatch(child.name) and child.name.endswith(found[:12])
    return _keep(home, child, child.name if own else batch_name(now, found), found, fresh, now)


def _contents(home: Home, child: Path) -> dict[str, str]:
    """The files of a drop with their hashes; of a manifest in the inbox itself, what it says of this file."""
    found = {_below(home, path): content_hash(path) for path in files_below(child)}
    said = _of_manifest(home, child)
    return found | ({MANIFEST: hashlib.sha256(said.encode()).hexdigest()} if said and found else {})


def _fresh(contents: Contents, standing: Contents) -> dict[str, str]:
    """What is new or changed; beside a manifest that changed all its files, and beside such files their manifest."""
    changed = {name for name, found in contents.items() if standing.get(name) != found}
    described = {Path(name).parent for name in changed if Path(name).name == MANIFEST}
    changed |= {name for name in contents if Path(name).parent in described}
    folders = {Path(name).parent for name in changed}
    changed |= {name for name in contents if Path(name).name == MANIFEST and Path(name).parent in folders}
    return {name: contents[name] for name in contents if name in changed}


def _fingerprint(child: Path, fresh: Contents) -> str:
    """What the batch holds, whatever the drop is called; a file keeps its ending, which tells how it is read."""
    if child.is_dir():
        return fingerprint({Path(name).relative_to(child.name).as_posix(): found for name, found in fresh.items()})
    whole = MANIFEST in fresh  # which speaks of the file by its name
    endings = "".join(Path(child.name.lower()).suffixes[-2:])
    return fingerprint({(name if whole else endings): found for name, found in fresh.items()})


def _keep(home: Home, child: Path, name: str, found: str, fresh: Contents, now: datetime) -> _Receipt:
    """Copy the files, write the receipt, and put both into place whole."""
    with tempfile.TemporaryDirectory(prefix=".receiving-", dir=home.batches) as folder:
        staged = Path(folder) / name
        staged.mkdir()
        troubles = {}
        for path in fresh:
            flaw = _copy(home, child, path, staged / path)
            if flaw is not None:
                troubles[path] = (flaw.reason, flaw.detail)
        receipt = _Receipt(name, now.isoformat(), (child.name,), found, fresh, troubles)
        _write(staged, receipt)
        staged.rename(home.batches / name)
    return receipt


def _copy(home: Home, child: Path, path: str, target: Path) -> Flaw | None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if path == MANIFEST:
        target.write_text(_of_manifest(home, child), encoding="utf-8", errors="surrogateescape", newline="")
        return None
    source = home.inbox / path
    flaw = trouble(source)
    if flaw is None:
        shutil.copyfile(source, target)
    return flaw


def _of_manifest(home: Home, child: Path) -> str:
    """The lines of a manifest in the inbox itself that speak of this child: its head, and those that name it."""
    path = home.inbox / MANIFEST
    if child.is_dir() or trouble(path) is not None:
        return ""
    lines = path.read_bytes().decode("utf-8", "surrogateescape").splitlines(keepends=True)
    own = [line for line in lines[1:] if child.name in next(csv.reader([line]), [])]
    return "".join([*lines[:1], *own]) if own else ""


def _also(home: Home, twin: _Receipt, child: Path) -> _Receipt:
    """Note that a further drop holds what a batch holds."""
    receipt = _Receipt(
        twin.name, twin.received, (*twin.children, child.name), twin.fingerprint, twin.contents, twin.troubles
    )
    _write(home.batches / twin.name, receipt)
    return receipt


def _write(folder: Path, receipt: _Receipt) -> None:
    told = {name: getattr(receipt, name) for name in _Receipt.__slots__ if name != "name"}
    staged = folder / f"{RECEIPT}.partial"
    staged.write_text(json.dumps(told, indent=2) + "\n", encoding="ascii")
    staged.replace(folder / RECEIPT)


def _receipts(home: Home) -> list[_Receipt]:
    """Every batch ever received, in the order they came."""
    folders = [path for path in home.batches.iterdir() if NAMED.fullmatch(path.name)] if home.batches.is_dir() else []
    return sorted(map(_read, folders), key=lambda receipt: (receipt.received, os.fsencode(receipt.children[0])))


def _read(folder: Path) -> _Receipt:
    try:
        told: dict[str, Any] = json.loads((folder / RECEIPT).read_text(encoding="ascii"))
        return _Receipt(
            folder.name,
            str(told["received"]),
            tuple(told["children"]),
            str(told["fingerprint"]),
            dict(told["contents"]),
            {path: (reason, detail) for path, (reason, detail) in told["troubles"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenReceiptError(
            f"{folder / RECEIPT} is no receipt of a batch ({error!r}); restore it from a copy, or move {folder} away: "
            "what its drop still holds is then received again"
        ) from error


def _batch(home: Home, receipt: _Receipt) -> Batch:
    root = home.batches / receipt.name
    paths = [root / name for name in sorted(receipt.contents, key=os.fsencode) if name not in receipt.troubles]
    return Batch(
        name=receipt.name,
        root=root,
        files=tuple(path for path in paths if path.name != MANIFEST),
        manifests=tuple(path for path in paths if path.name == MANIFEST),
        fingerprint=receipt.fingerprint,
        children=frozenset(receipt.children),
        troubles=tuple((root / name, Flaw("", *said)) for name, said in sorted(receipt.troubles.items())),
    )


def _below(home: Home, path: Path) -> str:
    return path.relative_to(home.inbox).as_posix()


def _touched(child: Path) -> float:
    """When anything in a drop was last written to, in seconds since the epoch."""
    return max((path.lstat().st_mtime for path in (child, *files_below(child)) if os.path.lexists(path)), default=0.0)


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """Hold the batches folder; a second receiver waits."""
    home.batches.mkdir(parents=True, exist_ok=True)
    with (home.batches / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
