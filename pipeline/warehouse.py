"""The DuckDB file: the one place that reads and writes tables.

A batch's rows are replaced whole and in one transaction, so a run that is cut leaves the state before it. Connections
are short: an open writer shuts out every other process. Kept out: what the rows mean.
"""

import hashlib
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa

from pipeline.contracts import TABLES, Table, polars_schema, table, typed
from pipeline.contracts.upkeep import bring_up

BOOKKEEPING = """
CREATE TABLE IF NOT EXISTS made (
    layer VARCHAR, batch VARCHAR, inputs VARCHAR, code VARCHAR, PRIMARY KEY (layer, batch)
);
"""


_ACROSS = frozenset({"syndication_id", "is_family_head", "replaced_by"})
_ROWS_AT_ONCE = 10_000  # that a digest holds in memory


class WarehouseLockedError(RuntimeError):
    """Another process is writing the warehouse."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes inside one transaction; nothing is seen before it ends well."""

    connection: duckdb.DuckDBPyConnection

    def replace(self, name: str, frame: pl.DataFrame, batch: str | None = None) -> None:
        """Replace the rows of a batch, or of the whole table where it is not made by batches.

        ``frame`` holds exactly the columns of the contract; ValueError otherwise.
        """
        declared = table(name)
        _fitting(declared, frame)
        if declared.part is None:
            self.connection.execute(f"DELETE FROM {name}")
        else:
            if batch is None:
                raise ValueError(f"{name} is made by batches: say which")
            self.connection.execute(f"DELETE FROM {name} WHERE {_of_batch(declared)}", [batch])
        self.append(name, frame)

    def append(self, name: str, frame: pl.DataFrame) -> None:
        """Add rows to what the transaction has already put there."""
        declared = table(name)
        _fitting(declared, frame)
        if frame.height:
            self.connection.register("incoming", frame.to_arrow())
            self.connection.execute(f"INSERT INTO {name} SELECT {', '.join(declared.names)} FROM incoming")
            self.connection.unregister("incoming")

    def clear(self, name: str, batch: str) -> None:
        """Remove a batch's rows."""
        self.connection.execute(f"DELETE FROM {name} WHERE {_of_batch(table(name))}", [batch])

    def drop_articles(self, article_ids: Sequence[str]) -> None:
        """Remove articles with everything that was read from them."""
        if not article_ids:
            return
        for declared in TABLES:
            if declared.part is not None and "article_id" in declared.names:
                self.connection.execute(
                    f"DELETE FROM {declared.name} WHERE article_id IN (SELECT unnest(?))", [list(article_ids)]
                )

    def settle_rejections(self, batches: Collection[str], uris: Sequence[str]) -> None:
        """Remove what batches had to say of files, or records in them, that have come again since."""
        self.connection.execute(
            "DELETE FROM rejected_articles WHERE batch IN (SELECT unnest(?)) AND EXISTS (SELECT 1 FROM "
            "(SELECT unnest(?) AS uri) WHERE source_uri = uri OR starts_with(source_uri, uri || '#') "
            "OR starts_with(source_uri, uri || ' '))",
            [list(batches), list(uris)],
        )

    def replace_versions(self, newer: Mapping[str, str]) -> None:
        """Note which article came in the place of which (older id → newer id); no claim of the older one stays."""
        if not newer:
            return
        older = list(newer)
        self.connection.execute(
            "UPDATE articles SET replaced_by = n.newer, syndication_id = articles.article_id, is_family_head = true "
            "FROM (SELECT unnest(?) AS older, unnest(?) AS newer) n WHERE articles.article_id = n.older",
            [older, list(newer.values())],
        )
        for name in ("claims", "events", "unread_articles"):
            self.connection.execute(f"DELETE FROM {name} WHERE article_id IN (SELECT unnest(?))", [older])

    def update_families(self, families: pl.DataFrame) -> None:
        """Set each article's family: columns article_id, syndication_id, is_family_head."""
        self.connection.register("incoming", families.to_arrow())
        self.connection.execute(
            "UPDATE articles SET syndication_id = f.syndication_id, is_family_head = f.is_family_head "
            "FROM incoming f WHERE f.article_id = articles.article_id AND f.syndication_id <> articles.syndication_id"
        )
        self.connection.unregister("incoming")

    def note_made(self, layer: str, batch: str, inputs: str, code: str) -> None:
        """Record that a layer of a batch was made from these inputs by this code."""
        self.connection.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?)", [layer, batch, inputs, code])

    def forget(self, batch: str) -> None:
        """Remove all rows and records of a batch, downstream first."""
        for declared in reversed(TABLES):
            if declared.part is not None:
                self.clear(declared.name, batch)
        self.connection.execute("DELETE FROM made WHERE batch = ?", [batch])


