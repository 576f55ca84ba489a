"""The release before with the delta is the release now, whatever was edited in between."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.contracts import Table
from pipeline.release import delta
from pipeline.release.bundle import write_parquet
from pipeline.release.content import RELEASED, digests
from pipeline.release.reading import stand

# An edit of one table: (table, what, which row, which column, a number that makes the new value).
EDITS = st.lists(
    st.tuples(
        st.sampled_from(RELEASED),
        st.sampled_from(["remove", "add", "change", "empty"]),
        st.integers(0, 9),
        st.integers(0, 40),
        st.integers(0, 3),
    ),
    max_size=12,
)
NEW = {
    "text": "'{n}|\"''\u202e\n' || {column}",
    "texts": "list_append({column}, 'new {n}')",
    "integer": "coalesce({column}, 0) + {n} + 1",
    "real": "coalesce({column}, 0) + {n} / 3",
    "date": "coalesce({column} + {n}::INTEGER, '2020-02-02')",
    "flag": "NOT {column}",
}


def edit(connection: duckdb.DuckDBPyConnection, declared: Table, what: str, row: int, column: int, n: int) -> None:
    """Change one row of a table, whatever the contract says of it."""
    keys = ", ".join(declared.key)
    chosen = f"({keys}) IN (SELECT ({keys}) FROM {declared.name} ORDER BY {keys} LIMIT 1 OFFSET {row})"
    if what == "remove":
        connection.execute(f"DELETE FROM {declared.name} WHERE {chosen}")
        return
    if what == "add":
        name = next(name for name in declared.key if declared.column(name).kind == "text")
        connection.execute(
            f"INSERT INTO {declared.name} SELECT * REPLACE ({name} || ' new {row} {column} {n}' AS {name}) "
            f"FROM {declared.name} WHERE {chosen}"
        )
        return
    others = [other for other in declared.columns if other.name not in declared.key]
    changed = others[column % len(others)]
    value = "NULL" if what == "empty" else NEW[changed.kind].format(column=changed.name, n=n)
    connection.execute(f"UPDATE {declared.name} SET {changed.name} = {value} WHERE {chosen}")


@pytest.fixture(scope="module")
def before(sound_tables: dict[str, pl.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("before")
    with tables(sound_tables) as connection:
        write_parquet(connection, folder)
    return folder


def tables(sound_tables: dict[str, pl.DataFrame]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": 1})
    for declared in RELEASED:
        connection.register("incoming", sound_tables[declared.name].select(declared.names).to_arrow())
        connection.execute(f"CREATE TABLE {declared.name} AS SELECT * FROM incoming")
        connection.unregister("incoming")
    return connection


def write_delta(folder: Path, before: Path) -> dict[str, delta.Change]:
    with duckdb.connect(config={"threads": 1}) as connection:
        counted = delta.compare(connection, folder, before)
        connection.execute("CREATE TABLE causes (tally_id VARCHAR, causes VARCHAR[])")
        delta.write(connection, folder)
    return {change.table: change for change in counted}


def faults(now: Path, before: Path) -> list[tuple[str, str]]:
    with duckdb.connect() as connection:
        stand(connection, now, "main")
        wanted = digests(connection)
    return list(delta.faults(now, before, RELEASED, wanted))


@given(edits=EDITS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_previous_and_delta_are_current_after_any_edits(
    edits: list[tuple[Table, str, int, int, int]], sound_tables: dict[str, pl.DataFrame], before: Path
) -> None:
    with TemporaryDirectory() as name, tables(sound_tables) as connection:
        for declared, *rest in edits:
            edit(connection, declared, *rest)
        now = Path(name)
        write_parquet(connection, now)
        counted = write_delta(now, before)
        assert faults(now, before) == []
        for declared in RELEASED:
            change, had = counted[declared.name], sound_tables[declared.name].height
            assert had + change.added - change.removed == change.rows
            if not any(edited is declared for edited, *_ in edits):
                assert (change.added, change.removed, change.changed) == (0, 0, 0)


@pytest.fixture
def now(sound_tables: dict[str, pl.DataFrame], before: Path, tmp_path: Path) -> Iterator[Path]:
    with tables(sound_tables) as connection:
        connection.execute("DELETE FROM conflicts; UPDATE claims SET confidence = 0.5 WHERE claim_id = 'c1'")
        connection.execute("INSERT INTO rejected_articles VALUES ('b2/x', 'b2', 'empty', 'no text in it', NULL)")
        write_parquet(connection, tmp_path)
    write_delta(tmp_path, before)
    yield tmp_path


def test_a_delta_holds_new_rows_as_they_are_and_removed_ones_as_they_were(now: Path) -> None:
    found = {
        name: duckdb.sql(f"FROM '{now}/delta/{name}.parquet'").pl() for name in ("conflicts", "claims", "articles")
    }
    assert found["conflicts"].select("change", "detail").rows() == [("removed", "60 and 61")]
    assert found["claims"].select("change", "claim_id", "confidence").rows() == [("changed", "c1", 0.5)]
    assert found["articles"].height == 0


@pytest.mark.parametrize("table", ["conflicts", "claims", "rejected_articles"])
def test_a_delta_that_leads_elsewhere_is_noticed(table: str, now: Path, before: Path) -> None:
    path = now / "delta" / f"{table}.parquet"
    duckdb.sql(f"COPY (FROM '{path}' WHERE false) TO '{path}.new' (FORMAT parquet)")
    shutil.move(f"{path}.new", path)
    assert [where for where, _ in faults(now, before)] == [f"delta/{table}.parquet"]


def test_a_column_that_the_release_before_had_not_yet_is_empty_there(now: Path, before: Path, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copytree(before, older)
    path = older / "data" / "claims.parquet"
    duckdb.sql(f"COPY (SELECT * EXCLUDE (party) FROM '{before}/data/claims.parquet') TO '{path}' (FORMAT parquet)")
    (older / "data" / "conflicts.parquet").unlink()
    shutil.rmtree(now / "delta")
    counted = write_delta(now, older)
    assert (counted["claims"].added, counted["claims"].changed) == (0, 1)
    assert (counted["conflicts"].added, counted["conflicts"].removed) == (0, 0)
    assert faults(now, older) == []
