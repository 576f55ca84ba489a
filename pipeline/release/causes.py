"""Why each tally differs from the release before: its articles, the code, or a correction by a person.

Three pieces of evidence, in a connection in which ``delta.compare`` stood both releases. First, the claims behind a
tally that were added, removed or changed, by what happened to their article. Second, the claims of the release before,
reconciled anew by today's code: what then differs from its stored tallies is the code's doing. And where neither
touches a tally, its claims were grouped otherwise because others around them changed: it shares the causes of those.
Kept out: what differs (``delta``).
"""

from collections.abc import Mapping

import duckdb
import polars as pl

from pipeline.contracts import table, typed
from pipeline.reconciliation.headlines import titled_events
from pipeline.reconciliation.incidents import link
from pipeline.reconciliation.tallies import tally
from pipeline.release.content import released

CAUSES = {
    "new_article": "an article came in",
    "article_gone": "an article left the inbox",
    "article_changed": "an article's text, day, outlet or title was mended",
    "code": "the rules or lexicons that read and reconcile changed",
    "correction": "a correction by a person came, went or changed",
}
RECONCILING = ("incidents", "tallies")  # the layers of code between claims and tallies

_NOT_SAID = {
    "article_id",
    "batch",
    "source_uri",
    "syndication_id",
    "is_family_head",
    "url",
    "archive_url",
    "licence",
}  # how it came, beside what, and where it stands; nothing is claimed by these

_OF_CLAIMS = """
    CREATE TEMP TABLE claim_causes AS
    WITH articles AS (
        SELECT coalesce(n.article_id, e.article_id) AS article_id,
               CASE WHEN e.article_id IS NULL THEN 'new_article' WHEN n.article_id IS NULL THEN 'article_gone'
                    WHEN {metadata} THEN 'article_changed' ELSE 'code' END AS cause
        FROM now.articles n FULL JOIN earlier.articles e USING (article_id)
    ), touched AS (
        SELECT claim_id, article_id FROM delta.claims
        UNION SELECT c.claim_id, c.article_id FROM now.claims c SEMI JOIN delta.events USING (event_id)
        UNION SELECT c.claim_id, c.article_id FROM now.claims c
              SEMI JOIN (FROM articles WHERE cause = 'article_changed') USING (article_id)
    )
    SELECT claim_id, cause FROM touched JOIN articles USING (article_id)
"""
_BEHIND = """
    CREATE TEMP TABLE behind AS
    WITH told AS (
        SELECT tally_id, claim_id FROM now.tally_claims UNION ALL SELECT tally_id, claim_id FROM earlier.tally_claims
        UNION ALL SELECT tally_id, claim_id FROM now.tallies JOIN now.incident_claims USING (incident_id)
        UNION ALL SELECT tally_id, claim_id FROM earlier.tallies JOIN earlier.incident_claims USING (incident_id)
    )
    SELECT DISTINCT tally_id, claim_id FROM told SEMI JOIN delta.tallies USING (tally_id)
"""
_OF_TALLIES = """
    CREATE TABLE causes AS
    WITH found AS (
        SELECT tally_id, cause FROM delta.tallies JOIN behind USING (tally_id) JOIN claim_causes USING (claim_id)
        UNION SELECT tally_id, 'code' FROM delta.tallies JOIN by_code USING (tally_id)
        UNION SELECT tally_id, 'correction' FROM delta.tallies SEMI JOIN delta.corrections USING (incident_id)
        UNION SELECT tally_id, 'correction' FROM delta.tallies JOIN behind USING (tally_id)
              SEMI JOIN delta.corrections USING (claim_id)
    ), everywhere AS (
        SELECT coalesce(list(DISTINCT cause ORDER BY cause), ['code']) AS causes
        FROM (FROM claim_causes SELECT cause UNION ALL SELECT 'code' WHERE $code)
    )
    SELECT d.tally_id, coalesce(of_tally.causes, everywhere.causes) AS causes
    FROM delta.tallies d CROSS JOIN everywhere
    LEFT JOIN (SELECT tally_id, list(cause ORDER BY cause) AS causes FROM found GROUP BY tally_id) of_tally
    USING (tally_id)
"""


def find(
    connection: duckdb.DuckDBPyConnection,
    code: Mapping[str, str],
    earlier_code: Mapping[str, str],
    anew: bool = True,
) -> None:
    """Create the table ``causes`` (tally_id, causes[]), a row for each tally in ``delta.tallies``.

    ``code`` and ``earlier_code`` give the version of each layer's code; where that of reconciliation is the same,
    nothing is reconciled anew. Nor is it where the later release is not of today's code (``anew`` is false): code is
    then a cause of every tally that no claim behind it explains.
    """
    said = [name for name in released(table("articles")).names if name not in _NOT_SAID]
    metadata = " OR ".join(f"n.{name} IS DISTINCT FROM e.{name}" for name in said)
    connection.execute(_OF_CLAIMS.format(metadata=metadata))
    connection.execute(_BEHIND)
    connection.execute("CREATE TEMP TABLE by_code (tally_id VARCHAR)")
    differs = any(code.get(layer) != earlier_code.get(layer) for layer in RECONCILING)
    if differs and anew:
        _reconcile_anew(connection)
    connection.execute(_OF_TALLIES, {"code": differs and not anew})


def _reconcile_anew(connection: duckdb.DuckDBPyConnection) -> None:
    """Put into ``by_code`` the tallies that today's code makes otherwise of the claims of the release before.

    Those of incidents that people had corrected there are left out: the claims alone do not give them.
    """
    articles, events, claims = (_read(connection, name) for name in ("articles", "events", "claims"))
    sentences = connection.execute("SELECT sentence_id, section FROM earlier.sentences").pl()
    linked = link(articles, events, claims, titled=titled_events(events, sentences))
    anew = tally(articles, events, claims, linked.incidents, linked.incident_claims).tallies
    connection.register("anew", anew.to_arrow())
    columns = ", ".join(released(table("tallies")).names)
    connection.execute(f"""
        INSERT INTO by_code
        SELECT coalesce(a.tally_id, e.tally_id)
        FROM (SELECT *, to_json(t)::VARCHAR AS content FROM (SELECT {columns} FROM anew) t) a
        FULL JOIN (SELECT *, to_json(t)::VARCHAR AS content FROM (SELECT {columns} FROM earlier.tallies) t) e
        USING (tally_id) WHERE a.content IS DISTINCT FROM e.content
        AND coalesce(e.incident_id, a.incident_id) NOT IN (SELECT incident_id FROM earlier.corrections)""")
    connection.unregister("anew")


def _read(connection: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    """A table of the release before as reconciliation takes it; withheld columns, which it does not read, are empty."""
    rows = connection.execute(f"SELECT * FROM earlier.{name}").pl()
    missing = [pl.lit(None).alias(column) for column in table(name).withheld]
    return typed(table(name), rows.with_columns(missing))
