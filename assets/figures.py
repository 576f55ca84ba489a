"""Figures that Dagster plots over time, and the lineage of columns, for the tables that have any.

Kept out: what a table is (``shape``), and whether figures are as they should be (``checks``).
"""

import dagster as dg
import duckdb

from pipeline.contracts import Table, table

# table → the values counted, as a name and the query's value
_COUNTED = {
    "articles": [("articles, by basis of date", "SELECT published_basis FROM articles")],
    "rejected_articles": [("rejected", "SELECT reason FROM rejected_articles")],
    "claims": [
        ("claims", "SELECT outcome FROM claims"),
        ("claims in", "SELECT coalesce(e.governorate, 'no governorate') FROM claims JOIN events e USING (event_id)"),
    ],
    "incidents": [("incidents in", "SELECT coalesce(governorate, 'no governorate') FROM incidents")],
    "tallies": [("tallies", "SELECT outcome FROM tallies WHERE population = 'all' AND who IS NULL")],
}

# table.column → what it is made from, where neither its name nor what it references says so
_FROM = {
    "articles.text_sha256": ("articles.text",),
    "sentences.char_start": ("articles.text",),
    "sentences.char_end": ("articles.text",),
    "sentences.section": ("articles.text", "articles.title"),
    "events.char_start": ("sentences.text",),
    "events.char_end": ("sentences.text",),
    "events.cause": ("sentences.text",),
    "events.actors": ("sentences.text",),
    "events.target": ("sentences.text",),
    "events.place_text": ("sentences.text",),
    "events.governorate": ("sentences.text",),
    "events.date_text": ("sentences.text",),
    "events.date_from": ("sentences.text", "articles.published_on"),
    "events.date_to": ("sentences.text", "articles.published_on"),
    "claims.char_start": ("sentences.text",),
    "claims.char_end": ("sentences.text",),
    "claims.quote": ("articles.text",),
    "claims.outcome": ("sentences.text",),
    "claims.low": ("sentences.text",),
    "claims.high": ("sentences.text",),
    "claims.who": ("sentences.text",),
    "claims.source": ("sentences.text",),
    "incidents.date_from": ("events.date_from",),
    "incidents.date_to": ("events.date_to",),
    "incidents.alleged_perpetrators": ("events.actors",),
    "incidents.n_articles": ("claims.article_id",),
    "incidents.n_families": ("articles.syndication_id",),
    "incidents.n_claimants": ("claims.source",),
    "tallies.low": ("claims.low",),
    "tallies.best": ("claims.low", "claims.high"),
    "tallies.high": ("claims.high",),
    "tallies.n_claims": ("incident_claims.claim_id",),
    "tally_history.low": ("claims.low",),
    "tally_history.high": ("claims.high",),
    "tally_history.best": ("claims.low", "claims.high"),
    "tally_history.reported_on": ("articles.published_on",),
    "period_tallies.low": ("claims.low",),
    "period_tallies.high": ("claims.high",),
    "period_tallies.incidents_low": ("tallies.low",),
    "period_tallies.incidents_high": ("tallies.high",),
}


def counted(connection: duckdb.DuckDBPyConnection, declared: Table) -> dict[str, dg.MetadataValue]:
    """How many rows of each kind, and how well the annotated articles are read.

    Each is a number of its own, which Dagster plots from one materialisation to the next.
    """
    told: dict[str, dg.MetadataValue] = {}
    for name, query in _COUNTED.get(declared.name, []):
        rows = connection.execute(f"SELECT value, count(*) FROM ({query}) q(value) GROUP BY ALL ORDER BY value")
        told |= {f"{name}: {value}": dg.MetadataValue.int(number) for value, number in rows.fetchall()}
    if declared.name == "metrics":
        rows = connection.execute("SELECT scope, value FROM metrics WHERE metric = 'accuracy' ORDER BY scope")
        told |= {f"accuracy: {scope}": dg.MetadataValue.float(round(value, 4)) for scope, value in rows.fetchall()}
    return told


def lineage(name: str, parents: list[str]) -> dg.TableColumnLineage:
    """Where the columns of a table come from: what they reference, columns of one name below, and what is stated."""
    declared = table(name)
    found: dict[str, list[str]] = {}
    for column in declared.columns:
        stated = list(_FROM.get(f"{name}.{column.name}", ()))
        if column.references and not column.references.startswith(f"{name}."):
            stated.append(column.references)
        if not stated:
            stated = [f"{parent}.{column.name}" for parent in parents if column.name in table(parent).names]
        if stated:
            found[column.name] = stated
    return dg.TableColumnLineage(
        {
            column: [dg.TableColumnDep(dg.AssetKey(of.split(".")[0]), of.split(".")[1]) for of in sources]
            for column, sources in found.items()
        }
    )
