"""Ids that a release had and no longer has, each with what stands in its place: every release carries all of them.

An id that comes back loses its tombstone. Kept out: the rows themselves (``delta`` has the removed ones whole).
"""

from pathlib import Path

import duckdb

from pipeline.contracts.schema import quoted
from pipeline.release.delta import FOLDER
from pipeline.release.reading import literal

FILE = f"{FOLDER}/tombstones.parquet"
REASONS = {
    "merged": "its claims are now told of another incident that stood already",
    "replaced": "what it rests on is now told of another id",
    "removed": "nothing stands in its place",
}
COLUMNS = {
    "kind": "what the id was of: article, event, claim, incident or tally",
    "id": "the id that is no more",
    "last_version": "the last release that had it",
    "gone_in": "the first release that has it no more",
    "became": "the id that stands in its place then, if one does; if that has gone since, it has its own tombstone",
    "reason": "merged, replaced or removed",
}

# Where the removed id's content is now: for an incident, the one that holds most of its claims.
_SUCCESSORS = """
    CREATE TEMP TABLE incident_heirs AS
    SELECT e.incident_id AS id, n.incident_id AS became
    FROM delta.incidents d JOIN earlier.incident_claims e USING (incident_id)
    JOIN now.incident_claims n USING (claim_id)
    WHERE d.change = 'removed'
    GROUP BY e.incident_id, n.incident_id
    QUALIFY row_number() OVER (PARTITION BY e.incident_id ORDER BY count(*) DESC, n.incident_id) = 1;
    CREATE TEMP TABLE heirs AS
    SELECT 'article' AS kind, d.article_id AS id, min(n.article_id) AS became
    FROM delta.articles d LEFT JOIN now.articles n ON n.external_id = d.external_id AND n.source_uri = d.source_uri
    WHERE d.change = 'removed' GROUP BY d.article_id
    UNION ALL
    SELECT 'event', event_id, NULL FROM delta.events WHERE change = 'removed'
    UNION ALL
    SELECT 'claim', d.claim_id, min(n.claim_id)
    FROM delta.claims d LEFT JOIN now.claims n ON n.article_id = d.article_id AND n.outcome = d.outcome
         AND n.char_start < d.char_end AND d.char_start < n.char_end
    WHERE d.change = 'removed' GROUP BY d.claim_id
    UNION ALL
    SELECT 'incident', d.incident_id, h.became FROM delta.incidents d LEFT JOIN incident_heirs h ON h.id = d.incident_id
    WHERE d.change = 'removed'
    UNION ALL
    SELECT 'tally', d.tally_id, min(n.tally_id)
    FROM delta.tallies d LEFT JOIN incident_heirs h ON h.id = d.incident_id
    LEFT JOIN now.tallies n ON n.incident_id = h.became AND n.outcome = d.outcome AND n.population = d.population
         AND n.who IS NOT DISTINCT FROM d.who
    WHERE d.change = 'removed' GROUP BY d.tally_id
"""
_STONES = """
    SELECT kind, id, {earlier} AS last_version, {now} AS gone_in, became,
           CASE WHEN became IS NULL THEN 'removed'
                WHEN kind = 'incident' AND became IN (SELECT incident_id FROM earlier.incidents) THEN 'merged'
                ELSE 'replaced' END AS reason
    FROM heirs
    UNION ALL BY NAME
    SELECT * FROM {before} ANTI JOIN (
        SELECT 'article' AS kind, article_id AS id FROM now.articles
        UNION ALL SELECT 'event', event_id FROM now.events UNION ALL SELECT 'claim', claim_id FROM now.claims
        UNION ALL SELECT 'incident', incident_id FROM now.incidents
        UNION ALL SELECT 'tally', tally_id FROM now.tallies
    ) USING (kind, id)
    ORDER BY kind, id, gone_in
"""


def write(connection: duckdb.DuckDBPyConnection, folder: Path, version: str, earlier: Path) -> None:
    """Write delta/tombstones.parquet, from a connection in which ``delta.compare`` stood both releases."""
    before = earlier / FILE
    empty = "(SELECT " + ", ".join(f"''::VARCHAR AS {name}" for name in COLUMNS) + " WHERE false)"
    rows = _STONES.format(
        before=f"read_parquet({literal(before)})" if before.exists() else empty,
        earlier=quoted(earlier.name),
        now=quoted(version),
    )
    connection.execute(_SUCCESSORS)
    connection.execute(f"COPY ({rows}) TO {literal(folder / FILE)} (FORMAT parquet, COMPRESSION zstd)")
