"""Incidents: harms in the world that the claims of all articles speak of."""

from collections.abc import Iterator

import dagster as dg

from assets.io import POOL, step
from assets.shape import results, spec
from pipeline.progress import Progress
from pipeline.reconciling import make_incidents
from pipeline.warehouse import Warehouse

_FROM = ("events", "claims")
_TABLES = ("incidents", "incident_claims", "corrections", "tombstones")


@dg.multi_asset(name="link_incidents", specs=[spec(name, *_FROM) for name in _TABLES], pool=POOL)
def incidents(
    context: dg.AssetExecutionContext, warehouse: dg.ResourceParam[Warehouse], progress: dg.ResourceParam[Progress]
) -> Iterator[dg.MaterializeResult[None]]:
    """Join the claims that speak of one harm, across all batches."""
    with step(warehouse):
        make_incidents(warehouse, progress)
    yield from results(context, warehouse)
