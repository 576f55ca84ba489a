"""The Dagster code location: assets, checks, jobs, what watches and what is scheduled, and the resources they run on.

The only module of the domain's package that knows Dagster at import. Kept out: everything else.
"""

import dagster as dg

from assets import articles, benches, claims, feeds, incidents, jobs, release, sentences, tallies, watching
from assets.resources import DuckDBWarehouse, HomeFolder, LoggedProgress
from checks.recorded import asset_checks

CHAIN = jobs.CHAIN
_home = HomeFolder()

defs = dg.Definitions(
    assets=dg.load_assets_from_modules([articles, sentences, claims, incidents, tallies, release]),
    asset_checks=asset_checks(),
    jobs=[*jobs.JOBS, feeds.fetch_feeds, benches.bench],
    sensors=watching.SENSORS,
    schedules=[*watching.SCHEDULES, feeds.hourly_feeds],
    resources={"home": _home, "warehouse": DuckDBWarehouse(home=_home), "progress": LoggedProgress()},
    executor=dg.in_process_executor,  # DuckDB has one writer
)
