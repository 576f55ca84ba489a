"""What steps are given: the home folder, the warehouse in it, and someone to tell how far they are.

Kept out: what these are (``pipeline.project``, ``pipeline.warehouse``, ``pipeline.progress``).
"""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
from pydantic import Field

from pipeline.progress import Logged, Progress
from pipeline.project import Home, threads
from pipeline.turn import turn
from pipeline.warehouse import Warehouse


class HomeFolder(dg.ConfigurableResource[Home]):
    """The folder in which a user's data lives: inbox, warehouse, releases."""

    path: str = Field(default="", description="the home folder; empty: HASILA_HOME, else data/ beside the code")

    def create_resource(self, context: dg.InitResourceContext) -> Home:
        """The home folder."""
        return Home.at(self.path or None)


class DuckDBWarehouse(dg.ConfigurableResource[Warehouse]):
    """The DuckDB file of a home folder; HASILA_THREADS says how many threads it may use."""

    home: dg.ResourceDependency[Home]

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Warehouse]:
        """The warehouse, for the length of a run, and once the runs before it have ended.

        However the run ends, what it left is what readers then see.
        """
        log = dg.get_dagster_logger("warehouse")
        run = context.run
        with turn(self.home, f"run {run.run_id[:8]} of {run.job_name}" if run else "a step", log.warning):
            warehouse = Warehouse(self.home.warehouse, threads())
            try:
                yield warehouse
            finally:
                warehouse.copy_to(self.home.readable)


class LoggedProgress(dg.ConfigurableResource[Progress]):
    """Progress told in the run's log."""

    def create_resource(self, context: dg.InitResourceContext) -> Progress:
        """A progress that writes log lines."""
        return Logged(dg.get_dagster_logger("progress"))