def _of_batch(declared: Table) -> str:
    if declared.part == "batch":
        return "batch = ?"
    return "article_id IN (SELECT article_id FROM articles WHERE batch = ?)"


def _fitting(declared: Table, frame: pl.DataFrame) -> None:
    expected = polars_schema(declared)
    if dict(frame.schema) != expected:
        differing = sorted(set(frame.schema.items()) ^ set(expected.items()), key=str)
        raise ValueError(f"{declared.name}: the frame differs from the contract in {differing}")


@dataclass(slots=True)
class _Held:
    """What is known of a file while this process has it open, so that no other can write it."""

    connections: int = 0
    marks: dict[str, str] = field(default_factory=dict)  # table → mark of its rows, since they were last written


@dataclass(frozen=True, slots=True)
class Warehouse:
    """The tables of one home folder."""

    path: Path
    threads: int = 2
    _held: _Held = field(default_factory=_Held, compare=False, repr=False)

    @contextmanager
    def connect(self, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection with every declared table in place. Raises WarehouseLockedError while another process writes."""
        if not self.path.exists():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            read_only = False
        try:
            connection = duckdb.connect(str(self.path), read_only=read_only, config={"threads": self.threads})
        except duckdb.IOException as error:
            if "lock" not in str(error).lower():
                raise
            raise WarehouseLockedError(
                f"{self.path} is being written by another process; wait for that run to end, or end it. ({error})"
            ) from error
        try:
            if not (read_only or self._held.connections):
                connection.execute(BOOKKEEPING)
                bring_up(connection)
            self._held.connections += 1
            try:
                yield connection
            finally:
                self._held.connections -= 1
        finally:
            connection.close()
            if not self._held.connections:
                self._held.marks.clear()

    @contextmanager
    def transaction(self) -> Iterator[Writer]:
        """A writer whose work becomes visible whole, when the block ends, or not at all."""
        with self.connect() as connection:
            connection.begin()
            try:
                yield Writer(connection)
            except BaseException:
                connection.rollback()
                raise
            connection.commit()
            self._held.marks.clear()

    def read(self, name: str, batch: str | None = None) -> pl.DataFrame:
        """A table's rows, or one batch's, in key order."""
        declared = table(name)
        where = f"WHERE {_of_batch(declared)}" if batch is not None else ""
        rows = self.query(
            f"SELECT {', '.join(declared.names)} FROM {name} {where} ORDER BY {', '.join(declared.key)}",
            [] if batch is None else [batch],
        )
        return typed(declared, rows)

    def query(self, sql: str, parameters: list[Any] | None = None) -> pl.DataFrame:
        """The rows of a query, as a frame."""
        with self.connect() as connection:
            return connection.execute(sql, parameters or []).pl()

    def made(self, layer: str) -> dict[str, tuple[str, str]]:
        """Batch → (inputs, code) of what has been made of a layer."""
        rows = self.query("SELECT batch, inputs, code FROM made WHERE layer = ? ORDER BY batch", [layer]).rows()
        return {batch: (inputs, code) for batch, inputs, code in rows}

    def batches(self) -> list[str]:
        """The batches whose articles are in, in name order."""
        return [row[0] for row in self.query("SELECT batch FROM made WHERE layer = 'articles' ORDER BY batch").rows()]

    def count(self, name: str) -> int:
        """Rows in a table."""
        return int(self.query(f"SELECT count(*) FROM {table(name).name}").item())

    def mark(self, name: str) -> str:
        """The mark of a table's rows (``mark``), reckoned once between two transactions while the file is held open."""
        with self.connect() as connection:
            if name not in self._held.marks:
                self._held.marks[name] = mark(connection, table(name))
            return self._held.marks[name]

    def digest(self, name: str) -> str:
        """SHA-256 of a table's logical content: its rows as JSON lines in key order.

        The same rows give the same digest, in whatever order and on however many threads they came in.
        """
        with self.connect() as connection:
            return digest(connection, table(name))

    def copy_to(self, target: Path) -> None:
        """Replace ``target`` by a copy of the file as it stands, atomically for whoever has it open."""
        with self.connect() as connection:
            connection.execute("CHECKPOINT")
        staged = target.with_suffix(".partial")
        shutil.copyfile(self.path, staged)
        staged.replace(target)


def digest(connection: duckdb.DuckDBPyConnection, declared: Table, columns: tuple[str, ...] | None = None) -> str:
    """SHA-256 of the rows of a table (all columns, or those named) as JSON lines in key order."""
    names = columns or declared.names
    ordered = ", ".join(declared.key)
    row = ", ".join(f"'{name}': {name}" for name in names)
    lines = connection.execute(  # rows are made JSON before they are sorted: one column moves, and not all
        f"SELECT line FROM (SELECT {ordered}, to_json({{{row}}})::VARCHAR || chr(10) AS line FROM {declared.name}) "
        f"ORDER BY {ordered}"
    ).to_arrow_reader(_ROWS_AT_ONCE)
    found = hashlib.sha256()
    for batch in lines:
        found.update(_characters(batch.column(0)))
    return found.hexdigest()


def _characters(texts: pa.StringArray) -> memoryview:
    """The UTF-8 of an array of texts, one right after the other, as Arrow holds it; none of them may be NULL."""
    _, offsets, characters = texts.buffers()
    at = memoryview(offsets).cast("i")
    return memoryview(characters)[at[texts.offset] : at[texts.offset + len(texts)]]


def row_mark(names: Sequence[str]) -> str:
    """The SQL of a row's mark: a 64-bit hash of these columns, DuckDB's own, so that no other version's is the same."""
    return f"hash({', '.join(names)})"


_OF_ALL = "count(*), bit_xor(mark), sum(mark)"


def mark(connection: duckdb.DuckDBPyConnection, declared: Table) -> str:
    """By what the rows of a table are known again, in any order: their count, and sum and exclusive or of their marks.

    It costs a twentieth of ``digest``, and tells whether rows are those of before; what is published has its digest.
    """
    rows = f"SELECT {row_mark(declared.names)} AS mark FROM {declared.name}"
    return _mark(*connection.execute(f"SELECT {_OF_ALL} FROM ({rows})").fetchall()[0])


def _mark(count: int, either: int | None, total: int | None) -> str:
    return hashlib.sha256(f"{count} {either} {total}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class BatchContent:
    """How many rows of a table a batch has, and by what they are known again (``mark``)."""

    rows: int
    mark: str


def batch_marks(connection: duckdb.DuckDBPyConnection, declared: Table) -> dict[str, BatchContent]:
    """Batch → its rows of a table that is made by batches; a batch without rows is among them.

    What is settled across batches (families, versions) is no content of one.
    """
    names = row_mark([f"t.{name}" for name in declared.names if name not in _ACROSS])
    source, batch = f"{declared.name} t", "t.batch"
    if declared.part == "article":
        source, batch = f"{source} JOIN articles a USING (article_id)", "a.batch"
    rows = f"SELECT {batch} AS of_batch, {names} AS mark FROM {source}"
    found = connection.execute(f"SELECT of_batch, {_OF_ALL} FROM ({rows}) GROUP BY of_batch").fetchall()
    made = connection.execute("SELECT batch FROM made WHERE layer = 'articles'").fetchall()
    none = BatchContent(0, _mark(0, None, None))
    return {name: none for (name,) in made} | {name: BatchContent(row[0], _mark(*row)) for name, *row in found}
