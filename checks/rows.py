"""The row contract of each table as a pandera schema, generated from its declaration, and what rows break it.

Kept out: rules that look beyond one row or one table (``laws``), except that a key is unique.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from checks.verdict import EXAMPLES, Breach, Verdict, example
from pipeline.contracts import Column, Table, polars_schema

if TYPE_CHECKING:
    import pandera.polars as pa
    from pandera.api.polars.types import PolarsData

CHECK = "rows"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on the rows of one table: what it means, and what holds where it is kept, if pandera is to be told."""

    id: str
    meaning: str
    column: str | None = None
    holds: pl.Expr | None = None


def rules(declared: Table) -> list[Rule]:
    """Every rule that a table's rows keep to, in the order of its columns, then its key, then its laws."""
    found = [rule for column in declared.columns for rule in _column_rules(column)]
    found.append(Rule("key_unique", f"{', '.join(declared.key)} names one row"))
    found.extend(Rule(law.id, law.meaning, None, pl.sql_expr(law.sql)) for law in declared.laws)
    return found


def schema(declared: Table) -> "pa.DataFrameSchema":
    """The pandera schema of a table: exactly its columns and types, its column rules, its key and its laws."""
    import pandera.polars as pa  # slow to import: with pandas and more

    checks: dict[str | None, list[pa.Check]] = {}
    for rule in rules(declared):
        if rule.holds is not None:
            checks.setdefault(rule.column, []).append(_check(rule.id, rule.holds))
    types = polars_schema(declared)
    return pa.DataFrameSchema(
        {
            column.name: pa.Column(
                types[column.name],
                nullable=column.nullable,
                checks=checks.get(column.name),
            )
            for column in declared.columns
        },
        checks=checks.get(None),
        unique=list(declared.key),
        strict=True,
        ordered=True,
        name=declared.name,
    )


def judge(declared: Table, rows: pl.DataFrame) -> Verdict:
    """Every rule of a table's contract that its rows break, found in one pass, with the keys of the first ten each."""
    import pandera.errors

    if dict(rows.schema) != polars_schema(declared):
        differing = sorted(f"{n}: {t}" for n, t in set(rows.schema.items()) ^ set(polars_schema(declared).items()))
        breach = Breach("columns", "exactly the declared columns and types", rows.height, tuple(differing[:EXAMPLES]))
        return Verdict(declared.name, CHECK, rows.height, (breach,))
    try:
        schema(declared).validate(rows, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        return Verdict(declared.name, CHECK, rows.height, tuple(_breaches(declared, rows, errors.failure_cases)))
    return Verdict(declared.name, CHECK, rows.height)


def _column_rules(column: Column) -> Iterator[Rule]:
    """The rules on the values of a column; NULL is the business of ``_stated`` alone."""
    values = pl.col(column.name)
    if not column.nullable:
        yield Rule(f"{column.name}_stated", f"{column.name} is not NULL", column.name)
    if column.kind == "real":
        yield Rule(f"{column.name}_finite", f"{column.name} is a number", column.name, values.is_finite())
    if column.minimum is not None:
        meaning = f"{column.name} is {column.minimum:g} or more"
        yield Rule(f"{column.name}_minimum", meaning, column.name, values >= column.minimum)
    if column.maximum is not None:
        meaning = f"{column.name} is {column.maximum:g} or less"
        yield Rule(f"{column.name}_maximum", meaning, column.name, values <= column.maximum)
    if column.codes is not None:
        known = list(column.codes)
        among = _all_in(values, known) if column.kind == "texts" else values.is_in(known)
        yield Rule(f"{column.name}_codes", f"{column.name} holds only {', '.join(known)}", column.name, among)


def _all_in(values: pl.Expr, known: list[str]) -> pl.Expr:
    return values.list.eval(pl.element().is_not_null() & pl.element().is_in(known)).list.all()


def _check(name: str, holds: pl.Expr) -> "pa.Check":
    import pandera.polars as pa

    def check(part: "PolarsData") -> pl.LazyFrame:
        return part.lazyframe.select(holds.fill_null(True).alias(name))

    return pa.Check(check, name=name, ignore_na=False)


def _breaches(declared: Table, rows: pl.DataFrame, failures: pl.DataFrame) -> Iterator[Breach]:
    """pandera's failure cases, rule by rule, each with the keys of the rows it names."""
    keys = rows.select(declared.key)
    failures = failures.with_columns(
        rule=pl.when(pl.col("check") == "not_nullable")
        .then(pl.col("column") + "_stated")
        .when(pl.col("check") == "multiple_fields_uniqueness")
        .then(pl.lit("key_unique"))
        .otherwise(pl.col("check"))
    )
    for rule in rules(declared):
        indices = failures.filter(pl.col("rule") == rule.id)["index"].unique().sort()
        if len(indices):
            shown = keys[indices.head(EXAMPLES).to_list()].rows()
            yield Breach(rule.id, rule.meaning, len(indices), tuple(example(declared.key, row) for row in shown))
    unread = set(failures["rule"].to_list()) - {rule.id for rule in rules(declared)}
    for name in sorted(str(name) for name in unread):
        cases = failures.filter(pl.col("rule") == name)["failure_case"].head(EXAMPLES).to_list()
        yield Breach(name, "the row contract", failures.filter(pl.col("rule") == name).height, tuple(map(str, cases)))
