"""What starts runs by itself: a sensor on the inbox, conditions on the tables, a weekly release.

Kept out: what the runs do (``jobs``).
"""

from hashlib import sha256
from typing import TYPE_CHECKING

import dagster as dg

from assets.batches import register, span
from assets.jobs import EXAMINE, INGEST, PUBLISH
from pipeline.contracts import TABLES
from pipeline.ingest import glance, receive
from pipeline.ingest.batches import SEED_BATCH
from pipeline.project import Home

if TYPE_CHECKING:
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

SETTLED = 5.0  # seconds that a drop must have been left alone, so that no half of a file is read
EVERY = 15  # seconds
STARTED_BY = {"hasila/started_by": "the inbox"}


@dg.sensor(
    name="inbox",
    job=INGEST,
    minimum_interval_seconds=EVERY,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Takes new drops in the inbox in as batches and reads them in one run; a batch seen is left alone.",
)
def inbox(context: dg.SensorEvaluationContext, home: dg.ResourceParam[Home]) -> dg.SensorResult | dg.SkipReason:
    """Look into the inbox; nothing is read while nothing in it was touched."""
    seen = glance(home)
    if seen == context.cursor:
        return dg.SkipReason("Nothing in the inbox was touched since the last look.")
    found = receive(home, settled=SETTLED)
    names = register(context.instance, home)
    if not found.waiting:
        context.update_cursor(seen)
    if list(names) == [SEED_BATCH]:
        return dg.SkipReason("The inbox is empty; the seed articles stand in: materialise all to work on them.")
    read = context.instance.get_materialized_partitions(dg.AssetKey("articles"))
    due = [name for name in names if name not in read]
    if not due:
        told = f"; still written to: {', '.join(found.waiting)}" if found.waiting else ""
        return dg.SkipReason(f"No new batch; what lies in the inbox was seen before{told}.")
    run_key = sha256(" ".join(due).encode()).hexdigest()
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key, tags={**span(names, due), **STARTED_BY})])


tables = dg.AutomationConditionSensorDefinition(
    "tables_follow",
    target=dg.AssetSelection.assets(*(declared.name for declared in TABLES)),
    default_status=dg.DefaultSensorStatus.RUNNING,
    run_tags={"hasila/started_by": "tables_follow"},
    description="Makes each table again once what it is made from has changed and passed its blocking checks.",
)
release_when_sound = dg.AutomationConditionSensorDefinition(
    "release_when_sound",
    target=dg.AssetSelection.assets("release"),
    default_status=dg.DefaultSensorStatus.STOPPED,
    run_tags={"hasila/started_by": "release_when_sound"},
    description="Publishes as soon as a new candidate has passed every blocking check. Off until somebody wants it.",
)


def _weekly(name: str, job: "UnresolvedAssetJobDefinition", hour: int, description: str) -> dg.ScheduleDefinition:
    """A job every Monday at an hour UTC, once it is switched on."""
    return dg.ScheduleDefinition(
        name=name,
        job=job,
        cron_schedule=f"0 {hour} * * 1",
        execution_timezone="UTC",
        default_status=dg.DefaultScheduleStatus.STOPPED,
        description=f"Every Monday at {hour:02}:00 UTC{description} Off until wanted.",
    )


weekly_examination = _weekly("weekly_examination", EXAMINE, 3, ", before the weekly release: every check on all rows.")
weekly_release = _weekly("weekly_release", PUBLISH, 6, ": the candidate as it stands, if its checks passed.")

SENSORS = [inbox, tables, release_when_sound]
SCHEDULES = [weekly_examination, weekly_release]
