"""Articles: the inbox, batch by batch."""

from collections.abc import Iterator

import dagster as dg

from assets.shape import results, spec
from pipeline import layers
from pipeline.progress import Progress
from pipeline.project import Home
from pipeline.warehouse import Warehouse


@dg.multi_asset(name="read_articles", specs=[spec("articles"), spec("rejected_articles")])
def articles(
    context: dg.AssetExecutionContext,
    home: dg.ResourceParam[Home],
    warehouse: dg.ResourceParam[Warehouse],
    progress: dg.ResourceParam[Progress],
) -> Iterator[dg.MaterializeResult[None]]:
    """Read what is in the inbox (the seeds while it is empty), and find families of near-duplicates."""
    yield from results(context, warehouse, layers.make_articles(home, warehouse, progress))
