"""The jobs a person starts by name.

Each does what is due and leaves what is up to date. Kept out: the steps themselves.
"""

from typing import TYPE_CHECKING

import dagster as dg

from checks.recorded import FULLY
from pipeline.contracts import TABLES

if TYPE_CHECKING:
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

CHAIN = "chain"
CANDIDATE = ("incidents", "tallies", "release")  # layers made across batches

_by_batch = dg.AssetSelection.assets(*(t.name for t in TABLES if t.part is not None))
_across = dg.AssetSelection.assets(*(t.name for t in TABLES if t.layer in CANDIDATE))
_publishing = dg.AssetSelection.assets("metrics", "release")


def _job(
    name: str, selection: dg.AssetSelection, description: str, fully: bool = False, **config: object
) -> "UnresolvedAssetJobDefinition":
    return dg.define_asset_job(
        name,
        selection=selection,
        description=description,
        config={"ops": {step: {"config": given} for step, given in config.items()}} if config else None,
        run_tags={"hasila/job": name, **({FULLY: "true"} if fully else {})},
    )


INGEST = _job(
    "ingest_inbox",
    _by_batch,
    "Take in what is new in the inbox, and read articles, sentences, events and claims of it, with their checks.",
)
EXAMINE = _job(
    "examine_all",
    dg.AssetSelection.all_asset_checks(),
    "Hold every check against all rows, also those that passed before under the same code; make nothing.",
    fully=True,
)
PUBLISH = _job(
    "publish_release",
    _publishing,
    "Publish the candidate, if every required check passed on exactly what is exported.",
    release={"today": ""},
)
JOBS = [
    INGEST,
    _job(
        CHAIN,
        dg.AssetSelection.all(),
        "All that is due, from the inbox to a published release: what `hasila run` does.",
    ),
    _job(
        "rebuild_all",
        dg.AssetSelection.all(),
        "Read every batch again from its copy and make everything anew, up to a release; no release is lost.",
        fully=True,
        read_articles={"afresh": True},
    ),
    EXAMINE,
    _job(
        "candidate",
        _across,
        "Link claims to incidents, reckon tallies and measure the candidate, with all checks; publish nothing.",
    ),
    PUBLISH,
]
