"""What a step does when reading or writing fails in a way that passes: it is tried again, and told in the log.

Kept out: faults of the code or of the input, which come again however often one tries.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
import duckdb

from pipeline.warehouse import WarehouseLockedError

POOL = "warehouse"  # one run at a time writes the DuckDB file
TRIES = 3
PAUSE = 2  # seconds
LASTING = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)


@contextmanager
def tried_again() -> Iterator[None]:
    """Ask Dagster for another try where the disk or a lock, and nothing else, was in the way."""
    try:
        yield
    except LASTING:
        raise
    except (OSError, duckdb.IOException, WarehouseLockedError) as error:
        raise dg.RetryRequested(max_retries=TRIES, seconds_to_wait=PAUSE) from error
