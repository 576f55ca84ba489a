"""Articles: the inbox, batch by batch."""

from collections.abc import Iterator

import dagster as dg
from pydantic import Field

from assets.batches import asked
from assets.io import POOL, step
from assets.shape import results, spec
from pipeline import layers
from pipeline.progress import Progress
from pipeline.project import Home
from pipeline.warehouse import Warehouse


class Reading(dg.Config):
    """How much of what came in is read."""

    afresh: bool = Field(default=False, description="read batches again that are up to date, and all that follows")


@dg.multi_asset(
    name="read_articles",
    specs=[spec("articles"), spec("rejected_articles")],
    backfill_policy=dg.BackfillPolicy.single_run(),
    pool=POOL,
)
def articles(
    context: dg.AssetExecutionContext,
    config: Reading,
    home: dg.ResourceParam[Home],
    warehouse: dg.ResourceParam[Warehouse],
    progress: dg.ResourceParam[Progress],
) -> Iterator[dg.MaterializeResult[None]]:
    """Read the batches asked for, and find families of near-duplicates over all of them."""
    only = asked(context)
    with step(warehouse):
        made = layers.make_articles(home, warehouse, progress, only, config.afresh)
    yield from results(context, warehouse, made, only)
