"""Events and claims: what sentences say of violence and its casualties."""

from collections.abc import Iterator

import dagster as dg

from assets.shape import results, spec
from pipeline import layers
from pipeline.progress import Progress
from pipeline.project import Home
from pipeline.warehouse import Warehouse


@dg.multi_asset(name="read_claims", specs=[spec("events", "sentences"), spec("claims", "sentences")])
def claims(
    context: dg.AssetExecutionContext,
    home: dg.ResourceParam[Home],
    warehouse: dg.ResourceParam[Warehouse],
    progress: dg.ResourceParam[Progress],
) -> Iterator[dg.MaterializeResult[None]]:
    """Read events and claims out of sentences, those of new and changed batches only."""
    yield from results(context, warehouse, layers.make_claims(home, warehouse, progress))
