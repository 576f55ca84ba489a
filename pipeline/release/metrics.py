"""A release candidate in figures: volumes, fill rates, shares, tolls and accuracy, each beside the last release's.

One SQL query a family of figures. Kept out: which figures are acceptable (``checks.acceptance``).
"""

from collections.abc import Iterator, Mapping
from typing import Any

import duckdb
import polars as pl

from pipeline.contracts import codes, polars_schema, table
from pipeline.release.content import RELEASED
from pipeline.release.history import Figure, Past

_FULL = ("cause", "by", "governorate", "source", "scope", "status")
_LEVELS = {  # of how much of a reading is right: the slots that may not be wrong
    "claims found": ("claim", ()),
    "claims counted": ("claim", ("count",)),
    "claims right": ("claim", ("count", "who")),
    "claims full": ("claim", ("count", "who", *_FULL)),
    "tallies right": ("tally", ("low", "best", "high", "open", "claimants")),
}

_DISTRIBUTIONS = {  # metric whose scopes make up a distribution, and what it is called
    "incidents": "incidents by governorate",
    "events": "events by cause",
    "claims": "claims by outcome",
}

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


def candidate(connection: duckdb.DuckDBPyConnection, past: Past) -> pl.DataFrame:
    """The metrics table of what the warehouse holds, beside what earlier releases held."""
    found = [row for query in _queries() for row in connection.execute(query).fetchall()]
    figures = {(str(metric), str(scope)): float(value) for metric, scope, value in found}
    figures |= {("shift", told): _shift(figures, past, metric) for metric, told in _DISTRIBUTIONS.items()}
    rows = [_row(figure, value, past) for figure, value in sorted(figures.items())]
    return pl.DataFrame(rows, schema=polars_schema(table("metrics")), orient="row")


def _row(figure: Figure, value: float, past: Past) -> tuple[Any, ...]:
    """A row of metrics. The annotated articles are always the same, so accuracy is comparable with any release's."""
    previous, usual, usual_change = past.figures.get(figure), past.usual(figure), past.usual_change(figure)
    change = value / previous if previous and (past.established or figure[0] == "accuracy") else None
    known = (usual.releases, usual.middle, usual.spread, usual_change.middle, usual_change.spread)
    return (*figure, value, previous, change, *known)


def _shift(figures: Mapping[Figure, float], past: Past, metric: str) -> float:
    """How far a distribution moved: the share that stands elsewhere than in the last release, 0 where there is none."""
    now = {scope: value for (name, scope), value in figures.items() if name == metric}
    before = {scope: past.figures.get((metric, scope), 0.0) for scope in now}
    if not past.established or not sum(now.values()) or not sum(before.values()):
        return 0.0
    shares = [(now[scope] / sum(now.values()), before[scope] / sum(before.values())) for scope in sorted(now)]
    return sum(abs(one - other) for one, other in shares) / 2


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
    for cause in codes.CAUSE:
        yield f"SELECT 'events', '{cause}', count(*) FROM events WHERE list_contains(cause, '{cause}')"
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
