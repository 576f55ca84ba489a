"""Tallies: what range of casualties the claims leave, and what explains it."""

from collections.abc import Iterator

import dagster as dg

from assets.io import POOL, step
from assets.shape import results, spec
from pipeline.progress import Progress
from pipeline.reconciling import make_tallies
from pipeline.warehouse import Warehouse

_FROM = ("incidents", "incident_claims")
_TABLES = ("tallies", "tally_claims", "tally_history", "period_tallies", "conflicts")


@dg.multi_asset(name="reckon_tallies", specs=[spec(name, *_FROM) for name in _TABLES], pool=POOL)
def tallies(
    context: dg.AssetExecutionContext, warehouse: dg.ResourceParam[Warehouse], progress: dg.ResourceParam[Progress]
) -> Iterator[dg.MaterializeResult[None]]:
    """Reckon low, best and high of every incident, outcome and population, under the default policy."""
    with step(warehouse):
        make_tallies(warehouse, progress)
    yield from results(context, warehouse)
