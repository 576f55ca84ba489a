"""Batches as Dagster's partitions: which of them a step is asked for, and how they come to be known.

Kept out: what a batch is (``pipeline.ingest``).
"""

from collections.abc import Collection, Sequence

import dagster as dg

from pipeline.ingest import received
from pipeline.project import Home

BATCHES = dg.DynamicPartitionsDefinition(name="batches")


def register(instance: dg.DagsterInstance, home: Home) -> Sequence[str]:
    """Make Dagster's partitions those of the home, and give them in Dagster's order: as they came to be known."""
    names = [batch.name for batch in received(home)]
    known = instance.get_dynamic_partitions(str(BATCHES.name))
    for gone in set(known) - set(names):
        instance.delete_dynamic_partition(str(BATCHES.name), gone)
    new = [name for name in names if name not in known]
    if new:
        instance.add_dynamic_partitions(str(BATCHES.name), new)
    return [*(name for name in known if name in names), *new]


def span(partitions: Sequence[str], due: Collection[str]) -> dict[str, str]:
    """The tags of one run over all batches due (the last one where none is); steps leave alone what is up to date."""
    wanted = [name for name in partitions if name in due] or list(partitions[-1:])
    return {
        "dagster/asset_partition_range_start": wanted[0],
        "dagster/asset_partition_range_end": wanted[-1],
        "hasila/batches": str(len(due)),
    }


def asked(context: dg.AssetExecutionContext) -> Sequence[str]:
    """The batches that a run is about."""
    return list(context.partition_keys)
