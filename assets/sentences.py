"""Sentences: spans of the articles' text."""

from collections.abc import Iterator

import dagster as dg

from assets.batches import asked
from assets.io import POOL, step
from assets.shape import results, spec
from pipeline import layers
from pipeline.progress import Progress
from pipeline.warehouse import Warehouse


@dg.multi_asset(
    name="split_sentences",
    specs=[spec("sentences", "articles")],
    backfill_policy=dg.BackfillPolicy.single_run(),
    pool=POOL,
)
def sentences(
    context: dg.AssetExecutionContext, warehouse: dg.ResourceParam[Warehouse], progress: dg.ResourceParam[Progress]
) -> Iterator[dg.MaterializeResult[None]]:
    """Split articles into sentences, those of new and changed batches only."""
    only = asked(context)
    with step(warehouse):
        made = layers.make_sentences(warehouse, progress, only)
    yield from results(context, warehouse, made, only)
