"""The Dagster code location: assets, checks, and the resources they run on.

The only module of the domain's package that knows Dagster at import. Kept out: everything else.
"""

import dagster as dg

from assets import articles, claims, incidents, release, sentences, tallies
from assets.resources import DuckDBWarehouse, HomeFolder, LoggedProgress
from checks.recorded import asset_checks

JOB = "chain"
_home = HomeFolder()

defs = dg.Definitions(
    assets=dg.load_assets_from_modules([articles, sentences, claims, incidents, tallies, release]),
    asset_checks=asset_checks(),
    jobs=[dg.define_asset_job(JOB, description="Everything, from the inbox to a published release.")],
    resources={"home": _home, "warehouse": DuckDBWarehouse(home=_home), "progress": LoggedProgress()},
    executor=dg.in_process_executor,  # DuckDB has one writer
)
