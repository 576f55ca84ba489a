"""How a step has the warehouse: open for its length, and again where reading or writing failed in a way that passes.

Kept out: faults of the code or of the input, which come again however often one tries.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
import duckdb

from pipeline.warehouse import Warehouse, WarehouseLockedError

POOL = "warehouse"  # one run at a time writes the DuckDB file
TRIES = 3
PAUSE = 2  # seconds
LASTING = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)


@contextmanager
def step(warehouse: Warehouse) -> Iterator[None]:
    """Hold the file open, since each opening and closing costs more than most queries.

    Dagster is asked for another try where the disk or a lock, and nothing else, was in the way.
    """
    try:
        with warehouse.connect():
            yield
    except LASTING:
        raise
    except (OSError, duckdb.IOException, WarehouseLockedError) as error:
        raise dg.RetryRequested(max_retries=TRIES, seconds_to_wait=PAUSE) from error
