"""Events and claims: what sentences say of violence and its casualties."""

from collections.abc import Iterator

import dagster as dg

from assets.batches import asked
from assets.io import POOL, step
from assets.shape import results, spec
from pipeline import layers
from pipeline.progress import Progress
from pipeline.project import Home
from pipeline.warehouse import Warehouse

_TABLES = ("events", "claims", "unread_articles")


@dg.multi_asset(
    name="read_claims",
    specs=[spec(name, "sentences") for name in _TABLES],
    backfill_policy=dg.BackfillPolicy.single_run(),
    pool=POOL,
)
def claims(
    context: dg.AssetExecutionContext,
    home: dg.ResourceParam[Home],
    warehouse: dg.ResourceParam[Warehouse],
    progress: dg.ResourceParam[Progress],
) -> Iterator[dg.MaterializeResult[None]]:
    """Read events and claims out of sentences, those of new and changed batches only."""
    only = asked(context)
    with step(warehouse):
        made = layers.make_claims(home, warehouse, progress, only)
    yield from results(context, warehouse, made, only)
