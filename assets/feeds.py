"""Following feeds: a job that records what they announce in the inbox, which the inbox sensor then takes in.

Off twice over: a home without sources.yml has no feeds, and the schedule has to be switched on. Kept out: what is
fetched and how it is kept (``pipeline.ingest.feeds``).
"""

import dagster as dg

from pipeline.ingest.feeds import fetch
from pipeline.project import Home


@dg.op(out=dg.Out(dg.Nothing))
def record_feeds(context: dg.OpExecutionContext, home: dg.ResourceParam[Home]) -> None:
    """Ask each feed once; a feed that does not answer is told, and the others go on."""
    told = list(fetch(home))
    for one in told:
        (context.log.info if one.recorded or one.said == "nothing new" else context.log.warning)(
            f"{one.feed}: {one.said}"
        )
    if not told:
        context.log.info("No feed is followed: name some in sources.yml of the home (docs/how-to.md).")


@dg.job(
    name="fetch_feeds", description="Record what the feeds of sources.yml announce in the inbox; none, unless named."
)
def fetch_feeds() -> None:
    """One look at every feed."""
    record_feeds()


hourly_feeds = dg.ScheduleDefinition(
    name="hourly_feeds",
    job=fetch_feeds,
    cron_schedule="10 * * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.STOPPED,
    description="Ten past every hour: fetch_feeds. Off until wanted.",
)
