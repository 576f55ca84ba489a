"""All incidents of a release as columns: what the map, the timeline, the filters and the list need at once.

Numbers in arrays, repeated texts once: fifty thousand incidents are some megabytes. The order of the rows is that of
``rows``, and the same for the quotes and the details. Kept out: what an incident opens to (``details``).
"""

from collections.abc import Iterable
from typing import Any

import duckdb
import polars as pl

from pipeline.contracts import codes
from pipeline.contracts.schema import quoted

POLICIES = ("most_likely", "conservative", "inclusive", "disinterested")  # those of by_policy; the first is the default
NOBODY = ""  # the claimant of a figure that nobody is credited with

_ROWS = """
    CREATE TEMP TABLE rows AS
    SELECT row_number() OVER (ORDER BY date_from NULLS LAST, incident_id) - 1 AS row, *
    FROM incidents
"""
_PLACE = ("place_name_ar", "place_name_en", "latitude", "longitude", "place_precision", "governorate")
_INCIDENTS = f"""
    WITH claimants AS (
        SELECT incident_id, list_sort(list(DISTINCT coalesce(source, '{NOBODY}'))) AS sources
        FROM incident_claims JOIN claims USING (claim_id) GROUP BY ALL
    ), disputed AS (
        SELECT DISTINCT incident_id FROM conflicts WHERE kind = 'attribution'
    )
    SELECT incident_id, date_diff('day', DATE '1970-01-01', date_from) AS first,
           date_diff('day', DATE '1970-01-01', date_to) AS last,
           place_name_ar, place_name_en, round(latitude, 4) AS latitude, round(longitude, 4) AS longitude,
           place_precision, governorate, list_sort(cause) AS cause, list_sort(alleged_perpetrators) AS perpetrator,
           coalesce(sources, []) AS claimant, grade, disputed.incident_id IS NOT NULL AS disputed
    FROM rows LEFT JOIN claimants USING (incident_id) LEFT JOIN disputed USING (incident_id)
    ORDER BY row
"""
_FIGURES = """
    SELECT outcome, row, low, figure, high, high_is_open
    FROM by_policy({policy}) JOIN rows USING (incident_id)
    WHERE population = 'all' AND who IS NULL
    ORDER BY row
"""
_QUOTES = """
    SELECT row, quote FROM rows LEFT JOIN incident_claims USING (incident_id) LEFT JOIN claims USING (claim_id)
    ORDER BY row, article_id, char_start, claim_id
"""


def number_rows(connection: duckdb.DuckDBPyConnection) -> int:
    """Make the table ``rows``: the incidents in the page's order, by day, each with its row. Returns how many."""
    connection.execute(_ROWS)
    found = connection.execute("SELECT count(*) FROM rows").fetchone()
    return int(found[0]) if found else 0


def columns(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """The columns, from a connection in which the release's tables, its views and ``rows`` stand."""
    found = connection.execute(_INCIDENTS).pl()
    places, place = _numbered(found.select(_PLACE).rows())
    causes, cause = _numbered(map(tuple, found["cause"].to_list()))
    parties, party = _numbered(map(tuple, found["perpetrator"].to_list()))
    sources, source = _numbered(map(tuple, found["claimant"].to_list()))
    grades = list(codes.GRADE)
    return {
        "id": found["incident_id"].to_list(),
        "from": found["first"].to_list(),
        "to": found["last"].to_list(),
        "places": places,
        "place": place,
        "causes": causes,
        "cause": cause,
        "perpetrators": parties,
        "perpetrator": party,
        "claimants": sources,
        "claimant": source,
        "grades": grades,
        "grade": [grades.index(grade) for grade in found["grade"].to_list()],
        "disputed": found["disputed"].arg_true().to_list(),
        "figures": _by_policy(connection),
    }


def quotes(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The quotes of each incident, joined: what a search for words looks through."""
    by_row = connection.execute(_QUOTES).pl().group_by("row", maintain_order=True)
    return by_row.agg(pl.col("quote").str.join(" | "))["quote"].to_list()


def _by_policy(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, dict[str, Any]]]:
    """Policy → outcome → the incidents' totals: their rows, low, best (the policy's figure), high, and the open ones.

    Under another policy than the default, a column that the default has too is given by its name there, and one of
    nothing but NULL as NULL: most policies differ in one column.
    """
    default = _figures(connection, POLICIES[0])
    others = {name: _figures(connection, name) for name in POLICIES[1:]}
    named = {
        name: {outcome: _against(default[outcome], columns) for outcome, columns in by_outcome.items()}
        for name, by_outcome in others.items()
    }
    return {POLICIES[0]: default, **named}


def _against(default: dict[str, list[Any]], columns: dict[str, list[Any]]) -> dict[str, Any]:
    names: dict[str, Any] = {}
    for name, column in columns.items():
        same = [other for other in (name, *default) if default[other] == column]
        empty = bool(column) and not any(value is not None for value in column)
        names[name] = same[0] if same else None if empty else column
    return names


def _figures(connection: duckdb.DuckDBPyConnection, policy: str) -> dict[str, dict[str, list[Any]]]:
    found = connection.execute(_FIGURES.format(policy=quoted(policy))).pl()
    by_outcome = {}
    for outcome in codes.OUTCOME:
        rows = found.filter(pl.col("outcome") == outcome)
        if rows.height:
            at, low, best, high = (rows[name].to_list() for name in ("row", "low", "figure", "high"))
            open_at = rows["high_is_open"].arg_true().to_list()
            by_outcome[outcome] = {"at": at, "low": low, "best": best, "high": high, "open": open_at}
    return by_outcome


def _numbered(values: Iterable[tuple[Any, ...]]) -> tuple[list[list[Any]], list[int]]:
    """Each value once, in the order of first use, and for each row the number of its value."""
    numbers: dict[tuple[Any, ...], int] = {}
    per_row = [numbers.setdefault(value, len(numbers)) for value in values]
    return [list(value) for value in numbers], per_row
