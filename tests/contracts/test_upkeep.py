"""A warehouse that another version of the contracts laid out: its tables get today's columns and keep their rows."""

import duckdb
import polars as pl
import pytest

from pipeline.contracts import TABLES, ddl, polars_schema, table
from pipeline.contracts.upkeep import bring_up
from pipeline.project import Home
from pipeline.warehouse import Warehouse


def columns(connection: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    return [row[0] for row in connection.execute(f"DESCRIBE {name}").fetchall()]


def test_an_empty_database_has_every_table_at_once_and_is_left_alone_after_that() -> None:
    with duckdb.connect() as connection:
        assert bring_up(connection) == []
        assert {declared.name: columns(connection, declared.name) for declared in TABLES} == {
            declared.name: list(declared.names) for declared in TABLES
        }
        connection.execute("ALTER TABLE articles DROP COLUMN url")  # by somebody's hand: no contract changed
        assert bring_up(connection) == []


@pytest.mark.parametrize(
    "before",
    [
        "ALTER TABLE articles DROP COLUMN url",
        "ALTER TABLE articles DROP COLUMN archive_url; ALTER TABLE articles ADD COLUMN archive_url VARCHAR",
        "ALTER TABLE articles ADD COLUMN pages VARCHAR",
        "ALTER TABLE articles ALTER COLUMN n_chars TYPE VARCHAR",
    ],
    ids=["a column less", "another order", "a column more", "another type"],
)
def test_a_table_of_other_columns_is_laid_out_anew_with_its_rows(
    home: Home, before: str, sound_tables: dict[str, pl.DataFrame]
) -> None:
    warehouse, rows = Warehouse(home.warehouse), sound_tables["articles"].sort("article_id")
    with warehouse.transaction() as write:
        write.append("articles", rows)
    with duckdb.connect(str(home.warehouse)) as connection:
        connection.execute(before)
        connection.execute("UPDATE laid_out SET contracts = 'of the version before'")
    with warehouse.connect() as connection:
        assert columns(connection, "articles") == list(table("articles").names)
    found = warehouse.read("articles")
    assert found.schema == polars_schema(table("articles"))
    kept = [name for name in rows.columns if found[name].null_count() < found.height or rows[name].null_count()]
    assert set(rows.columns) - set(kept) <= {"url", "archive_url", "n_chars"}
    assert found.select(kept).equals(rows.select(kept))
    with warehouse.transaction() as write:
        write.replace("articles", rows, batch="b1")
    assert warehouse.read("articles").equals(rows)


def test_a_lay_out_that_fails_leaves_the_tables_as_they_were() -> None:
    with duckdb.connect() as connection:
        connection.execute(ddl(table("articles")))
        connection.execute("ALTER TABLE articles DROP COLUMN url; CREATE TABLE articles_before (taken VARCHAR)")
        with pytest.raises(duckdb.CatalogException):
            bring_up(connection)
        assert "url" not in columns(connection, "articles") and columns(connection, "articles_before") == ["taken"]
