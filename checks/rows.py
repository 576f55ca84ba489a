"""The row contract of each table as a pandera schema, generated from its declaration, and what rows break it.

Kept out: rules that look beyond one row or one table (``laws``), except that a key is unique.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandera.errors
import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from checks.verdict import EXAMPLES, Breach, Verdict, example
from pipeline.contracts import Column, Law, Table, polars_schema

CHECK = "rows"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on the rows of one table: what it means, and the pandera check that holds it, where that takes one."""

    id: str
    meaning: str
    column: str | None = None
    check: pa.Check | None = None


def rules(declared: Table) -> list[Rule]:
    """Every rule that a table's rows keep to, in the order of its columns, then its key, then its laws."""
    found = [rule for column in declared.columns for rule in _column_rules(column)]
    found.append(Rule("key_unique", f"{', '.join(declared.key)} names one row"))
    found.extend(Rule(law.id, law.meaning, None, _law_check(law)) for law in declared.laws)
    return found


def schema(declared: Table) -> pa.DataFrameSchema:
    """The pandera schema of a table: exactly its columns and types, its column rules, its key and its laws."""
    declared_rules = rules(declared)
    types = polars_schema(declared)
    return pa.DataFrameSchema(
        {
            column.name: pa.Column(
                types[column.name],
                nullable=column.nullable,
                checks=[rule.check for rule in declared_rules if rule.column == column.name and rule.check],
            )
            for column in declared.columns
        },
        checks=[rule.check for rule in declared_rules if rule.column is None and rule.check],
        unique=list(declared.key),
        strict=True,
        ordered=True,
        name=declared.name,
    )


def judge(declared: Table, rows: pl.DataFrame) -> Verdict:
    """Every rule of a table's contract that its rows break, found in one pass, with the keys of the first ten each."""
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
    if not column.nullable:
        yield Rule(f"{column.name}_stated", f"{column.name} is not NULL", column.name)
    if column.kind == "real":
        yield _values(column, "finite", f"{column.name} is a number", lambda values: values.is_finite())
    if column.minimum is not None:
        least = column.minimum
        yield _values(column, "minimum", f"{column.name} is {least:g} or more", lambda values: values >= least)
    if column.maximum is not None:
        most = column.maximum
        yield _values(column, "maximum", f"{column.name} is {most:g} or less", lambda values: values <= most)
    if column.codes is not None:
        known = list(column.codes)
        meaning = f"{column.name} holds only {', '.join(known)}"
        if column.kind == "texts":
            yield _values(column, "codes", meaning, lambda values: _all_in(values, known))
        else:
            yield _values(column, "codes", meaning, lambda values: values.is_in(known))


def _all_in(values: pl.Expr, known: list[str]) -> pl.Expr:
    return values.list.eval(pl.element().is_not_null() & pl.element().is_in(known)).list.all()


def _values(column: Column, kind: str, meaning: str, holds: Callable[[pl.Expr], pl.Expr]) -> Rule:
    """A rule on the values of a column; NULL is the business of ``_stated``."""
    name = f"{column.name}_{kind}"

    def check(part: PolarsData) -> pl.LazyFrame:
        return part.lazyframe.select(holds(pl.col(column.name)).fill_null(True))

    return Rule(name, meaning, column.name, pa.Check(check, name=name, ignore_na=False))


def _law_check(law: Law) -> pa.Check:
    def check(part: PolarsData) -> pl.LazyFrame:
        return part.lazyframe.select(pl.sql_expr(law.sql).fill_null(True).alias(law.id))

    return pa.Check(check, name=law.id, ignore_na=False)


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
