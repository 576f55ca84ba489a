"""What steps are given: the home folder, the warehouse in it, and someone to tell how far they are.

Kept out: what these are (``pipeline.project``, ``pipeline.warehouse``, ``pipeline.progress``).
"""

import dagster as dg
from pydantic import Field

from pipeline.progress import Logged, Progress
from pipeline.project import Home, threads
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

    def create_resource(self, context: dg.InitResourceContext) -> Warehouse:
        """The warehouse."""
        return Warehouse(self.home.warehouse, threads())


class LoggedProgress(dg.ConfigurableResource[Progress]):
    """Progress told in the run's log."""

    def create_resource(self, context: dg.InitResourceContext) -> Progress:
        """A progress that writes log lines."""
        return Logged(dg.get_dagster_logger("progress"))
