"""What each incident opens to: its tallies with their claims and history, its quotes, its conflicts; in files of a few.

The rows and their order are those of ``columns``; an incident's claims are known by their number in its list. Full
sentences are not released, so a quote is what there is to show.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb

from pipeline.contracts import codes
from pipeline.release.page import scripts

IN_A_FILE = 64  # incidents

_CLAIMS = """
    CREATE TEMP TABLE page_claims AS
    SELECT l.incident_id, c.claim_id,
           row_number() OVER (PARTITION BY l.incident_id
               ORDER BY a.published_on NULLS LAST, c.article_id, c.char_start, c.claim_id) - 1 AS number,
           {'id': c.claim_id, 'article': c.article_id, 'start': c.char_start, 'end': c.char_end, 'quote': c.quote,
            'count': c.count_text, 'outcome': c.outcome, 'modality': c.modality, 'low': c.low, 'high': c.high,
            'who': c.who, 'party': c.party, 'source': c.source, 'source_text': c.source_text, 'rule': c.rule,
            'confidence': c.confidence, 'reason': l.reason, 'actors': e.actors} AS claim
    FROM incident_claims l
    JOIN claims c USING (claim_id)
    JOIN events e USING (event_id)
    JOIN articles a ON a.article_id = c.article_id
"""
_DETAILS = """
    WITH versions AS (
        SELECT replaced_by AS latest, list({'uri': source_uri, 'on': published_on, 'sha256': text_sha256}
                                           ORDER BY published_on NULLS LAST, article_id) AS earlier
        FROM articles WHERE replaced_by IS NOT NULL GROUP BY ALL
    ), told AS (
        SELECT incident_id, list(claim ORDER BY number) AS claims FROM page_claims GROUP BY ALL
    ), reports AS (
        SELECT incident_id, list({'id': article_id, 'title': title, 'outlet': outlet, 'on': published_on,
                                  'basis': published_basis, 'uri': source_uri, 'url': url, 'archive': archive_url,
                                  'sha256': text_sha256, 'earlier': coalesce(earlier, [])}
                                 ORDER BY published_on NULLS LAST, article_id) AS articles
        FROM (SELECT DISTINCT incident_id, claim.article AS article_id FROM page_claims)
        JOIN articles USING (article_id) LEFT JOIN versions ON latest = article_id
        GROUP BY ALL
    ), uses AS (
        SELECT tally_id, list({'claim': number, 'role': role, 'rule': rule}
                              ORDER BY list_position(?::VARCHAR[], role), number) AS uses
        FROM tally_claims JOIN page_claims USING (claim_id) GROUP BY ALL
    ), steps AS (
        SELECT tally_id, list({'claim': number, 'on': reported_on, 'low': low, 'best': best, 'high': high}
                              ORDER BY step) AS history
        FROM tally_history JOIN page_claims USING (claim_id) GROUP BY ALL
    ), counted AS (
        SELECT incident_id, list({'id': tally_id, 'outcome': outcome, 'population': population, 'who': who, 'low': low,
                                  'best': best, 'high': high, 'open': high_is_open, 'civilian_stated': civilian_stated,
                                  'rule': rule, 'n_claims': n_claims, 'n_independent': n_independent,
                                  'uses': coalesce(uses, []), 'history': coalesce(history, [])}
                                 ORDER BY list_position(?::VARCHAR[], outcome), list_position(?::VARCHAR[], population),
                                          who NULLS FIRST, tally_id) AS tallies
        FROM tallies LEFT JOIN uses USING (tally_id) LEFT JOIN steps USING (tally_id) GROUP BY ALL
    ), clashes AS (
        SELECT x.incident_id, list({'kind': kind, 'detail': detail, 'choice': choice, 'rule': rule,
                                  'claims': [one.number, other.number]} ORDER BY kind, conflict_id) AS conflicts
        FROM conflicts x JOIN page_claims one ON one.claim_id = x.claim_id
        JOIN page_claims other ON other.claim_id = x.other_claim_id GROUP BY ALL
    )
    SELECT to_json({'id': incident_id, 'n_articles': n_articles, 'n_claimants': n_claimants,
                    'tallies': coalesce(tallies, []), 'claims': coalesce(claims, []),
                    'articles': coalesce(articles, []), 'conflicts': coalesce(conflicts, [])})::VARCHAR
    FROM rows
    LEFT JOIN counted USING (incident_id) LEFT JOIN told USING (incident_id)
    LEFT JOIN reports USING (incident_id) LEFT JOIN clashes USING (incident_id)
    ORDER BY row
"""


def write(connection: duckdb.DuckDBPyConnection, folder: Path, name: str, advance: Callable[[int], None]) -> None:
    """Write the details, as NAME/number, into numbered files of ``IN_A_FILE`` incidents in the order of the rows."""
    folder.mkdir()
    connection.execute(_CLAIMS)
    order = [list(codes.TALLY_ROLE), list(codes.OUTCOME), list(codes.POPULATION)]
    cursor = connection.execute(_DETAILS, order)
    number = 0
    while found := cursor.fetchmany(IN_A_FILE):
        scripts.write(folder / f"{number}.js", f"{name}/{number}", "[" + ",".join(row[0] for row in found) + "]")
        number += 1
        advance(len(found))
