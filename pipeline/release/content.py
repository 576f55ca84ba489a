"""What a release carries, and the id of its content: the same rows give the same id, whenever and wherever made.

Kept out: writing files (``bundle``).
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace

import duckdb

from pipeline.contracts import TABLES, Table
from pipeline.contracts.evolution import schema_version
from pipeline.warehouse import digest, mark

SCHEMA_VERSION = schema_version()
_NOT_CONTENT = frozenset({"batch"})  # how the files were dropped is no part of what they say


def released(declared: Table) -> Table:
    """A table as a release carries it: without withheld columns, and without the laws that speak of them."""
    laws = tuple(law for law in declared.laws if not declared.withheld & set(re.findall(r"\w+", law.sql)))
    columns = tuple(column for column in declared.columns if column.name not in declared.withheld)
    return replace(declared, columns=columns, laws=laws, withheld=frozenset())


RELEASED: tuple[Table, ...] = tuple(
    released(declared) for declared in TABLES if declared.released and declared.layer != "release"
)


def digests(connection: duckdb.DuckDBPyConnection, tables: Iterable[Table] = RELEASED) -> dict[str, str]:
    """Table → SHA-256 of its released rows, from a connection in which the tables (or views of that name) stand."""
    return {
        declared.name: digest(connection, declared, tuple(n for n in declared.names if n not in _NOT_CONTENT))
        for declared in tables
    }


def marks(connection: duckdb.DuckDBPyConnection, tables: Iterable[Table] = RELEASED) -> dict[str, str]:
    """Table → by what its released rows are known again, from such a connection; far cheaper than the digests."""
    return {declared.name: mark(connection, declared) for declared in tables}


def content_id(of_tables: dict[str, str]) -> str:
    """One hash over the digests of all released tables, in their order."""
    lines = "".join(f"{name} {digest}\n" for name, digest in of_tables.items())
    return hashlib.sha256(lines.encode()).hexdigest()
