"""The language in which tables are declared, and what is generated from a declaration: DDL, frames, schemas.

Kept out: the tables themselves (``tables``) and any reading or writing of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import polars as pl

Kind = Literal["text", "texts", "integer", "real", "date", "flag"]

SQL_TYPES: dict[Kind, str] = {
    "text": "VARCHAR",
    "texts": "VARCHAR[]",
    "integer": "BIGINT",
    "real": "DOUBLE",
    "date": "DATE",
    "flag": "BOOLEAN",
}
POLARS_TYPES: dict[Kind, pl.DataType] = {
    "text": pl.String(),
    "texts": pl.List(pl.String()),
    "integer": pl.Int64(),
    "real": pl.Float64(),
    "date": pl.Date(),
    "flag": pl.Boolean(),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, kind and meaning, and what its values must keep to.

    ``codes`` lists the values allowed (of each element, in a list); ``minimum`` and ``maximum`` are inclusive;
    ``references`` names the ``table.column`` whose value it repeats.
    """

    name: str
    kind: Kind
    description: str
    nullable: bool = False
    codes: Mapping[str, str] | None = None
    minimum: float | None = None
    maximum: float | None = None
    unit: str | None = None
    references: str | None = None


@dataclass(frozen=True, slots=True)
class Law:
    """A statement that holds in every row, in the SQL that both DuckDB and polars read; NULL counts as held."""

    id: str
    sql: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, primary key and row laws, and the layer that makes it.

    ``part`` says what is replaced together when a batch is made again: the rows of the ``batch``, the rows of its
    ``article``s, or the whole table (``None``).
    """

    name: str
    layer: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    laws: tuple[Law, ...] = ()
    part: Literal["batch", "article"] | None = None
    released: bool = True
    withheld: frozenset[str] = field(default=frozenset())

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in the declared order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The declaration of one column; KeyError names the table when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")


def quoted(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def ddl(table: Table) -> str:
    """The statements that create a table in DuckDB, with every description as a comment.

    Laws and keys are not DDL constraints: a row that breaks one must reach the check that reports it.
    """
    columns = ",\n    ".join(f"{column.name} {SQL_TYPES[column.kind]}" for column in table.columns)
    comments = "".join(
        f"COMMENT ON COLUMN {table.name}.{column.name} IS {quoted(column.description)};\n" for column in table.columns
    )
    return (
        f"CREATE TABLE IF NOT EXISTS {table.name} (\n    {columns}\n);\n"
        f"COMMENT ON TABLE {table.name} IS {quoted(table.description)};\n{comments}"
    )


def polars_schema(table: Table) -> dict[str, pl.DataType]:
    """Column names to polars types, in the declared order."""
    return {column.name: POLARS_TYPES[column.kind] for column in table.columns}


def typed(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    """The declared columns of a frame, in their order and types; other columns are left out."""
    return rows.select(table.names).cast(dict(polars_schema(table)))  # type: ignore[arg-type]


def frame(table: Table, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows as a frame of exactly the declared columns and types.

    Raises ValueError where a row lacks a column or has one that is not declared.
    """
    rows = list(rows)
    names = set(table.names)
    for row in rows:
        if row.keys() != names:
            raise ValueError(
                f"{table.name}: a row has columns {sorted(row.keys() ^ names)} too many or too few; "
                f"declare them in pipeline/contracts/tables.py or leave them out"
            )
    return pl.DataFrame({n: [row[n] for row in rows] for n in table.names}, schema=polars_schema(table), strict=True)
