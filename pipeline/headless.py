"""The whole chain as one Dagster job in this process, without the UI: what ``hasila run`` does.

The run is recorded in the home's own Dagster instance, so that the UI shows it. Dagster is imported only when a run
starts. Kept out: the terminal (``commands.run``).
"""

import json
import logging
import os
import shutil
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from pipeline.garbage import spared
from pipeline.progress import Progress
from pipeline.project import ROOT, Home, threads
from pipeline.warehouse import Warehouse

if TYPE_CHECKING:
    import dagster as dg

    from checks.gate import Refusal

_RELEASE = "release"
PROCESS = "hasila/process"  # tag: which process works at a run


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """How a run ended. ``published`` is whether the version is new; ``refusals`` say why there is none."""

    ok: bool
    version: str | None
    folder: Path | None
    published: bool
    refusals: tuple[str, ...]
    seconds: float


def prepare_dagster_home(home: Home) -> Path:
    """The instance folder of a home, with the project's dagster.yaml in it."""
    home.dagster.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / "dagster.yaml", home.dagster / "dagster.yaml")
    return home.dagster


def make_ready(home: Home) -> Path:
    """The instance folder of a home whose batches Dagster knows, and whose broken-off runs it takes for ended."""
    from pipeline.ingest import receive
    from pipeline.turn import is_free

    with _quiet():
        from dagster import DagsterInstance

        from assets.batches import register

        prepare_dagster_home(home)
        receive(home)
        with DagsterInstance.from_config(str(home.dagster)) as instance:
            if is_free(home):
                _end(instance, lambda run: True)
            register(instance, home)
    return home.dagster


def run(
    home: Home, progress: Progress, today: date | None = None, channel: str = "final", fully: bool = False
) -> RunOutcome:
    """Make everything from the inbox to the release, dated ``today`` (else by the clock), in a channel of releases.

    ``fully``: the checks look at all rows, also at those that passed before.
    The caller holds the home (``turn``). A refusal is an outcome, recorded under releases/.attempts; whatever else goes
    wrong in a step is raised as it is. However it ends, readers then see what the run left.
    """
    began = time.monotonic()
    warehouse = Warehouse(home.warehouse, threads())
    with _quiet():
        import dagster as dg

        from assets.batches import register, span
        from checks.recorded import FULLY
        from pipeline.ingest import receive
        from pipeline.layers import due

        prepare_dagster_home(home)
        with dg.DagsterInstance.from_config(str(home.dagster)) as instance:
            _end(instance, lambda run: PROCESS in run.tags and not _lives(run.tags[PROCESS]))
            run_id = str(uuid4())
            receive(home)
            try:
                with warehouse.connect():  # open throughout: each opening and closing costs more than most queries
                    tags = span(register(instance, home), due(home, warehouse)) | ({FULLY: "true"} if fully else {})
                    _execute(home, warehouse, progress, today, channel, instance, run_id, tags)
            except dg.DagsterError:
                refusals = _failed(instance, run_id)
                if not refusals:
                    raise
                _record(home, refusals, run_id, today)
                return _refused(refusals, began)
            except dg.Failure as failure:
                return _refused(_recorded(failure), began)
            finally:
                warehouse.copy_to(home.readable)
            return _published(instance, began)


def _end(instance: "dg.DagsterInstance", broken_off: "Callable[[dg.DagsterRun], bool]") -> None:
    """Have Dagster take runs for failed that were broken off: it would wait for them for ever."""
    import dagster as dg

    unfinished = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED])
    for found in instance.get_runs(unfinished):
        if broken_off(found):
            instance.report_run_failed(found, "Its process ended before it was done; what it had finished is kept.")


def _lives(process: str) -> bool:
    """Whether a process is there; signal 0 asks and does nothing."""
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _published(instance: "dg.DagsterInstance", began: float) -> RunOutcome:
    """What the release step told of the release."""
    import dagster as dg

    event = instance.get_latest_materialization_event(dg.AssetKey(_RELEASE))
    if event is None or event.asset_materialization is None:
        raise RuntimeError("the run ended without a release; see the run in Dagster")
    told = {name: str(value.value) for name, value in event.asset_materialization.metadata.items()}
    seconds = time.monotonic() - began
    return RunOutcome(True, told["version"], Path(told["folder"]), told["outcome"] == "published", (), seconds)


def _refused(refusals: "Sequence[Refusal]", began: float) -> RunOutcome:
    return RunOutcome(False, None, None, False, tuple(map(str, refusals)), time.monotonic() - began)


def _failed(instance: "dg.DagsterInstance", run_id: str) -> "list[Refusal]":
    """The required checks that failed in this run, in the order of the tables."""
    from checks.gate import failed

    return failed(instance, run_id)


def _record(home: Home, refusals: "Sequence[Refusal]", run_id: str, today: date | None) -> None:
    from checks.gate import as_json
    from pipeline.release.attempts import record

    record(home.releases, as_json(refusals), run_id, today or datetime.now(UTC).date())


def _recorded(failure: "dg.Failure") -> "list[Refusal]":
    """The refusals that the release step recorded."""
    from checks.gate import Refusal

    path = Path(str(failure.metadata["recorded in"].value))
    return [Refusal(**issue) for issue in json.loads(path.read_text(encoding="utf-8"))["issues"]]


def _execute(
    home: Home,
    warehouse: Warehouse,
    progress: Progress,
    today: date | None,
    channel: str,
    instance: "dg.DagsterInstance",
    run_id: str,
    tags: Mapping[str, str],
) -> None:
    """Run the job. What a step raises is raised; a failed check as DagsterAssetCheckFailedError."""
    from assets.resources import HomeFolder
    from pipeline.definitions import CHAIN, defs

    job = defs.resolve_job_def(CHAIN)
    with spared():
        job.execute_in_process(
            instance=instance,
            run_id=run_id,
            tags={"hasila/started_by": "hasila run", PROCESS: str(os.getpid()), **tags},
            run_config={
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                "ops": {_RELEASE: {"config": {"today": today.isoformat() if today else "", "channel": channel}}},
            },
            resources={"home": HomeFolder(path=str(home.root)), "warehouse": warehouse, "progress": progress},
        )


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep libraries' warnings and chatter out of the terminal for the length of a run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        before = logging.root.manager.disable
        logging.disable(logging.WARNING)
        try:
            yield
        finally:
            logging.disable(before)
