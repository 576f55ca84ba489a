"""A release candidate in figures: volumes, fill rates, shares, tolls and accuracy, each beside the last release's.

One SQL query a family of figures. Kept out: which figures are acceptable (``checks.acceptance``).
"""

from collections.abc import Iterator, Mapping

import duckdb
import polars as pl

from pipeline.contracts import codes, polars_schema, table
from pipeline.release.content import RELEASED

_FULL = ("cause", "by", "governorate", "source", "scope", "status")
_LEVELS = {  # of how much of a reading is right: the slots that may not be wrong
    "claims found": ("claim", ()),
    "claims counted": ("claim", ("count",)),
    "claims right": ("claim", ("count", "who")),
    "claims full": ("claim", ("count", "who", *_FULL)),
    "tallies right": ("tally", ("low", "best", "high", "open", "claimants")),
}

Figures = Mapping[tuple[str, str], float]

FILLED = (
    ("articles", "published_on"),
    ("articles", "outlet"),
    ("events", "cause"),
    ("events", "actors"),
    ("events", "place_text"),
    ("events", "governorate"),
    ("events", "date_from"),
    ("claims", "source"),
    ("tallies", "best"),
)
_SHARES = {
    "vague claims": ("claims", "modality IN ('vague', 'unquantified')"),
    "cumulative claims": ("claims", "scope = 'cumulative'"),
    "contested incidents": ("incidents", "grade = 'contested'"),
}


def candidate(connection: duckdb.DuckDBPyConnection, previous: Figures) -> pl.DataFrame:
    """The metrics table of what the warehouse holds; ``previous`` is the last release's (metric, scope) → value."""
    rows = [row for query in _queries() for row in connection.execute(query).fetchall()]
    figures = {(str(metric), str(scope)): float(value) for metric, scope, value in rows}
    return pl.DataFrame(
        [(metric, scope, value, previous.get((metric, scope))) for (metric, scope), value in sorted(figures.items())],
        schema=polars_schema(table("metrics")),
        orient="row",
    )


def figures(metrics: pl.DataFrame) -> dict[tuple[str, str], float]:
    """(metric, scope) → value, as the next candidate takes for its previous."""
    return {(metric, scope): value for metric, scope, value in metrics.select("metric", "scope", "value").rows()}


def _queries() -> Iterator[str]:
    """Queries of metric, scope and value; a share of nothing is 0, so that every figure is always there."""
    for declared in RELEASED:
        yield f"SELECT 'rows', '{declared.name}', count(*) FROM {declared.name}"
    for name, column in FILLED:
        full = f"len({column}) > 0" if table(name).column(column).kind == "texts" else f"{column} IS NOT NULL"
        yield f"SELECT 'filled', '{name}.{column}', coalesce(avg(({full})::INT), 0) FROM {name}"
    for scope, (name, condition) in _SHARES.items():
        yield f"SELECT 'share', '{scope}', coalesce(avg(({condition})::INT), 0) FROM {name}"
    yield """SELECT 'share', 'rejected input', coalesce(rejected / nullif(rejected + kept, 0), 0)
             FROM (SELECT count(*) AS kept FROM articles), (SELECT count(*) AS rejected FROM rejected_articles)"""
    yield """SELECT 'per article', 'claims', coalesce(claims / nullif(articles, 0), 0)
             FROM (SELECT count(*) AS articles FROM articles), (SELECT count(*) AS claims FROM claims)"""
    for outcome in codes.OUTCOME:
        yield f"SELECT 'claims', '{outcome}', count(*) FROM claims WHERE outcome = '{outcome}'"
        for bound in ("low", "high"):
            yield f"""SELECT 'toll {bound}', '{outcome}', coalesce(sum({bound}), 0) FROM tallies
                      WHERE outcome = '{outcome}' AND population = 'all' AND who IS NULL"""
    for governorate in codes.GOVERNORATE:
        yield f"SELECT 'incidents', '{governorate}', count(*) FROM incidents WHERE governorate = '{governorate}'"
    yield from accuracy_queries()


def accuracy_queries() -> Iterator[str]:
    """Queries of how well the annotated articles are read: F1 by level, and by slot the share of counted claims."""
    for scope, (kind, slots) in _LEVELS.items():
        yield f"""SELECT 'accuracy', '{scope}', coalesce(
                      2 * count(*) FILTER (expected IS NOT NULL AND read IS NOT NULL
                                           AND NOT list_has_any(wrong, {list(slots)}::VARCHAR[]))
                      / nullif(count(expected) + count(read), 0), 0)
                  FROM readings WHERE kind = '{kind}'"""
    for slot in _FULL:
        yield f"""SELECT 'accuracy', 'slot {slot}', coalesce(avg((NOT list_contains(wrong, '{slot}'))::INT), 0)
                  FROM readings WHERE kind = 'claim' AND expected IS NOT NULL AND read IS NOT NULL
                  AND NOT list_contains(wrong, 'count')"""
