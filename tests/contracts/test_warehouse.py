"""The DuckDB file: a table's mark is that of its rows as they stand, whoever wrote them."""

from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipeline.contracts import frame, table
from pipeline.warehouse import Warehouse, mark

NAME = "rejected_articles"


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "warehouse.duckdb")


def rejection(source_uri: str) -> pl.DataFrame:
    row = {"batch": "drop", "source_uri": source_uri, "reason": "empty", "detail": "no text"}
    declared = table(NAME)
    return frame(declared, [{**dict.fromkeys(declared.names), **row}])


def marked(warehouse: Warehouse) -> str:
    """The mark reckoned from the rows, past everything that is kept."""
    with warehouse.connect() as connection:
        return mark(connection, table(NAME))


def test_a_table_written_while_the_file_is_held_has_another_mark(warehouse: Warehouse) -> None:
    with warehouse.connect():
        before = warehouse.mark(NAME)
        with warehouse.transaction() as write:
            write.append(NAME, rejection("one.txt"))
            assert warehouse.mark(NAME) == before  # not there yet for others
        assert warehouse.mark(NAME) == marked(warehouse) != before


def test_a_transaction_that_failed_leaves_the_mark(warehouse: Warehouse) -> None:
    with warehouse.connect():
        before = warehouse.mark(NAME)
        with pytest.raises(KeyError), warehouse.transaction() as write:
            write.append(NAME, rejection("one.txt"))
            raise KeyError
        assert warehouse.mark(NAME) == marked(warehouse) == before


def test_what_another_process_wrote_once_the_file_was_let_go_is_seen(warehouse: Warehouse) -> None:
    before = warehouse.mark(NAME)
    with duckdb.connect(str(warehouse.path)) as other:
        rows = rejection("two.txt")
        other.execute(f"INSERT INTO {NAME} SELECT {', '.join(rows.columns)} FROM rows")
    assert warehouse.mark(NAME) == marked(warehouse) != before
