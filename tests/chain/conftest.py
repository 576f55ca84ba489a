"""The chain on the seed articles, run once for all tests of it; each works on a copy of the home it leaves."""

import fcntl
import os
import pickle
import shutil

import pytest
from steps import DAY

from pipeline.headless import RunOutcome, run
from pipeline.progress import Silent
from pipeline.project import Home


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, RunOutcome]:
    """A home on whose empty inbox the chain was run once, and how that ended; one for all of pytest's processes."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "first-run"
    shared.mkdir(exist_ok=True)
    home, told = Home.at(shared / "home"), shared / "outcome"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            told.write_bytes(pickle.dumps(run(home, Silent(), DAY)))
    outcome: RunOutcome = pickle.loads(told.read_bytes())  # noqa: S301
    return home, outcome


@pytest.fixture
def ran(first_run: tuple[Home, RunOutcome], home: Home) -> Home:
    """A copy of the home after the first run."""
    shutil.copytree(first_run[0].root, home.root)
    return home
