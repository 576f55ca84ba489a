"""Taking turns: one run at a time on a home folder; a second waits and is told for whom.

The lock is the operating system's, held while the file is open, so the lock of a process that died is free; its note in
the file tells that it did not end. Kept out: DuckDB's own lock (``warehouse``), which is held for moments.
"""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO

from pipeline.project import Home

PAUSE = 0.2  # seconds between tries
REMIND = 30.0  # seconds between two messages of waiting


@contextmanager
def turn(home: Home, who: str, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the home for a run named ``who``; ``tell`` hears of waiting, and of a run before that did not end."""
    home.root.mkdir(parents=True, exist_ok=True)
    with (home.root / ".run.lock").open("a+", encoding="utf-8") as lock:
        _wait(lock, home, tell)
        before = _note(lock)
        if before:
            tell(f"{before} ended before it was done; its lock is taken over, and what it had finished is kept.")
        _write(lock, {"who": who, "pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")})
        try:
            yield
        finally:
            lock.truncate(0)


def is_free(home: Home) -> bool:
    """Whether no run is at work on a home, nor waiting for its turn."""
    home.root.mkdir(parents=True, exist_ok=True)
    with (home.root / ".run.lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _wait(lock: IO[str], home: Home, tell: Callable[[str], None]) -> None:
    told = 0.0
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if not told or time.monotonic() - told > REMIND:
                told = time.monotonic()
                tell(f"Waiting: {_note(lock) or 'another run'} is at work in {home.root}. End it if it hangs.")
            time.sleep(PAUSE)


def _note(lock: IO[str]) -> str:
    """What the holder wrote of itself; '' where it ended well."""
    lock.seek(0)
    try:
        told = json.loads(lock.read())
        return f"{told['who']} (process {told['pid']}, since {told['since']})"
    except (ValueError, KeyError, TypeError):
        return ""


def _write(lock: IO[str], told: dict[str, object]) -> None:
    lock.seek(0)
    lock.truncate(0)
    lock.write(json.dumps(told))
    lock.flush()
