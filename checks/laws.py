"""Laws across tables: what must hold between the rows of one table and those of others, in SQL.

A law's query gives the rows that break it; its first columns say which. The laws that follow from a column's
``references`` are generated. Kept out: rules on one row (``rows``) and judgements of the whole (``acceptance``).
"""

from collections.abc import Iterable

import duckdb

from checks.across import LAWS, CrossLaw
from checks.verdict import EXAMPLES, Breach, Verdict, example
from pipeline.contracts import TABLES, Column, Table


def laws() -> tuple[CrossLaw, ...]:
    """Every law, in the order of the tables: first what it references, then what is stated in ``across``."""
    return tuple(
        law
        for declared in TABLES
        for law in (*_references(declared), *(law for law in LAWS if law.table == declared.name))
    )


def judge(connection: duckdb.DuckDBPyConnection, law: CrossLaw) -> Verdict:
    """How many rows break a law, and the first of them."""
    examined = _count(connection, f"SELECT count(*) FROM {law.table}")
    broken = _count(connection, f"SELECT count(*) FROM ({law.sql})")
    if not broken:
        return Verdict(law.table, law.id, examined)
    cursor = connection.execute(f"SELECT * FROM ({law.sql}) ORDER BY ALL LIMIT {EXAMPLES}")
    names = [column[0] for column in cursor.description or ()]
    shown = tuple(example(names, row) for row in cursor.fetchall())
    return Verdict(law.table, law.id, examined, (Breach(law.id, law.meaning, broken, shown),))


def _count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return int(row[0]) if row else 0


def _references(declared: Table) -> Iterable[CrossLaw]:
    for column in declared.columns:
        if column.references is not None:
            yield _reference(declared, column, column.references)


def _reference(declared: Table, column: Column, target: str) -> CrossLaw:
    table, name = target.split(".")
    key = dict.fromkeys((*declared.key, column.name))
    return CrossLaw(
        declared.name,
        f"{column.name}_known",
        f"{column.name} names a row of {table}",
        f"SELECT {', '.join(key)} FROM (FROM {declared.name} WHERE {column.name} IS NOT NULL)"
        f" ANTI JOIN (SELECT {name} AS {column.name} FROM {table}) USING ({column.name})",
    )
